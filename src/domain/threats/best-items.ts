import type { ComponentNeed } from '../attack/catalog-index';
import { isSubset } from '../best-plan/clauses';
import type { Sensor } from '../sensors/sensor';
import type { CaseNeed } from './hunt-cases';
import { countComponents, type HuntItem } from './hunt-items';

/**
 * Items that a smallest set may be made of: without those of which everything is done by another of the same sensor as
 * well, wherever it is deployed. Of equals the one stays that ATT&CK names more often, else that shows fewer other
 * components, else the first.
 */
export function findBestItems(
  items: readonly HuntItem[],
  needs: Iterable<CaseNeed>,
  isNamed: (item: number, need: ComponentNeed) => boolean,
): ReadonlySet<number> {
  // Equal lists are the same object: each stands for everything that asks for it.
  const numbers = new Map<readonly number[], number>();
  const does = new Map<number, number[]>();
  const named = new Map<number, Set<ComponentNeed>>();
  for (const { need, feeders } of needs) {
    for (const { all } of feeders) {
      const isKnown = numbers.has(all);
      const number = numbers.get(all) ?? numbers.size;
      numbers.set(all, number);
      for (const item of all) {
        if (!isKnown) does.set(item, [...(does.get(item) ?? []), number]);
        if (isNamed(item, need)) named.set(item, (named.get(item) ?? new Set()).add(need));
      }
    }
  }
  const bySensor = new Map<Sensor, number[]>();
  items.forEach(({ sensor }, item) => {
    if (!does.has(item)) return;
    const list = bySensor.get(sensor) ?? [];
    bySensor.set(sensor, list);
    list.push(item);
  });
  const kept = new Set<number>();
  for (const list of bySensor.values()) {
    const ranked = list
      .map((item) => ({
        item,
        does: does.get(item) ?? [],
        named: named.get(item)?.size ?? 0,
        components: countComponents(items[item] as HuntItem),
      }))
      .sort(
        (a, b) => b.does.length - a.does.length || b.named - a.named || a.components - b.components || a.item - b.item,
      );
    const best: (typeof ranked)[number][] = [];
    for (const one of ranked) if (!best.some((other) => isSubset(one.does, other.does))) best.push(one);
    for (const { item } of best) kept.add(item);
  }
  return kept;
}
