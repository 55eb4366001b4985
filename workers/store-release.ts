import { CatalogDatabase, putRelease } from '../src/store/catalog-database';
import { makeStoredProse } from './prose-parts';
import type { PackedRelease } from './readings/reading';

/** Writes what a bundle brought, in one transaction. */
export async function storeRelease(
  { id, domain, release, catalog, prose, threats }: PackedRelease,
  { at, fileName }: { readonly at: string; readonly fileName: string },
): Promise<void> {
  const stored = prose === null ? { prose: null, parts: [] } : makeStoredProse(id, prose, { at, fileName });
  const db = new CatalogDatabase();
  try {
    await putRelease(db, {
      catalog: catalog === null ? null : { id, domain, release, importedAt: at, fileName, packed: catalog },
      ...stored,
      threats: threats === null ? null : { id, importedAt: at, packed: threats },
    });
  } finally {
    db.close();
  }
}
