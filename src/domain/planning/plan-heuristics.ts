import { computeTermValue, type PlanProblem, reachesFloors, type Selection } from './problem';
import { propagate } from './propagate';
import { type Decisions, OPEN, selectDecided } from './relaxation';

/**
 * Fills up what is decided to a whole plan: first what the relaxation takes most of, then whatever brings most per cost.
 * @param taken per option, 0 to 1
 * @returns `null` where that leads to none that keeps rules, budget and floors
 */
export function completePlan(problem: PlanProblem, decided: Decisions, taken: Float64Array): Selection | null {
  let decisions = decided;
  const take = (option: number): boolean => {
    if (decisions[option] !== OPEN) return false;
    const next = decisions.slice();
    next[option] = 1;
    if (!propagate(problem, next)) return false;
    decisions = next;
    return true;
  };
  const order = [...taken.keys()].sort((a, b) => (taken[b] ?? 0) - (taken[a] ?? 0));
  for (const option of order) if ((taken[option] ?? 0) > 0.5) take(option);

  const gainOf = makeGainIndex(problem);
  problem.floors.forEach((_, floor) => {
    while (!reachesFloors({ ...problem, floors: problem.floors.slice(0, floor + 1) }, selectDecided(decisions))) {
      if (!takeBest(floor)) break;
    }
  });
  while (takeBest(null)) {
    // Each adds something.
  }
  const chosen = selectDecided(decisions);
  return reachesFloors(problem, chosen) ? chosen : null;

  function takeBest(floor: number | null): boolean {
    const now = selectDecided(decisions);
    const candidates: { readonly option: number; readonly rate: number }[] = [];
    for (let option = 0; option < decisions.length; option++) {
      if (decisions[option] !== OPEN) continue;
      const gain = gainOf(now, option, floor);
      if (gain > 0) candidates.push({ option, rate: gain / ((problem.costs[option] ?? 0) + 1) });
    }
    candidates.sort((a, b) => b.rate - a.rate);
    return candidates.some(({ option }) => take(option));
  }
}

/** Leaves out what adds nothing, dearest first: of equal plans the cheaper one. */
export function prunePlan(problem: PlanProblem, plan: Selection): Selection {
  const lossOf = makeGainIndex(problem);
  const chosen = plan.slice();
  const byCost = [...problem.costs.keys()].sort((a, b) => (problem.costs[b] ?? 0) - (problem.costs[a] ?? 0));
  // What is needed by another option may go once that one is gone.
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const option of byCost) {
      if (chosen[option] !== 1 || isNeeded(problem, chosen, option)) continue;
      chosen[option] = 0;
      const isMissed =
        lossOf(chosen, option, null) > 0 || problem.floors.some((_, floor) => lossOf(chosen, option, floor) > 0);
      if (isMissed) chosen[option] = 1;
      else isMoving = true;
    }
  }
  return chosen;
}

function isNeeded({ rules }: PlanProblem, chosen: Selection, option: number): boolean {
  return rules.some(
    (rule) =>
      (rule.kind === 'must' && rule.option === option) ||
      (rule.kind === 'needs' && rule.needed === option && chosen[rule.option] === 1),
  );
}

/** What one more option adds to a choice, in the objective or in a floor; only terms that it has a part in are looked at. */
function makeGainIndex({ terms, costs }: PlanProblem) {
  const partIn: number[][] = Array.from(costs, () => []);
  terms.forEach(({ clauses, options }, t) => {
    for (const option of new Set(options ?? clauses.flatMap((clause) => clause.options))) partIn[option]?.push(t);
  });
  return (chosen: Selection, option: number, floor: number | null): number => {
    const more = chosen.slice();
    more[option] = 1;
    let gain = 0;
    for (const t of partIn[option] ?? []) {
      const term = terms[t];
      if (term === undefined) continue;
      const weight = floor === null ? term.weight : (term.floorWeights?.[floor] ?? 0);
      if (weight > 0) gain += weight * (computeTermValue(term, more) - computeTermValue(term, chosen));
    }
    return gain;
  };
}
