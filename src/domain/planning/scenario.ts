import type { InventoryChange } from './inventory-change';

/** A named what-if: a list of changes to the inventory (coverage model, "What-if"). What it leads to is computed. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly notes: string;
  readonly changes: readonly InventoryChange[];
}
