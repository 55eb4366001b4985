import { composeCoverageTable } from '../src/domain/coverage/coverage-table';
import type { ExportSubject } from '../src/domain/coverage/export-subject';
import { computeSmapCoverage } from '../src/domain/coverage/smap-coverage';
import type { LayerContent } from '../src/domain/layers/layer';
import { writeCoverageCsv } from '../src/formats/coverage-csv';
import { composeLayer } from '../src/formats/coverage-layer';
import { writeInventoryCsv } from '../src/formats/inventory-csv-write';
import { writeNavigatorLayer } from '../src/formats/navigator-layer';
import type { CoverageAnswer } from './contract/coverage';
import type { ExportContext, ExportedFile, ExportKind } from './contract/exports';
import type { Question } from './question';

/**
 * Writes one of the exports. What is computed carries date, ATT&CK release, lens and TLP marking; the inventory is input,
 * and is read back as it stands.
 */
export function composeExport(
  kind: ExportKind,
  question: Question,
  answer: CoverageAnswer,
  context: ExportContext,
): ExportedFile {
  const { index, inventory, sensors, request } = question;
  const { domain, release } = index.catalog;
  const day = context.at.slice(0, 10);
  const isDemonstration = request.workspace === 'demonstration';
  const vedette = isDemonstration ? 'vedette-demonstration' : 'vedette';
  const stem = `${vedette}-${domain}-${release}-${request.settings.lens}-${day}`;
  const subject = describeSubject(question, answer, context);
  switch (kind) {
    case 'navigator-layer':
      return { name: `${stem}.json`, mediaType: 'application/json', text: writeNavigatorLayer(composeLayer(subject)) };
    case 'coverage-table':
      return { name: `${stem}.csv`, mediaType: 'text/csv', text: writeCoverageCsv(composeCoverageTable(subject)) };
    case 'inventory-table':
      return {
        name: `${vedette}-inventory-${day}.csv`,
        mediaType: 'text/csv',
        text: writeInventoryCsv(inventory, [...sensors.values()]),
      };
  }
}

/** What the matrix shows, as a layer to reckon with. */
export function composeCoverageLayer(question: Question, answer: CoverageAnswer, context: ExportContext): LayerContent {
  return composeLayer(describeSubject(question, answer, context));
}

function describeSubject(
  { index, inventory, sensors, request }: Question,
  { coverage }: CoverageAnswer,
  { at, tlp, shown }: ExportContext,
): ExportSubject {
  const { settings, workspace } = request;
  return {
    index,
    inventory,
    coverage,
    settings,
    smap: settings.lens === 'smap' ? computeSmapCoverage(index, inventory, sensors, settings) : null,
    at,
    tlp,
    isDemonstration: workspace === 'demonstration',
    shown: shown ?? [...index.catalog.techniques.keys()],
  };
}
