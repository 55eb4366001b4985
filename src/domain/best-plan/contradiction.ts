import { BUDGET, NO_CONSTRAINT, type PlanProblem } from './problem';
import { solve } from './solve';

/** Enough to decide all but odd cases; what is not decided counts as possible, and stays in the answer. */
const MOST_NODES = 400;

/**
 * Why there is no plan: constraints that cannot hold together, and could if any one of them were dropped. One is dropped
 * after the other; what the contradiction can do without is not part of it. (J. W. Chinneck, E. W. Dravnieks, "Locating
 * minimal infeasible constraint sets in linear programs", ORSA Journal on Computing 3 (1991): deletion filter.)
 * @param problem that has no solution
 * @returns positions in the plan's list of constraints, `BUDGET` for the budget, ascending
 */
export function findContradiction(problem: PlanProblem): readonly number[] {
  const positions = new Set([...problem.rules, ...problem.floors].map(({ position }) => position));
  positions.delete(NO_CONSTRAINT);
  const all = [...(Number.isFinite(problem.budget) ? [BUDGET] : []), ...positions];
  let needed = new Set(all);
  for (const position of all) {
    const fewer = new Set(needed);
    fewer.delete(position);
    if (!isPossible(problem, fewer)) needed = fewer;
  }
  return [...needed].sort((a, b) => a - b);
}

function isPossible(problem: PlanProblem, kept: ReadonlySet<number>): boolean {
  const keptFloors = problem.floors.flatMap(({ position }, at) => (kept.has(position) ? [at] : []));
  const terms = problem.terms.flatMap((term) => {
    const floorWeights = Float64Array.from(keptFloors, (at) => term.floorWeights?.[at] ?? 0);
    // Whoever covers floors first finds a plan first, if there is one.
    const weight = floorWeights.reduce((sum, more) => sum + more, 0);
    return weight > 0 ? [{ ...term, weight, floorWeights }] : [];
  });
  const search = solve({
    ...problem,
    terms,
    floors: keptFloors.flatMap((at) => problem.floors[at] ?? []),
    rules: problem.rules.filter(({ position }) => position === NO_CONSTRAINT || kept.has(position)),
    budget: kept.has(BUDGET) ? problem.budget : Number.POSITIVE_INFINITY,
  });
  for (;;) {
    const { value, done } = search.next();
    if (value.chosen !== null) return true;
    if (done === true) return false;
    if (value.nodes > MOST_NODES) return true;
  }
}
