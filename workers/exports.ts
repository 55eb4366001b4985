import { composeCoverageTable } from '../src/domain/coverage/coverage-table';
import type { ExportSubject } from '../src/domain/coverage/export-subject';
import type { Picture } from '../src/domain/coverage/picture';
import { indexDeployed, type RulesByTechnique } from '../src/domain/coverage/rule-index';
import type { LayerContent } from '../src/domain/layers/layer';
import { type Result, success } from '../src/domain/result';
import { writeCoverageCsv } from '../src/formats/coverage-csv';
import { composeLayer } from '../src/formats/coverage-layer';
import { writeInventoryCsv } from '../src/formats/inventory/inventory-csv-write';
import { writeNavigatorLayer } from '../src/formats/navigator/navigator-layer';
import type { ExportContext, ExportedFile, ExportKind } from './contract/exports';
import { openDatabase } from './databases';
import { computeLens } from './lens-coverage';
import type { Question } from './question';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Writes one of the exports. What is computed carries date, ATT&CK release, lens and TLP marking; the inventory is input,
 * and is read back as it stands. What only one of them needs comes with it.
 */
export async function composeExport(
  kind: Exclude<ExportKind, 'dettect-data-sources'>,
  question: Question,
  context: ExportContext,
): Promise<Result<ExportedFile>> {
  const { index, inventory, request } = question;
  const { domain, release } = index.catalog;
  const day = context.at.slice(0, 10);
  const prefix = request.workspace === 'demonstration' ? 'vedette-demonstration' : 'vedette';
  const stem = `${prefix}-${domain}-${release}-${request.settings.lens}-${day}`;
  const sensors = [...question.sensors.values()];
  switch (kind) {
    case 'navigator-layer': {
      const text = writeNavigatorLayer(composeLayer(await computeSubject(question, context)));
      return success({ name: `${stem}.json`, mediaType: 'application/json', text });
    }
    case 'coverage-table': {
      const text = writeCoverageCsv(
        composeCoverageTable(await computeSubject(question, context), await readRules(question)),
      );
      return success({ name: `${stem}.csv`, mediaType: 'text/csv', text });
    }
    case 'coverage-workbook': {
      const { writeCoverageWorkbook } = await import('../src/formats/coverage-workbook');
      const rules = await readRules(question);
      const { buffer } = writeCoverageWorkbook(await computeSubject(question, context), sensors, rules);
      return success({ name: `${stem}.xlsx`, mediaType: XLSX, bytes: buffer });
    }
    case 'matrix-svg': {
      const { writeMatrixSvg } = await import('../src/formats/matrix-svg');
      const text = writeMatrixSvg(await composePicture(question, context));
      return success({ name: `${stem}.svg`, mediaType: 'image/svg+xml', text });
    }
    case 'matrix-png': {
      const { drawMatrixPng } = await import('../src/formats/matrix-png');
      const picture = await drawMatrixPng(await composePicture(question, context));
      if (!picture.ok) return picture;
      return success({ name: `${stem}.png`, mediaType: 'image/png', bytes: picture.value });
    }
    case 'smap-stix': {
      const { writeSmapStix } = await import('../src/formats/smap-stix-write');
      const names = new Map(index.catalog.dataComponents.map(({ id, name }) => [id, name]));
      const text = writeSmapStix(inventory.customSensors, { ...context, release, nameOf: (id) => names.get(id) ?? id });
      return success({ name: `${prefix}-sensor-mappings-${day}.json`, mediaType: 'application/json', text });
    }
    case 'inventory-table': {
      const text = writeInventoryCsv(inventory, sensors);
      return success({ name: `${prefix}-inventory-${day}.csv`, mediaType: 'text/csv', text });
    }
    case 'inventory-workbook': {
      const { writeInventoryWorkbook } = await import('../src/formats/inventory/inventory-workbook');
      const { at, tlp } = context;
      const facts = { title: 'Inventory', at, tlp, isDemonstration: request.workspace === 'demonstration' };
      const { buffer } = writeInventoryWorkbook(inventory, sensors, facts);
      return success({ name: `${prefix}-inventory-${day}.xlsx`, mediaType: XLSX, bytes: buffer });
    }
  }
}

/** What the matrix shows, as a layer to reckon with. */
export async function composeCoverageLayer(question: Question, context: ExportContext): Promise<LayerContent> {
  return composeLayer(await computeSubject(question, context));
}

export async function computeSubject(question: Question, context: ExportContext): Promise<ExportSubject> {
  const { index, inventory, request } = question;
  const { coverage, smap } = await computeLens(question);
  return {
    index,
    inventory,
    coverage,
    smap,
    settings: request.settings,
    at: context.at,
    tlp: context.tlp,
    isDemonstration: request.workspace === 'demonstration',
    shown: context.shown ?? [...index.catalog.techniques.keys()],
    ...(context.drawn?.tactic ? { tactic: context.drawn.tactic } : {}),
  };
}

async function readRules({ index, request }: Question): Promise<RulesByTechnique> {
  return indexDeployed(await openDatabase(request.workspace).rules.toArray(), index.catalog.retired);
}

async function composePicture(question: Question, context: ExportContext): Promise<Picture> {
  const { composeMatrixPicture } = await import('../src/domain/coverage/matrix-picture');
  const unfolded = new Set(context.drawn?.unfolded);
  return composeMatrixPicture(await computeSubject(question, context), {
    isUnfolded: (position) => unfolded.has(position),
  });
}
