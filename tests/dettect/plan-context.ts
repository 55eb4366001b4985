import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import type { PlanContext } from '../../src/domain/dettect/plan-inventory';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { tellGroupKind } from '../../src/formats/inventory/inventory-csv-groups';

export function makePlanContext(index: CatalogIndex, inventory?: Inventory, documentId = 'doc'): PlanContext {
  const { dataComponents, platforms } = index.catalog;
  return {
    documentId,
    groups: inventory?.groups ?? [],
    components: new Map(dataComponents.map((component) => [component.name.toLowerCase(), component])),
    platforms,
    tellKind: tellGroupKind,
  };
}
