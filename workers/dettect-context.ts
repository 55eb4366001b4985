import type { AttackDomain } from '../src/domain/attack/identifiers';
import type { PlanContext } from '../src/domain/dettect/plan-inventory';
import type { SystemGroup } from '../src/domain/sensors/inventory';
import { tellGroupKind } from '../src/formats/inventory/inventory-csv-groups';
import { catalogId, loadCatalogIndex } from './catalogs';
import { SHIPPED_CATALOGS } from './shipped-catalogs';

/** What the newest shipped release of a domain knows of components and platforms: names are never matched across domains. */
export async function loadPlanContext(
  domain: AttackDomain,
  documentId: string,
  groups: readonly SystemGroup[],
): Promise<PlanContext> {
  const newest = SHIPPED_CATALOGS.find((entry) => entry.domain === domain);
  const index = newest === undefined ? null : await loadCatalogIndex(catalogId(newest));
  const { dataComponents, platforms } = index?.ok ? index.value.catalog : { dataComponents: [], platforms: [] };
  return {
    documentId,
    groups,
    components: new Map(dataComponents.map((component) => [component.name.toLowerCase(), component])),
    platforms,
    tellKind: tellGroupKind,
  };
}
