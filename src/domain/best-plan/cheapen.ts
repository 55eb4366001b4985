import { makeHeuristics } from './plan-heuristics';
import { computeCost, computeGain, type PlanProblem, type Selection, SLACK } from './problem';
import { solve } from './solve';

export interface CheapestState {
  /** Covers as much as the plan that was given, for no more. */
  readonly chosen: Selection;
  /** No plan that covers as much costs less. */
  readonly isProven: boolean;
}

/**
 * Of the plans that cover as much as this one, the cheapest: a plan is sought that costs a cent less, until there is none.
 * Yields after each step of those searches.
 */
export function* cheapen(problem: PlanProblem, plan: Selection): Generator<CheapestState, CheapestState> {
  const { prune } = makeHeuristics(problem);
  const gain = computeGain(problem, plan);
  const above = gain - 2 * SLACK * Math.max(1, problem.total);
  let chosen = prune(plan);
  for (;;) {
    const search = solve({ ...problem, budget: computeCost(problem, chosen) - 1 }, { above });
    let step = search.next();
    while (step.done !== true && step.value.chosen === null) {
      yield { chosen, isProven: false };
      step = search.next();
    }
    const cheaper = step.value.chosen;
    if (cheaper === null) return { chosen, isProven: true };
    chosen = prune(cheaper);
  }
}
