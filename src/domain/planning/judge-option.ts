import type { Inventory } from '../sensors/inventory';
import { applyChanges, deploymentOf } from './inventory-change';
import type { PlanOption } from './plan';

/** Whether an option still has something to do: the inventory moves on after a plan was written. */
export type OptionState = 'possible' | 'in place' | 'gone';

/** Reads the inventory once; each option is then judged by the deployments that it is about alone. */
export function makeOptionJudge(inventory: Inventory): (option: Pick<PlanOption, 'changes'>) => OptionState {
  const known = new Map(inventory.deployments.map((deployment) => [deployment.id, deployment]));
  return ({ changes }) => {
    const ids = new Set(changes.flatMap((change) => deploymentOf(change) ?? []));
    const deployments = [...ids].flatMap((id) => known.get(id) ?? []);
    const { inventory: changed, unmet } = applyChanges({ ...inventory, deployments }, changes);
    if (unmet.length > 0) return 'gone';
    return isSame(deployments, changed.deployments) ? 'in place' : 'possible';
  };
}

/** Most records are the same objects on both sides. */
function isSame<Item>(before: readonly Item[], after: readonly Item[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((item, at) => item === after[at] || JSON.stringify(item) === JSON.stringify(after[at]));
}
