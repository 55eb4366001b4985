import { describeCatalog } from '../src/domain/attack/catalog-facts';
import type { Coverage } from '../src/domain/coverage/coverage';
import { explainTechnique } from '../src/domain/coverage/explain';
import { findInventoryFindings } from '../src/domain/coverage/findings';
import { settingsOfLens } from '../src/domain/coverage/settings';
import { computeTacticTotals, computeTotals } from '../src/domain/coverage/totals';
import { failure, issue, success, WHOLE_FILE } from '../src/domain/result';
import { listCatalogs, loadCatalogIndex, loadSensorGrounds, loadSensorLibrary } from './catalogs';
import type { CoverageAnswer, CoverageRequest, CoverageWorker } from './contract/coverage';
import type { CombineRequest } from './contract/layers';
import { openDatabase } from './databases';
import { expose, handOver } from './expose';
import { computeLens } from './lens-coverage';
import { prepareQuestion, type Question } from './question';

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
    const question = await prepareQuestion(request);
    if (!question.ok) return question;
    const answer = await compute(question.value);
    return handOver(success(answer), buffersOf(answer.coverage));
  },

  async explain(request, techniqueId) {
    const question = await prepareQuestion(request);
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
    const { explainDettectLens, loadDettectFacts } = await import('./dettect-lens');
    const facts = await loadDettectFacts(openDatabase(request.workspace), index.catalog.domain);
    return success({ ...explanation, dettect: explainDettectLens(question.value, facts, technique) });
  },

  async listStatements(request, techniqueId) {
    const question = await prepareQuestion({ ...request, settings: { ...request.settings, lens: 'dettect' } });
    if (!question.ok) return question;
    const { readStatements } = await import('./dettect-statements');
    return success(await readStatements(openDatabase(request.workspace), question.value, techniqueId));
  },

  async exportFile(request, kind, context) {
    const question = await prepareQuestion(request);
    if (!question.ok) return question;
    if (kind === 'dettect-data-sources') {
      const { exportDataSources } = await import('./dettect-export');
      return exportDataSources(openDatabase(request.workspace), question.value, context);
    }
    // Writers are not needed for the first screen, and load when the first file is asked for.
    const { composeExport } = await import('./exports');
    const file = await composeExport(kind, question.value, context);
    return handOver(file, file.ok && 'bytes' in file.value ? [file.value.bytes] : []);
  },

  // Layers need the same catalogs and, as an operand, the same coverage. Their code loads with the first question.
  async listLayers({ workspace, catalogId }) {
    const index = await loadCatalogIndex(catalogId);
    return index.ok ? success(await (await layers()).listLayers(openDatabase(workspace), index.value)) : index;
  },

  async describeLayer({ workspace, catalogId }, id) {
    const index = await loadCatalogIndex(catalogId);
    return index.ok ? success(await (await layers()).describeLayer(openDatabase(workspace), index.value, id)) : index;
  },

  async computeOverlay({ workspace, catalogId }, ids) {
    const index = await loadCatalogIndex(catalogId);
    if (!index.ok) return index;
    const { overlayLayers } = await layers();
    const readThreat = async (ref: string) =>
      (await import('./threats/read-threat')).readThreat({ workspace, catalogId }, ref);
    return success(await overlayLayers(openDatabase(workspace), index.value, ids, readThreat));
  },

  async listLayerNotes({ workspace, catalogId }, id) {
    const index = await loadCatalogIndex(catalogId);
    return index.ok ? success(await (await layers()).listLayerNotes(openDatabase(workspace), index.value, id)) : index;
  },

  async previewCombination(request, wanted) {
    const combined = await combine(request, wanted);
    return combined.ok ? success(combined.value.outcome) : combined;
  },

  async keepCombination(request, wanted) {
    const combined = await combine(request, wanted);
    if (!combined.ok) return combined;
    return success(await (await layers()).keep(openDatabase(request.workspace), combined.value, wanted.at));
  },

  async editLayers(workspace, label, edit, at) {
    await (await layers()).edit(openDatabase(workspace), label, edit, at);
  },

  async exportLayers(workspace, ids, at) {
    return (await layers()).exportLayers(openDatabase(workspace), ids, at);
  },

  async listRules(workspace) {
    return (await kept()).listRules(openDatabase(workspace));
  },

  async listDocuments(workspace) {
    return (await kept()).listDocuments(openDatabase(workspace));
  },

  async removeKept(workspace, table, ids, label, at) {
    return (await kept()).removeKept(openDatabase(workspace), table, ids, label, at);
  },
};

expose(worker);

function layers() {
  return import('./layer-answers');
}

function kept() {
  return import('./kept-summaries');
}

async function combine(request: CoverageRequest, wanted: CombineRequest) {
  const question = await prepareQuestion(request);
  if (!question.ok) return question;
  const { combine: answer } = await layers();
  return answer(openDatabase(request.workspace), question.value.index, wanted, async () => {
    const { composeCoverageLayer } = await import('./exports');
    return composeCoverageLayer(question.value, { ...wanted, shown: null });
  });
}

async function compute(question: Question): Promise<CoverageAnswer> {
  const { index, inventory, sensors } = question;
  const { settings, catalogId } = question.request;
  const { coverage, dettect } = await computeLens(question);
  const findings = findInventoryFindings(inventory, sensors, settingsOfLens(settings), coverage, index.catalog);
  return {
    catalogId,
    settings,
    coverage,
    totals: computeTotals(coverage, index.catalog.techniques.keys()),
    tacticTotals: computeTacticTotals(index, coverage),
    findings: dettect === null ? findings : (await import('./dettect-lens')).adaptFindings(question, findings, dettect),
  };
}

function buffersOf(coverage: Coverage): ArrayBufferLike[] {
  return Object.values(coverage).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : []));
}
