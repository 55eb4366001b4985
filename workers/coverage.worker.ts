import { describeCatalog } from '../src/domain/attack/catalog-facts';
import type { Coverage } from '../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../src/domain/coverage/estate';
import { explainTechnique } from '../src/domain/coverage/explain';
import { findInventoryFindings } from '../src/domain/coverage/findings';
import { computeTacticTotals, computeTotals } from '../src/domain/coverage/totals';
import { failure, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import { readInventory } from '../src/store/content-store';
import { WorkspaceDatabase, type WorkspaceName } from '../src/store/workspace-database';
import { listCatalogs, loadCatalogIndex, loadSensorGrounds, loadSensorLibrary } from './catalogs';
import type { CoverageAnswer, CoverageRequest, CoverageWorker } from './contract/coverage';
import { expose, handOver } from './expose';
import { computeLens } from './lens-coverage';
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

  async findGrounds(sensorId) {
    const { sensors } = await loadSensorGrounds();
    return sensors.find(({ id }) => id === sensorId) ?? null;
  },

  async compute(request) {
    const question = await prepare(request);
    if (!question.ok) return question;
    const answer = compute(question.value);
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
    return success(explainTechnique(index, inventory, estate, sensors, request.settings, technique));
  },

  async exportFile(request, kind, context) {
    const question = await prepare(request);
    if (!question.ok) return question;
    // Writers are not needed for the first screen, and load when the first file is asked for.
    const { composeExport } = await import('./exports');
    const file = await composeExport(kind, question.value, context);
    return handOver(file, file.ok && 'bytes' in file.value ? [file.value.bytes] : []);
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
  const estate = prepareEstate(index.value, inventory, sensors, request.settings);
  return success({ request, index: index.value, inventory, sensors, estate });
}

function compute(question: Question): CoverageAnswer {
  const { index, inventory, sensors } = question;
  const { settings, catalogId } = question.request;
  const { coverage } = computeLens(question);
  return {
    catalogId,
    settings,
    coverage,
    totals: computeTotals(coverage, index.catalog.techniques.keys()),
    tacticTotals: computeTacticTotals(index, coverage),
    findings: findInventoryFindings(inventory, sensors, settings, coverage, index.catalog),
  };
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
