import type { FoundPlan } from '../../../state/best-plan';
import type { BudgetPoint } from '../../../state/frontier';

/** The points, and among them the plan's own budget, so that chart and answer say the same of it. */
export function withOwnBudget(
  points: readonly BudgetPoint[],
  budget: number | null,
  found: FoundPlan | undefined,
): readonly BudgetPoint[] {
  const dearest = points.at(-1)?.budget ?? 0;
  const isThere = points.some((point) => point.budget === budget);
  if (budget === null || found === undefined || isThere || budget > dearest || found.contradiction.length > 0)
    return points;
  const { chosen, cost, after, bound, isProven } = found;
  return [...points, { budget, chosen, cost, after, bound, isProven }].sort((a, b) => a.budget - b.budget);
}
