import type { CatalogIndex } from '../src/domain/attack/catalog-index';
import type { Estate } from '../src/domain/coverage/estate';
import type { Inventory } from '../src/domain/sensors/inventory';
import type { Sensor } from '../src/domain/sensors/sensor';
import type { CoverageRequest } from './contract/coverage';

/** Everything one question needs, read afresh: the inventory is small, and the page may have changed it. */
export interface Question {
  readonly request: CoverageRequest;
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly estate: Estate;
}
