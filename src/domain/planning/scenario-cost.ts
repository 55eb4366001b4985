import type { Inventory } from '../sensors/inventory';
import type { InventoryChange } from './inventory-change';

/** What the deployments that a scenario puts into service cost, by currency; nothing is converted. */
export interface ScenarioCost {
  readonly sums: readonly CostSum[];
  /** Deployments put into service that state no cost. */
  readonly unstated: number;
}

export interface CostSum {
  readonly currency: string;
  readonly perYear: number;
  readonly once: number;
}

/** @param after the inventory as the changes leave it */
export function computeScenarioCost(
  before: Inventory,
  after: Inventory,
  changes: readonly InventoryChange[],
): ScenarioCost {
  const named = new Set(
    changes.flatMap((change) =>
      change.kind === 'add-deployment' ? [change.deployment.id] : change.kind === 'deploy' ? [change.deploymentId] : [],
    ),
  );
  const inService = new Set(before.deployments.flatMap(({ id, status }) => (status === 'deployed' ? [id] : [])));
  const sums = new Map<string, { perYear: number; once: number }>();
  let unstated = 0;
  for (const { id, cost } of after.deployments) {
    if (!named.has(id) || inService.has(id)) continue;
    if (cost === null) {
      unstated++;
      continue;
    }
    const sum = sums.get(cost.currency) ?? { perYear: 0, once: 0 };
    sums.set(cost.currency, sum);
    if (cost.per === 'year') sum.perYear += cost.amount;
    else sum.once += cost.amount;
  }
  return { sums: [...sums].map(([currency, sum]) => ({ currency, ...sum })), unstated };
}
