import { describeCatalog } from '../src/domain/attack/catalog-facts';
import { type Coverage, computeCoverage, presentSmapCoverage } from '../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../src/domain/coverage/estate';
import { explainTechnique } from '../src/domain/coverage/explain';
import { findInventoryFindings } from '../src/domain/coverage/findings';
import { settingsOfLens } from '../src/domain/coverage/settings';
import { computeSmapCoverage } from '../src/domain/coverage/smap-coverage';
import { computeTacticTotals, computeTotals } from '../src/domain/coverage/totals';
import { failure, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import { readInventory } from '../src/store/content-store';
import { WorkspaceDatabase, type WorkspaceName } from '../src/store/workspace-database';
import { listCatalogs, loadCatalogIndex, loadSensorLibrary } from './catalogs';
import type { CoverageAnswer, CoverageRequest, CoverageWorker } from './contract/coverage';
import { expose, handOver } from './expose';
import type { Question } from './question';

const databases = new Map<WorkspaceName, WorkspaceDatabase>();

const worker: CoverageWorker = {
  listCatalogs,

  async describeCatalog(id) {
    const index = await loadCatalogIndex(id);
    return index.ok ? success(describeCatalog(index.value.catalog)) : index;
  },

  async listSensors() {
    return (await loadSensorLibrary()).sensors;
  },

  async compute(request) {
    const question = await prepare(request);
    if (!question.ok) return question;
    const answer = await compute(question.value);
    return handOver(success(answer), buffersOf(answer.coverage));
  },

  async explain(request, techniqueId) {
    const question = await prepare(request);
    if (!question.ok) return question;
    const { index, inventory, estate, sensors } = question.value;
    const technique = index.techniqueById.get(techniqueId);
    if (technique === undefined) {
      return failure(
        issue(
          'error',
          'technique-unknown',
          WHOLE_FILE,
          `ATT&CK ${index.catalog.release} has no technique ${techniqueId} in ${index.catalog.domain}.`,
        ),
      );
    }
    const explanation = explainTechnique(index, inventory, estate, sensors, request.settings, technique);
    if (request.settings.lens !== 'dettect') return success(explanation);
    const { explainDettectLens, facts } = await loadDettectLens(question.value);
    return success({ ...explanation, dettect: explainDettectLens(question.value, facts, technique) });
  },

  async listStatements(request, techniqueId) {
    const question = await prepare({ ...request, settings: { ...request.settings, lens: 'dettect' } });
    if (!question.ok) return question;
    const { readStatements } = await import('./dettect-statements');
    return success(await readStatements(openDatabase(request.workspace), question.value, techniqueId));
  },

  async exportFile(request, kind, context) {
    const question = await prepare(request);
    if (!question.ok) return question;
    if (kind === 'dettect-data-sources') {
      const { exportDataSources } = await import('./dettect-export');
      return exportDataSources(openDatabase(request.workspace), question.value, context);
    }
    // Writers are not needed for the first screen, and load when the first file is asked for.
    const { composeExport } = await import('./exports');
    return success(composeExport(kind, question.value, await compute(question.value), context));
  },
};

expose(worker);

async function prepare(request: CoverageRequest): Promise<Result<Question>> {
  const [index, library, inventory] = await Promise.all([
    loadCatalogIndex(request.catalogId),
    loadSensorLibrary(),
    readInventory(openDatabase(request.workspace)),
  ]);
  if (!index.ok) return index;
  const sensors = indexSensors(library.sensors, inventory);
  const estate = prepareEstate(index.value, inventory, sensors, settingsOfLens(request.settings));
  return success({ request, index: index.value, inventory, sensors, estate });
}

async function compute(question: Question): Promise<CoverageAnswer> {
  const { request, index, inventory, sensors, estate } = question;
  const { settings, catalogId } = request;
  const dettect = settings.lens === 'dettect' ? await loadDettectLens(question) : null;
  const coverage =
    dettect !== null
      ? dettect.computeDettectLens(question, dettect.facts)
      : settings.lens === 'smap'
        ? presentSmapCoverage(computeSmapCoverage(index, inventory, sensors, settings), estate)
        : computeCoverage(index, estate, inventory.supporting, settings);
  const findings = findInventoryFindings(inventory, sensors, settingsOfLens(settings), coverage, index.catalog);
  return {
    catalogId,
    settings,
    coverage,
    totals: computeTotals(coverage, index.catalog.techniques.keys()),
    tacticTotals: computeTacticTotals(index, coverage),
    findings: dettect === null ? findings : dettect.adaptFindings(question, findings, dettect.facts),
  };
}

/** Comes with the YAML reader, and only to those who choose the lens. */
async function loadDettectLens({ request, index }: Question) {
  const lens = await import('./dettect-lens');
  return { ...lens, facts: await lens.loadDettectFacts(openDatabase(request.workspace), index.catalog.domain) };
}

function openDatabase(name: WorkspaceName): WorkspaceDatabase {
  const known = databases.get(name);
  // Deleting the demonstration closes every connection to it.
  const open = known === undefined || known.hasBeenClosed() ? new WorkspaceDatabase(name) : known;
  databases.set(name, open);
  return open;
}

function buffersOf(coverage: Coverage): ArrayBufferLike[] {
  return Object.values(coverage).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : []));
}
