import type { ComponentNeed } from '../attack/catalog-index';
import type { IsOver } from './cover';
import { type ChosenItems, type HuntCase, isShownByAny } from './hunt-cases';
import { countComponents, type HuntItem } from './hunt-items';
import type { HuntProblem } from './solve-hunt';

/** Naming a need comes first: what all chosen events show together stays below it. */
const MORE_THAN_ALL_COMPONENTS = 2 ** 20;

/**
 * Of sets of the same size a hunter wants the one with the events that ATT&CK names for what it asks, rather than others
 * that show the same component, and events that show little else: items are exchanged for others of the same sensor as long
 * as more needs are named so, or as many with fewer components. The size stays; that no other set of this size does better
 * is not claimed.
 */
export function preferNamed(
  { steps, sensorOf }: HuntProblem,
  smallest: readonly number[],
  items: readonly HuntItem[],
  isNamed: (item: number, need: ComponentNeed) => boolean,
  isOver: IsOver,
): readonly number[] {
  const weights = new Map<ComponentNeed, number>();
  const feeding = new Map<number, Set<ComponentNeed>>();
  const stepsOf = new Map<number, Set<readonly HuntCase[]>>();
  for (const cases of steps) {
    for (const { needs } of cases) {
      for (const { need, feeders } of needs) {
        weights.set(need, (weights.get(need) ?? 0) + 1);
        for (const { all } of feeders) {
          for (const item of all) {
            add(feeding, item, need);
            add(stepsOf, item, cases);
          }
        }
      }
    }
  }
  const namedBy = (item: number) => [...(feeding.get(item) ?? [])].filter((need) => isNamed(item, need));
  const candidates = [...feeding.keys()].sort((a, b) => a - b);
  const named = new Map(candidates.map((item) => [item, namedBy(item)]));
  const chosen: ChosenItems = new Uint8Array(sensorOf.length);
  const counts = new Map<ComponentNeed, number>();
  const componentsOf = items.map(countComponents);
  let components = 0;
  const put = (item: number, is: 0 | 1) => {
    chosen[item] = is;
    components += (componentsOf[item] ?? 0) * (is === 1 ? 1 : -1);
    for (const need of named.get(item) ?? []) counts.set(need, (counts.get(need) ?? 0) + (is === 1 ? 1 : -1));
  };
  for (const item of smallest) put(item, 1);
  const score = () => {
    let sum = 0;
    for (const [need, count] of counts) if (count > 0) sum += weights.get(need) ?? 0;
    return sum - components / MORE_THAN_ALL_COMPONENTS;
  };

  function exchange(item: number): boolean {
    const before = score();
    const better: { readonly other: number; readonly reached: number }[] = [];
    put(item, 0);
    for (const other of candidates) {
      if (chosen[other] === 1 || other === item || sensorOf[other] !== sensorOf[item]) continue;
      put(other, 1);
      const reached = score();
      if (reached > before) better.push({ other, reached });
      put(other, 0);
    }
    for (const { other } of better.sort((a, b) => b.reached - a.reached)) {
      put(other, 1);
      // Only steps that the item had a part in can be lost.
      const isKept = [...(stepsOf.get(item) ?? [])].every((cases) => cases.some((one) => isShownByAny(one, chosen)));
      if (isKept) return true;
      put(other, 0);
    }
    put(item, 1);
    return false;
  }

  let hasChanged = true;
  while (hasChanged && !isOver()) {
    hasChanged = false;
    for (const item of [...chosen.keys()]) if (chosen[item] === 1 && !isOver() && exchange(item)) hasChanged = true;
  }
  return [...chosen.keys()].filter((item) => chosen[item] === 1);
}

function add<Key, Item>(map: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([item]));
  else set.add(item);
}
