import { composeCoverageTable } from '../src/domain/coverage/coverage-table';
import { computeSmapCoverage } from '../src/domain/coverage/smap-coverage';
import { writeCoverageCsv } from '../src/formats/coverage-csv';
import { composeLayer } from '../src/formats/coverage-layer';
import { writeInventoryCsv } from '../src/formats/inventory-csv-write';
import { writeNavigatorLayer } from '../src/formats/navigator-layer';
import { writeSmapStix } from '../src/formats/smap-stix-write';
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
  const subject = {
    index,
    inventory,
    coverage: answer.coverage,
    settings: request.settings,
    smap: request.settings.lens === 'smap' ? computeSmapCoverage(index, inventory, sensors, request.settings) : null,
    at: context.at,
    tlp: context.tlp,
    isDemonstration,
    shown: context.shown ?? [...index.catalog.techniques.keys()],
  };
  switch (kind) {
    case 'navigator-layer':
      return { name: `${stem}.json`, mediaType: 'application/json', text: writeNavigatorLayer(composeLayer(subject)) };
    case 'coverage-table':
      return { name: `${stem}.csv`, mediaType: 'text/csv', text: writeCoverageCsv(composeCoverageTable(subject)) };
    case 'smap-stix': {
      const names = new Map(index.catalog.dataComponents.map(({ id, name }) => [id, name]));
      const text = writeSmapStix(inventory.customSensors, { ...context, release, nameOf: (id) => names.get(id) ?? id });
      return { name: `${vedette}-sensor-mappings-${day}.json`, mediaType: 'application/json', text };
    }
    case 'inventory-table':
      return {
        name: `${vedette}-inventory-${day}.csv`,
        mediaType: 'text/csv',
        text: writeInventoryCsv(inventory, [...sensors.values()]),
      };
  }
}
