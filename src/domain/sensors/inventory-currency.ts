import type { Deployment } from './inventory';

/** The currency that most costs are in, of several the one that comes first; empty where no cost is stated. */
export function findCommonCurrency(deployments: readonly Deployment[]): string {
  const counts = new Map<string, number>();
  for (const { cost } of deployments) {
    if (cost !== null && cost.currency !== '') counts.set(cost.currency, (counts.get(cost.currency) ?? 0) + 1);
  }
  let common = '';
  for (const [currency, count] of counts) if (count > (counts.get(common) ?? 0)) common = currency;
  return common;
}
