import type { ThreatCatalog } from '../src/domain/attack/catalog';
import { CatalogDatabase } from '../src/store/catalog-database';
import { withDatabase } from './databases';
import { fetchPackedJson, unpackJson } from './packed-json';
import { SHIPPED_THREATS } from './shipped-threats';

/** By address or id and time of import: each is read once. */
const loaded = new Map<string, Promise<ThreatCatalog>>();

/**
 * Who uses the techniques of a release: what came with it, or was imported with its bundle. For a shipped release without
 * threats of its own those of the newest one of its domain, which says so itself; `null`: none is known.
 * @param id as in `CatalogEntry.id`
 */
export async function loadThreats(id: string): Promise<ThreatCatalog | null> {
  const own = SHIPPED_THREATS.find((entry) => `${entry.domain}@${entry.release}` === id);
  if (own !== undefined) return remember(own.url, () => fetchPackedJson(own.url));
  const stored = await withDatabase(new CatalogDatabase(), (db) => db.threats.get(id));
  if (stored !== undefined) return remember(`${id} ${stored.importedAt}`, () => unpackJson(stored.packed));
  const newest = SHIPPED_THREATS.find(({ domain }) => id.startsWith(`${domain}@`));
  return newest === undefined ? null : remember(newest.url, () => fetchPackedJson(newest.url));
}

function remember(key: string, load: () => Promise<unknown>): Promise<ThreatCatalog> {
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const loading = load().then((file) => file as ThreatCatalog);
  // A failed load is tried again next time: the network may be back.
  loading.catch(() => loaded.delete(key));
  loaded.set(key, loading);
  return loading;
}
