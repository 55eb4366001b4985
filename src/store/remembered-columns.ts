import type { InventoryMeaning } from '../domain/sensors/inventory-meanings';

/** How the analyst read the columns of one kind of table, so that the next file of that kind is read the same way. */
export interface RememberedColumns {
  /** The headers, folded and joined: the key. */
  readonly header: string;
  /** Per column, in the order of the file; `null`: not used. */
  readonly meanings: readonly (InventoryMeaning | null)[];
  /** ISO 8601. */
  readonly at: string;
}
