import { cheapen } from './cheapen';
import { makeHeuristics } from './plan-heuristics';
import { computeCost, computeGain, type PlanProblem, type Selection } from './problem';
import { type SolverState, solve } from './solve';

/** The best plan for one budget. */
export interface BudgetPlan {
  /** In cents. */
  readonly budget: number;
  readonly chosen: Selection | null;
  /** In cents. */
  readonly cost: number;
  /** In units of weight, above what is covered today. */
  readonly gain: number;
  readonly bound: number;
  readonly isProven: boolean;
}

export interface FrontierState {
  /** Found so far, cheapest first; the dearest is sought first, since it says how far budgets reach. */
  readonly plans: readonly BudgetPlan[];
  /** Of the search that is going on; `null`: all are found. */
  readonly search: SolverState | null;
}

/**
 * The best plan for each of so many budgets, evenly from nothing to what the best plan without a limit costs. Whoever drives
 * it may tell it, with `true`, to leave the budget at hand as it is and go on to the next.
 * @param count at least 2
 */
export function* traceFrontier(
  problem: PlanProblem,
  count: number,
): Generator<FrontierState, FrontierState, boolean | undefined> {
  const free = { ...problem, budget: Number.POSITIVE_INFINITY };
  const dearest: BudgetPlan = yield* search(free, null, []);
  const plans: BudgetPlan[] = [{ ...dearest, budget: dearest.cost }];
  let best: Selection | null = null;
  const cheaper: BudgetPlan[] = [];
  for (const budget of listBudgets(dearest.cost, count)) {
    const plan: BudgetPlan = yield* search({ ...problem, budget }, best, [...cheaper, ...plans]);
    cheaper.push(plan);
    best = plan.chosen ?? best;
  }
  return { plans: [...cheaper, ...plans], search: null };
}

/** In whole units of the currency, below the dearest plan's cost. */
function listBudgets(dearest: number, count: number): readonly number[] {
  const spread = Array.from({ length: count - 1 }, (_, at) => Math.floor((dearest * at) / (count - 1) / CENTS) * CENTS);
  return [...new Set(spread)].filter((budget) => budget < dearest);
}

const CENTS = 100;

function* search(
  problem: PlanProblem,
  start: Selection | null,
  known: readonly BudgetPlan[],
): Generator<FrontierState, BudgetPlan, boolean | undefined> {
  const solver = solve(problem, { start });
  let step = solver.next();
  let isLate = false;
  while (step.done !== true && !isLate) {
    isLate = (yield { plans: known, search: step.value }) === true;
    if (!isLate) step = solver.next();
  }
  const { value } = step;
  let chosen = value.chosen === null ? null : makeHeuristics(problem).prune(value.chosen);
  if (chosen !== null && value.isProven) {
    const cheaper = cheapen(problem, chosen);
    for (let steps = 0; steps < MOST_CHEAPENING && !isLate; steps++) {
      const { value: found, done } = cheaper.next();
      chosen = found.chosen;
      if (done === true) break;
      isLate = (yield { plans: known, search: value }) === true;
    }
  }
  return {
    budget: problem.budget,
    chosen,
    cost: chosen === null ? 0 : computeCost(problem, chosen),
    gain: chosen === null ? 0 : computeGain(problem, chosen),
    bound: value.bound,
    isProven: value.isProven,
  };
}

/** Steps of the search for a plan that covers as much for less; per budget. */
const MOST_CHEAPENING = 12;
