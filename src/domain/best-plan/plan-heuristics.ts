import { computeTermValue, type PlanProblem, reachesFloors, type Selection } from './problem';
import { propagate } from './propagate';
import { type Decisions, OPEN, selectDecided } from './relaxation';

/** Quick ways to a good plan, and from a plan to a leaner one. */
export interface PlanHeuristics {
  /**
   * Fills up what is decided to a whole plan: first what the relaxation takes most of, then whatever brings most per cost.
   * @param taken per option, 0 to 1
   * @returns `null` where that leads to none that keeps rules, budget and floors
   */
  complete(decided: Decisions, taken: Float64Array): Selection | null;
  /** Leaves out what adds nothing, dearest first: of equal plans the cheaper one. */
  prune(plan: Selection): Selection;
}

export function makeHeuristics(problem: PlanProblem): PlanHeuristics {
  const { costs, floors, rules } = problem;
  const gainOf = makeGainIndex(problem);
  const byCost = [...costs.keys()].sort((a, b) => (costs[b] ?? 0) - (costs[a] ?? 0));
  // One floor more each time: the first ones are reached first, and stay so.
  const withFloors = floors.map((_, at) => ({ ...problem, floors: floors.slice(0, at + 1) }));

  function complete(decided: Decisions, taken: Float64Array): Selection | null {
    let decisions = decided;
    const take = (option: number): boolean => {
      if (decisions[option] !== OPEN) return false;
      const next = decisions.slice();
      next[option] = 1;
      if (!propagate(problem, next)) return false;
      decisions = next;
      return true;
    };
    const takeBest = (floor: number | null): boolean => {
      const now = selectDecided(decisions);
      const candidates: { readonly option: number; readonly rate: number }[] = [];
      for (let option = 0; option < decisions.length; option++) {
        if (decisions[option] !== OPEN) continue;
        const gain = gainOf(now, option, floor);
        if (gain > 0) candidates.push({ option, rate: gain / ((costs[option] ?? 0) + 1) });
      }
      candidates.sort((a, b) => b.rate - a.rate);
      return candidates.some(({ option }) => take(option));
    };

    const order = [...taken.keys()].sort((a, b) => (taken[b] ?? 0) - (taken[a] ?? 0));
    for (const option of order) if ((taken[option] ?? 0) > 0.5) take(option);
    withFloors.forEach((reduced, floor) => {
      while (!reachesFloors(reduced, selectDecided(decisions)) && takeBest(floor));
    });
    while (takeBest(null));
    const chosen = selectDecided(decisions);
    return reachesFloors(problem, chosen) ? chosen : null;
  }

  function prune(plan: Selection): Selection {
    const chosen = plan.slice();
    const isNeeded = (option: number) =>
      rules.some(
        (rule) =>
          (rule.kind === 'must' && rule.option === option) ||
          (rule.kind === 'needs' && rule.needed === option && chosen[rule.option] === 1),
      );
    // What is needed by another option may go once that one is gone.
    for (let isMoving = true; isMoving; ) {
      isMoving = false;
      for (const option of byCost) {
        if (chosen[option] !== 1 || isNeeded(option)) continue;
        chosen[option] = 0;
        const isMissed =
          gainOf(chosen, option, null) > 0 || floors.some((_, floor) => gainOf(chosen, option, floor) > 0);
        if (isMissed) chosen[option] = 1;
        else isMoving = true;
      }
    }
    return chosen;
  }

  return { complete, prune };
}

/** What one more option adds to a choice, in the objective or in a floor; only terms that it has a part in are looked at. */
function makeGainIndex({ terms, costs }: PlanProblem) {
  const partIn: number[][] = Array.from(costs, () => []);
  terms.forEach(({ clauses, options }, t) => {
    for (const some of options === undefined ? clauses.map((clause) => clause.options) : [options]) {
      for (const option of some) {
        const list = partIn[option];
        if (list !== undefined && list[list.length - 1] !== t) list.push(t);
      }
    }
  });
  return (chosen: Selection, option: number, floor: number | null): number => {
    const after = chosen.slice();
    after[option] = 1;
    let gain = 0;
    for (const t of partIn[option] ?? []) {
      const term = terms[t];
      if (term === undefined) continue;
      const weight = floor === null ? term.weight : (term.floorWeights?.[floor] ?? 0);
      if (weight === 0) continue;
      // Most terms stay unmet: whether they are met afterwards is asked first.
      const value = computeTermValue(term, after);
      if (value > 0) gain += weight * (value - computeTermValue(term, chosen));
    }
    return gain;
  };
}
