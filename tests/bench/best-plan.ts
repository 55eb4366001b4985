import { compileCoverage } from '../../src/domain/best-plan/compile-problem';
import { traceFrontier } from '../../src/domain/best-plan/frontier';
import type { PlanProblem } from '../../src/domain/best-plan/problem';
import { type SolverState, solve } from '../../src/domain/best-plan/solve';
import { type Facts, loadFacts, makeInstance } from './plan-instances';
import { makeMilpSolver } from './plan-milp';

export const SECONDS = 10;
/** Milliseconds after which there has to be a good answer. */
export const FIRST_ANSWER = 200;
export const BUDGETS = 20;

/** One realistic instance, by both solvers in one run; times in milliseconds, the limit where not proven. */
export interface PlanTimes {
  readonly seed: number;
  readonly name: string;
  readonly compile: number;
  readonly ours: number;
  readonly milp: number;
  readonly isProven: boolean;
  /** (bound − gain) / bound where not proven. */
  readonly gap: number;
  /** (ours − theirs) / theirs, of the gain; `null` where one of them did not finish. */
  readonly difference: number | null;
  /** How far the best answer known after 200 ms was below the optimum; `null`: no optimum is known. */
  readonly early: number | null;
  readonly nodes: number;
  readonly frontier: number;
}

export async function measurePlans(
  seeds: readonly number[],
  tell: (times: PlanTimes) => void,
): Promise<readonly PlanTimes[]> {
  const milp = await makeMilpSolver();
  const facts = loadFacts();
  // Both solvers are warm before the first is timed.
  const first = makeProblem(facts, seeds[0] ?? 1).problem;
  run(first);
  milp(first, SECONDS);
  const all: PlanTimes[] = [];
  for (const seed of seeds) {
    const { problem, name, compile } = makeProblem(facts, seed);
    const own = run(problem);
    const other = milp(problem, SECONDS);
    const optimum = own.state.isProven ? own.state.gain : other.isProven ? other.gain : null;
    const times: PlanTimes = {
      seed,
      name,
      compile,
      ours: own.state.isProven ? own.milliseconds : SECONDS * 1000,
      milp: other.isProven ? other.milliseconds : SECONDS * 1000,
      isProven: own.state.isProven,
      gap: own.state.isProven ? 0 : (own.state.bound - own.state.gain) / own.state.bound,
      difference: own.state.isProven && other.isProven ? relative(own.state.gain, other.gain) : null,
      early: optimum === null ? null : -relative(own.early, optimum),
      nodes: own.state.nodes,
      frontier: timeFrontier(problem),
    };
    tell(times);
    all.push(times);
  }
  return all;
}

function makeProblem(
  facts: Facts,
  seed: number,
): { readonly problem: PlanProblem; readonly name: string; readonly compile: number } {
  const { subject, costs, budget, name } = makeInstance(facts, seed);
  const started = performance.now();
  const coverage = compileCoverage(subject);
  return { problem: { ...coverage, costs, budget, rules: [] }, name, compile: performance.now() - started };
}

function run(problem: PlanProblem): {
  readonly state: SolverState;
  readonly milliseconds: number;
  readonly early: number;
} {
  const started = performance.now();
  const search = solve(problem);
  let early = 0;
  for (;;) {
    const { value, done } = search.next();
    const milliseconds = performance.now() - started;
    if (milliseconds <= FIRST_ANSWER) early = value.gain;
    if (done === true || milliseconds > SECONDS * 1000) return { state: value, milliseconds, early };
  }
}

function timeFrontier(problem: PlanProblem): number {
  const started = performance.now();
  const search = traceFrontier(problem, BUDGETS);
  while (search.next(false).done !== true) {
    if (performance.now() - started > 2 * SECONDS * 1000) break;
  }
  return performance.now() - started;
}

function relative(a: number, b: number): number {
  return b === 0 ? a : (a - b) / b;
}
