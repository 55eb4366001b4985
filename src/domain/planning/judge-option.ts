import type { Inventory } from '../sensors/inventory';
import { applyChanges } from './inventory-change';
import type { PlanOption } from './plan';

/** Whether an option still has something to do: the inventory moves on after a plan was written. */
export type OptionState = 'possible' | 'in place' | 'gone';

export function judgeOption(inventory: Inventory, { changes }: Pick<PlanOption, 'changes'>): OptionState {
  const { inventory: changed, unmet } = applyChanges(inventory, changes);
  if (unmet.length > 0) return 'gone';
  return isSame(inventory.deployments, changed.deployments) ? 'in place' : 'possible';
}

/** Most records are the same objects on both sides. */
function isSame<Item>(before: readonly Item[], after: readonly Item[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((item, at) => item === after[at] || JSON.stringify(item) === JSON.stringify(after[at]));
}
