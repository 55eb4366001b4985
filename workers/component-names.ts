import type { DataComponentId } from '../src/domain/attack/identifiers';
import { catalogId, loadCatalogIndex } from './catalogs';
import { SHIPPED_CATALOGS } from './shipped-catalogs';

/** Names of the Enterprise components of the newest shipped release, for tables and releases that give no ids. */
export async function loadComponentNames(): Promise<ReadonlyMap<string, DataComponentId>> {
  const newest = SHIPPED_CATALOGS.find(({ domain }) => domain === 'enterprise-attack');
  const index = newest === undefined ? null : await loadCatalogIndex(catalogId(newest));
  if (index === null || !index.ok) return new Map();
  return new Map(index.value.catalog.dataComponents.map(({ name, id }) => [name, id]));
}
