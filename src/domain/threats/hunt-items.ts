import { foldLogSource } from '../attack/catalog';
import { type CatalogIndex, type ComponentNeed, codeKey } from '../attack/catalog-index';
import { isSubset } from '../best-plan/clauses';
import type { ObservedGroup, Observer } from '../coverage/estate';
import { type Feeds, isEventEmitted, isMappedIn, isMappingCounted } from '../coverage/feeds';
import type { CoverageSettings } from '../coverage/settings';
import type { Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';

/**
 * What a hunter can choose to look at: an event of a sensor, or one of its log sources as a whole. The latter stands for
 * what ATT&CK asks of that log source without naming a code, and for nothing else.
 */
export interface HuntItem {
  readonly sensor: Sensor;
  /** Empty: the log source as a whole. */
  readonly eventId: string;
  /** Of a log source as a whole, its name as ATT&CK gives it; else empty. */
  readonly logSource: string;
}

export interface HuntItems {
  /** Grows as observers are read. */
  readonly items: readonly HuntItem[];
  /** Positions of the items through which the observer feeds the need, ascending; as `makeFeederIndex` has it. */
  read(observer: Observer, observed: ObservedGroup): ReadNeed;
  /**
   * Items that these needs may want: without those of which everything is done by another of the same sensor as well,
   * wherever it is deployed. Of equals the one stays that ATT&CK names more often, else the first.
   */
  findBest(needs: ReadonlySet<ComponentNeed>): ReadonlySet<number>;
  /** ATT&CK names the event by its code for what it asks. */
  isNamed(item: number, need: ComponentNeed): boolean;
}

export type ReadNeed = (need: ComponentNeed) => readonly number[];

export function makeHuntItems(index: CatalogIndex, inventory: Inventory, settings: CoverageSettings): HuntItems {
  const items: HuntItem[] = [];
  const known = new Map<string, number>();
  const groups = new Map(inventory.groups.map((group) => [group.id, group]));
  const readings = new Map<Feeds, ReadNeed>();
  /** Requirements that name an item by its code. */
  const naming = new Map<number, Set<number>>();

  function itemOf(sensor: Sensor, eventId: string, logSource: string): number {
    const key = JSON.stringify([sensor.id, eventId, foldLogSource(logSource)]);
    const position = known.get(key) ?? items.push({ sensor, eventId, logSource }) - 1;
    known.set(key, position);
    return position;
  }

  function readFeeds({ sensor, deployment, feeds }: Observer, { group }: ObservedGroup): ReadNeed {
    const stand = groups.get(deployment.standsOn ?? '');
    const place = { roles: new Set([...group.roles, ...(stand?.roles ?? [])]), platforms: group.platforms };
    const byComponent = new Map<number, number[]>();
    const byRequirement = new Map<number, number[]>();
    for (const event of sensor.events) {
      if (!isEventEmitted(event, deployment.events, place)) continue;
      let position = -1;
      const item = () => {
        if (position < 0) position = itemOf(sensor, event.id, '');
        return position;
      };
      if (settings.minimumPrecision === 'component' && isMappedIn(event, place)) {
        for (const { component, origin } of event.mappings) {
          const shown = index.componentById.get(component);
          if (shown !== undefined && isMappingCounted(origin, settings.facts)) append(byComponent, shown, item());
        }
      }
      if (settings.facts === 'smap') continue;
      for (const source of event.logSources ?? sensor.logSources) {
        const key = codeKey(foldLogSource(source), event.code ?? event.id);
        for (const requirement of index.requirementsByCode.get(key) ?? []) {
          append(byRequirement, requirement, item());
          naming.set(item(), (naming.get(item()) ?? new Set()).add(requirement));
        }
      }
    }
    if (settings.minimumPrecision !== 'exact') {
      for (const requirement of feeds.byLogSource) {
        const source = index.catalog.logSources[index.catalog.requirements[requirement]?.logSource ?? -1] ?? '';
        append(byRequirement, requirement, itemOf(sensor, '', source));
      }
    }
    const byNeed = new Map<ComponentNeed, readonly number[]>();
    return (need) => {
      const cached = byNeed.get(need);
      if (cached !== undefined) return cached;
      const found = new Set(byComponent.get(need.component));
      for (const requirement of need.requirements)
        for (const item of byRequirement.get(requirement) ?? []) found.add(item);
      const sorted = [...found].sort((a, b) => a - b);
      byNeed.set(need, sorted);
      return sorted;
    };
  }

  return {
    items,
    read(observer, observed) {
      const reading = readings.get(observer.feeds) ?? readFeeds(observer, observed);
      readings.set(observer.feeds, reading);
      return reading;
    },
    findBest(needs) {
      const asked = [...needs];
      const wanted = new Set(asked.flatMap(({ requirements }) => requirements));
      const named = (item: number) => [...(naming.get(item) ?? [])].filter((each) => wanted.has(each)).length;
      const occurrences = new Map<number, number[]>();
      [...readings.values()].forEach((read, at) => {
        asked.forEach((need, number) => {
          for (const item of read(need)) append(occurrences, item, at * asked.length + number);
        });
      });
      return keepBest(items, occurrences, named);
    },
    isNamed: (item, { requirements }) => requirements.some((requirement) => naming.get(item)?.has(requirement)),
  };
}

function keepBest(
  items: readonly HuntItem[],
  occurrences: ReadonlyMap<number, readonly number[]>,
  named: (item: number) => number,
): ReadonlySet<number> {
  const bySensor = new Map<Sensor, number[]>();
  items.forEach(({ sensor }, item) => {
    if (!occurrences.has(item)) return;
    const list = bySensor.get(sensor) ?? [];
    bySensor.set(sensor, list);
    list.push(item);
  });
  const kept = new Set<number>();
  for (const list of bySensor.values()) {
    const ranked = list
      .map((item) => ({ item, does: occurrences.get(item) ?? [], named: named(item) }))
      .sort((a, b) => b.does.length - a.does.length || b.named - a.named || a.item - b.item);
    const best: (typeof ranked)[number][] = [];
    for (const one of ranked) if (!best.some(({ does }) => isSubset(one.does, does))) best.push(one);
    for (const { item } of best) kept.add(item);
  }
  return kept;
}

function append(map: Map<number, number[]>, key: number, item: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
