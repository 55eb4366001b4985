import { type Condition, isSubset, simplify } from '../best-plan/clauses';
import { type Goal, type IsOver, prepareCover, solveCover, visitCovers } from './cover';
import { weakest } from './hunt-conditions';

/** Goals over items, each item of one sensor. */
export interface HuntProblem {
  readonly goals: readonly Goal[];
  /** Per item, the number of its sensor. */
  readonly sensorOf: readonly number[];
}

export interface HuntSolution {
  /** Items, ascending. */
  readonly chosen: readonly number[];
  /** Fewest sensors, and of choices with so few the fewest items. */
  readonly isProven: boolean;
  /** No choice has fewer sensors. */
  readonly sensorsAtLeast: number;
}

/**
 * The fewest sensors, then the fewest items. Parts of the problem that share no sensor are solved one by one. The sensors
 * alone are a small problem; every smallest set of them is then asked how few of its items are enough.
 */
export function solveHunt(problem: HuntProblem, isOver: IsOver): HuntSolution {
  const { sensorOf } = problem;
  const goals = dropWorseItems(problem);
  const chosen: number[] = [];
  let isProven = true;
  let sensorsAtLeast = 0;
  for (const part of separate(goals, sensorOf)) {
    const solution = solvePart(part, sensorOf, isOver);
    chosen.push(...solution.chosen);
    isProven &&= solution.isProven;
    sensorsAtLeast += solution.sensorsAtLeast;
  }
  return { chosen: chosen.sort((a, b) => a - b), isProven, sensorsAtLeast };
}

function solvePart(goals: readonly Goal[], sensorOf: readonly number[], isOver: IsOver): HuntSolution {
  const bySensor = prepareCover(goals.map((goal) => project(goal, sensorOf)));
  if (bySensor === null) throw new RangeError('a goal that nothing meets is no goal');
  const fewest = solveCover(bySensor, isOver);
  const first = fewest.chosen ?? [...new Set(goals.flat(3).map((item) => sensorOf[item] ?? -1))];
  let best: readonly number[] | null = null;
  let isProven = fewest.isProven;
  const tryAll = (sensors: readonly number[]): void => {
    const among = prepareCover(goals.map((goal) => restrict(goal, sensors, sensorOf)));
    if (among === null) return;
    const answer = solveCover(among, isOver, best === null ? Number.POSITIVE_INFINITY : best.length);
    if (answer.chosen !== null) best = answer.chosen;
    isProven &&= answer.isProven;
  };
  tryAll(first);
  if (fewest.isProven) isProven = visitCovers(bySensor, first.length, isOver, tryAll) && isProven;
  return { chosen: best ?? [], isProven, sensorsAtLeast: fewest.isProven ? first.length : fewest.lowerBound };
}

/** What its sensors must be for a goal to be met with all their items. */
function project(goal: Goal, sensorOf: readonly number[]): Goal {
  const projected = goal.map((condition) =>
    simplify(condition.map((clause) => sorted(clause.map((item) => sensorOf[item] ?? -1)))),
  );
  return weakest(projected);
}

function restrict(goal: Goal, sensors: readonly number[], sensorOf: readonly number[]): Goal {
  const allowed = new Set(sensors);
  const restricted = goal.flatMap((condition): readonly Condition[] => {
    const clauses = condition.map((clause) => clause.filter((item) => allowed.has(sensorOf[item] ?? -1)));
    return clauses.some(({ length }) => length === 0) ? [] : [simplify(clauses)];
  });
  return weakest(restricted);
}

function sorted(items: readonly number[]): readonly number[] {
  return [...new Set(items)].sort((a, b) => a - b);
}

/**
 * An item that does nothing which another of the same sensor does not do as well is never needed; nor is a sensor each of
 * whose items is matched in this way by one of another sensor. Of equals the first stays.
 */
function dropWorseItems({ goals, sensorOf }: HuntProblem): readonly Goal[] {
  const clauseNumbers = new Map<string, number>();
  const occurrences = new Map<number, Set<number>>();
  for (const goal of goals) {
    for (const condition of goal) {
      for (const clause of condition) {
        const key = clause.join();
        if (clauseNumbers.has(key)) continue;
        clauseNumbers.set(key, clauseNumbers.size);
        for (const item of clause) {
          const set = occurrences.get(item) ?? new Set();
          occurrences.set(item, set.add(clauseNumbers.size - 1));
        }
      }
    }
  }
  const lists = new Map([...occurrences].map(([item, set]) => [item, [...set].sort((a, b) => a - b)]));
  const isWorse = (item: number, other: number): boolean => isSubset(lists.get(item) ?? [], lists.get(other) ?? []);
  const bySensor = new Map<number, number[]>();
  for (const item of sorted([...lists.keys()])) {
    const sensor = sensorOf[item] ?? -1;
    bySensor.set(sensor, [...(bySensor.get(sensor) ?? []), item]);
  }
  const kept = new Map<number, readonly number[]>();
  for (const [sensor, items] of bySensor) {
    kept.set(
      sensor,
      items.filter((item) =>
        items.every((other) => other === item || !isWorse(item, other) || (isWorse(other, item) && item < other)),
      ),
    );
  }
  const matches = (some: readonly number[], others: readonly number[]): boolean =>
    some.every((item) => others.some((other) => isWorse(item, other)));
  for (const [sensor, items] of kept) {
    const isMatched = [...kept].some(([other, otherItems]) => other !== sensor && matches(items, otherItems));
    if (isMatched) kept.delete(sensor);
  }
  const left = new Set([...kept.values()].flat());
  return goals.map((goal) =>
    weakest(goal.map((condition) => simplify(condition.map((clause) => clause.filter((item) => left.has(item)))))),
  );
}

/** Goals that share a sensor, be it by way of others, belong together. */
function separate(goals: readonly Goal[], sensorOf: readonly number[]): readonly (readonly Goal[])[] {
  const leader = new Map<number, number>();
  const find = (sensor: number): number => {
    const above = leader.get(sensor) ?? sensor;
    return above === sensor ? sensor : find(above);
  };
  const sensors = goals.map((goal) => [...new Set(goal.flat(2).map((item) => sensorOf[item] ?? -1))]);
  for (const [first, ...others] of sensors) {
    if (first === undefined) continue;
    for (const other of others) leader.set(find(other), find(first));
  }
  const parts = new Map<number, Goal[]>();
  goals.forEach((goal, at) => {
    const key = find(sensors[at]?.[0] ?? -1);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [goal]);
    else part.push(goal);
  });
  return [...parts.values()];
}
