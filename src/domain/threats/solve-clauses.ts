import { type Condition, isSubset, simplify } from '../best-plan/clauses';
import { type IsOver, solveCover, visitCovers } from './cover';

export interface ClausesAnswer {
  /** Items, ascending; `null`: none was found in time. */
  readonly chosen: readonly number[] | null;
  readonly isProven: boolean;
  /** No choice has fewer sensors. */
  readonly sensorsAtLeast: number;
}

/**
 * The fewest sensors, and then the fewest of their items, that hit every clause. Parts that share no sensor are solved one
 * by one. The sensors alone are a small problem; each smallest set of them is then asked how few of its items are enough.
 * @param sensorOf per item, the number of its sensor
 */
export function solveClauses(clauses: Condition, sensorOf: readonly number[], isOver: IsOver): ClausesAnswer {
  let chosen: number[] | null = [];
  let isProven = true;
  let sensorsAtLeast = 0;
  for (const part of separate(simplify(dropWorseItems(clauses, sensorOf)), sensorOf)) {
    const answer = solvePart(part, sensorOf, isOver);
    chosen = chosen === null || answer.chosen === null ? null : [...chosen, ...answer.chosen];
    isProven &&= answer.isProven;
    sensorsAtLeast += answer.sensorsAtLeast;
  }
  return { chosen: chosen?.sort((a, b) => a - b) ?? null, isProven, sensorsAtLeast };
}

function solvePart(clauses: Condition, sensorOf: readonly number[], isOver: IsOver): ClausesAnswer {
  const bySensor = simplify(clauses.map((clause) => sortedSet(clause.map((item) => sensorOf[item] ?? -1))));
  const fewest = solveCover(bySensor, isOver);
  if (fewest.chosen === null) return { chosen: null, isProven: false, sensorsAtLeast: fewest.lowerBound };
  let best: readonly number[] | null = null;
  let isProven = fewest.isProven;
  const tryAll = (sensors: readonly number[]): void => {
    const among = clauses.map((clause) => clause.filter((item) => sensors.includes(sensorOf[item] ?? -1)));
    const answer = solveCover(simplify(among), isOver, best === null ? Number.POSITIVE_INFINITY : best.length);
    if (answer.chosen !== null) best = answer.chosen;
    isProven &&= answer.isProven;
  };
  if (fewest.isProven) isProven = visitCovers(bySensor, fewest.chosen.length, isOver, tryAll) && isProven;
  if (best === null) tryAll(fewest.chosen);
  return { chosen: best, isProven, sensorsAtLeast: fewest.isProven ? fewest.chosen.length : fewest.lowerBound };
}

/**
 * An item that does nothing which another of the same sensor does not do as well is never needed; nor is a sensor each of
 * whose items is matched in this way by one of another sensor. Of equals the first stays.
 */
function dropWorseItems(clauses: Condition, sensorOf: readonly number[]): Condition {
  const hits = new Map<number, number[]>();
  clauses.forEach((clause, number) => {
    for (const item of clause) {
      const list = hits.get(item) ?? [];
      hits.set(item, list);
      list.push(number);
    }
  });
  const isWorse = (item: number, other: number): boolean => isSubset(hits.get(item) ?? [], hits.get(other) ?? []);
  const bySensor = new Map<number, number[]>();
  for (const item of sortedSet([...hits.keys()])) {
    const sensor = sensorOf[item] ?? -1;
    const list = bySensor.get(sensor) ?? [];
    bySensor.set(sensor, list);
    list.push(item);
  }
  const kept = new Map<number, readonly number[]>();
  for (const [sensor, items] of bySensor) {
    const isLeft = (item: number) =>
      items.every((other) => other === item || !isWorse(item, other) || (isWorse(other, item) && item < other));
    kept.set(sensor, items.filter(isLeft));
  }
  for (const [sensor, items] of kept) {
    const isMatched = [...kept].some(
      ([other, others]) =>
        other !== sensor && items.every((item) => others.some((candidate) => isWorse(item, candidate))),
    );
    if (isMatched) kept.delete(sensor);
  }
  const left = new Set([...kept.values()].flat());
  return clauses.map((clause) => clause.filter((item) => left.has(item)));
}

/** Clauses that share a sensor, be it by way of others, belong together. */
function separate(clauses: Condition, sensorOf: readonly number[]): readonly Condition[] {
  const leader = new Map<number, number>();
  const find = (sensor: number): number => {
    const above = leader.get(sensor) ?? sensor;
    return above === sensor ? sensor : find(above);
  };
  const sensorsOf = (clause: readonly number[]) => clause.map((item) => sensorOf[item] ?? -1);
  for (const clause of clauses) {
    const [first = -1, ...others] = sensorsOf(clause);
    for (const other of others) {
      const [from, to] = [find(other), find(first)];
      if (from !== to) leader.set(from, to);
    }
  }
  const parts = new Map<number, (readonly number[])[]>();
  for (const clause of clauses) {
    const key = find(sensorsOf(clause)[0] ?? -1);
    const part = parts.get(key) ?? [];
    parts.set(key, part);
    part.push(clause);
  }
  return [...parts.values()];
}

function sortedSet(items: readonly number[]): readonly number[] {
  return [...new Set(items)].sort((a, b) => a - b);
}
