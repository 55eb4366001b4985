import type { CatalogIndex } from '../src/domain/attack/catalog-index';
import { type Estate, indexSensors, prepareEstate } from '../src/domain/coverage/estate';
import { settingsOfLens } from '../src/domain/coverage/settings';
import { type Result, success } from '../src/domain/result';
import type { Inventory } from '../src/domain/sensors/inventory';
import type { Sensor } from '../src/domain/sensors/sensor';
import { readInventory } from '../src/store/content-store';
import { loadCatalogIndex, loadSensorLibrary } from './catalogs';
import type { CoverageRequest } from './contract/coverage';
import { openDatabase } from './databases';

/** Everything one question needs, read afresh: the inventory is small, and the page may have changed it. */
export interface Question {
  readonly request: CoverageRequest;
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly estate: Estate;
}

/** @param make whoever asks often keeps what was made of the same */
export async function prepareQuestion(request: CoverageRequest, make = makeQuestion): Promise<Result<Question>> {
  const [index, library, inventory] = await Promise.all([
    loadCatalogIndex(request.catalogId),
    loadSensorLibrary(),
    readInventory(openDatabase(request.workspace)),
  ]);
  if (!index.ok) return index;
  return success(make(request, index.value, library.sensors, inventory));
}

export function makeQuestion(
  request: CoverageRequest,
  index: CatalogIndex,
  library: readonly Sensor[],
  inventory: Inventory,
): Question {
  const sensors = indexSensors(library, inventory);
  const estate = prepareEstate(index, inventory, sensors, settingsOfLens(request.settings));
  return { request, index, inventory, sensors, estate };
}
