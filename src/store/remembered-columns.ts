import type { InventoryMeaning } from '../domain/sensors/inventory-meanings';
import type { WorkspaceDatabase } from './workspace-database';

/** How the analyst read the columns of one kind of table, so that the next file of that kind is read the same way. */
export interface RememberedColumns {
  /** The headers, folded and joined: the key. */
  readonly header: string;
  /** Per column, in the order of the file; `null`: not used. */
  readonly meanings: readonly (InventoryMeaning | null)[];
  /** ISO 8601. */
  readonly at: string;
}

/** @param columns with meanings `null`, what was remembered of this header is forgotten */
export async function rememberColumns(
  db: WorkspaceDatabase,
  { header, meanings }: { readonly header: string; readonly meanings: RememberedColumns['meanings'] | null },
  at: string,
): Promise<void> {
  if (meanings === null) await db.columns.delete(header);
  else await db.columns.put({ header, meanings, at });
}
