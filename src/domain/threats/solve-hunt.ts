import type { IsOver } from './cover';
import { type ChosenItems, type HuntCase, isShown } from './hunt-cases';
import { solveClauses } from './solve-clauses';

/** Of each step that can be seen, its cases: one that is shown is enough. */
export interface HuntProblem {
  readonly steps: readonly (readonly HuntCase[])[];
  /** Per item, the number of its sensor. */
  readonly sensorOf: readonly number[];
}

export interface HuntSolution {
  /** Items, ascending. */
  readonly chosen: readonly number[];
  /** No choice has fewer sensors, and none with as many sensors has fewer items. */
  readonly isProven: boolean;
  /** No choice has fewer sensors. */
  readonly sensorsAtLeast: number;
}

/**
 * The fewest sensors, then the fewest items, by implicit hitting sets (E. Moreno-Centeno, R. Karp, "The Implicit Hitting
 * Set Approach", Operations Research 61, 2013): what fails to show a step, widened until nothing more can be added without
 * showing it, says that one of the other items has to be chosen. Such clauses are collected, the best choice by them is
 * taken, and where it leaves steps out they give further clauses. No clause asks more than showing every step does, so the
 * first choice that shows every step is the best.
 */
export function solveHunt({ steps, sensorOf }: HuntProblem, isOver: IsOver): HuntSolution {
  const readers = steps.map((cases) => makeStepReader(cases, sensorOf));
  const clauses = new Map<string, readonly number[]>();
  const chosen: ChosenItems = new Uint8Array(sensorOf.length);

  /** Adds clauses, and items by them, until every step is shown. @returns whether that was so from the beginning */
  function complete(): boolean {
    let wasComplete = true;
    for (const reader of readers) {
      while (!reader.isShown(chosen)) {
        wasComplete = false;
        for (const clause of reader.listUnhit(chosen)) {
          clauses.set(clause.join(), clause);
          for (const item of clause) chosen[item] = 1;
        }
      }
    }
    return wasComplete;
  }

  let sensorsAtLeast = 0;
  complete();
  let whole = chosen.slice();
  while (!isOver()) {
    const best = solveClauses([...clauses.values()], sensorOf, isOver);
    sensorsAtLeast = Math.max(sensorsAtLeast, best.sensorsAtLeast);
    if (best.chosen === null) break;
    chosen.fill(0);
    for (const item of best.chosen) chosen[item] = 1;
    const isComplete = complete();
    if (isComplete) return { chosen: best.chosen, isProven: best.isProven, sensorsAtLeast };
    whole = chosen.slice();
  }
  return { chosen: thinOut(whole, readers, sensorOf), isProven: false, sensorsAtLeast };
}

interface StepReader {
  isShown(chosen: ChosenItems): boolean;
  /** Of a step that is not shown: sets of items of which one each has to be chosen, none of which is. */
  listUnhit(chosen: ChosenItems): readonly (readonly number[])[];
}

function makeStepReader(cases: readonly HuntCase[], sensorOf: readonly number[]): StepReader {
  const itemsOf = new Map<number, Set<number>>();
  const casesOf = new Map<number, Set<HuntCase>>();
  for (const one of cases) {
    for (const { feeders } of one.needs) {
      for (const item of feeders.flatMap(({ items }) => items)) {
        const sensor = sensorOf[item] ?? -1;
        itemsOf.set(sensor, (itemsOf.get(sensor) ?? new Set()).add(item));
        casesOf.set(sensor, (casesOf.get(sensor) ?? new Set()).add(one));
      }
    }
  }
  // Those that show much, last: what is still missing at the end are few strong ones. And the other way round.
  const sensors = [...itemsOf.keys()].sort(
    (a, b) => (casesOf.get(a)?.size ?? 0) - (casesOf.get(b)?.size ?? 0) || a - b,
  );
  const orders = [sensors, sensors.toReversed()];

  /** Only cases in which the sensor has a part can have come to be shown by it. */
  const showsWith = (sensor: number, chosen: ChosenItems) =>
    [...(casesOf.get(sensor) ?? [])].some((one) => isShown(one, chosen));

  function findUnhit(chosen: ChosenItems, order: readonly number[]): readonly number[] {
    const widened = chosen.slice();
    const tryWith = (sensor: number, items: readonly number[]): boolean => {
      const added = items.filter((item) => widened[item] === 0);
      for (const item of added) widened[item] = 1;
      if (added.length === 0 || !showsWith(sensor, widened)) return true;
      for (const item of added) widened[item] = 0;
      return false;
    };
    const tooMuch = order.filter((sensor) => !tryWith(sensor, [...(itemsOf.get(sensor) ?? [])]));
    const unhit: number[] = [];
    for (const sensor of tooMuch) {
      for (const item of itemsOf.get(sensor) ?? []) if (!tryWith(sensor, [item])) unhit.push(item);
    }
    return unhit.sort((a, b) => a - b);
  }

  return {
    isShown: (chosen) => cases.some((one) => isShown(one, chosen)),
    listUnhit: (chosen) => orders.map((order) => findUnhit(chosen, order)),
  };
}

/** What is left when whatever is not needed is taken out, whole sensors first, those with few items before others. */
function thinOut(whole: ChosenItems, readers: readonly StepReader[], sensorOf: readonly number[]): readonly number[] {
  const listChosen = () => [...whole.keys()].filter((item) => whole[item] === 1);
  const drop = (items: readonly number[]) => {
    for (const item of items) whole[item] = 0;
    if (readers.every((reader) => reader.isShown(whole))) return;
    for (const item of items) whole[item] = 1;
  };
  const bySensor = new Map<number, number[]>();
  for (const item of listChosen()) {
    const sensor = sensorOf[item] ?? -1;
    bySensor.set(sensor, [...(bySensor.get(sensor) ?? []), item]);
  }
  for (const items of [...bySensor.values()].sort((a, b) => a.length - b.length)) drop(items);
  for (const item of listChosen()) drop([item]);
  return listChosen();
}
