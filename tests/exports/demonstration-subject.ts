import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import { computeCoverage, presentSmapCoverage } from '../../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import type { ExportSubject } from '../../src/domain/coverage/export-subject';
import { DEFAULT_SETTINGS, type Lens } from '../../src/domain/coverage/settings';
import { computeSmapCoverage } from '../../src/domain/coverage/smap-coverage';
import { EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor, SensorLibrary } from '../../src/domain/sensors/sensor';

/** The demonstration estate on Enterprise 19.1: what a visitor can export after one click. */

const DATA = join(import.meta.dirname, '..', '..', 'data');
const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(DATA, ...path), 'utf8'));

export const LIBRARY = readJson('catalog', 'sensor-library.json') as SensorLibrary;
export const ESTATE = { ...EMPTY_INVENTORY, ...(readJson('demonstration', 'estate.json') as Inventory) };

export function makeSubject(
  change: Partial<ExportSubject> & { readonly lens?: Lens; readonly release?: string } = {},
): { readonly subject: ExportSubject; readonly sensors: readonly Sensor[] } {
  const { lens = 'analytics', release = 'enterprise-attack-19.1', ...rest } = change;
  const catalog = readCatalog(readJson('catalog', `${release}.json`));
  if (!catalog.ok) throw new Error('the catalog cannot be read');
  const index = indexCatalog(catalog.value);
  const inventory = rest.inventory ?? ESTATE;
  const settings = { ...DEFAULT_SETTINGS, asOf: '2026-11-24', lens };
  const sensors = indexSensors(LIBRARY.sensors, inventory);
  const estate = prepareEstate(index, inventory, sensors, settings);
  const smap = lens === 'smap' ? computeSmapCoverage(index, inventory, sensors, settings) : null;
  const coverage =
    smap === null ? computeCoverage(index, estate, inventory.supporting, settings) : presentSmapCoverage(smap, estate);
  const subject: ExportSubject = {
    index,
    inventory,
    coverage,
    settings,
    smap,
    at: '2026-11-24T10:00:00.000Z',
    tlp: 'TLP:AMBER',
    isDemonstration: true,
    shown: [...index.catalog.techniques.keys()],
    ...rest,
  };
  return { subject, sensors: [...sensors.values()] };
}
