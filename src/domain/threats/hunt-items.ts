import { foldLogSource } from '../attack/catalog';
import { type CatalogIndex, type ComponentNeed, codeKey } from '../attack/catalog-index';
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
  read(observer: Observer, observed: ObservedGroup): (need: ComponentNeed) => readonly number[];
}

export function makeHuntItems(index: CatalogIndex, inventory: Inventory, settings: CoverageSettings): HuntItems {
  const items: HuntItem[] = [];
  const known = new Map<string, number>();
  const groups = new Map(inventory.groups.map((group) => [group.id, group]));
  const readings = new Map<Feeds, (need: ComponentNeed) => readonly number[]>();

  function itemOf(sensor: Sensor, eventId: string, logSource: string): number {
    const key = JSON.stringify([sensor.id, eventId, foldLogSource(logSource)]);
    const position = known.get(key) ?? items.push({ sensor, eventId, logSource }) - 1;
    known.set(key, position);
    return position;
  }

  function readFeeds({ sensor, deployment, feeds }: Observer, { group }: ObservedGroup) {
    const stand = groups.get(deployment.standsOn ?? '');
    const place = { roles: new Set([...group.roles, ...(stand?.roles ?? [])]), platforms: group.platforms };
    const byComponent = new Map<number, number[]>();
    const byRequirement = new Map<number, number[]>();
    for (const event of sensor.events) {
      if (!isEventEmitted(event, deployment.events, place)) continue;
      const item = () => itemOf(sensor, event.id, '');
      if (settings.minimumPrecision === 'component' && isMappedIn(event, place)) {
        for (const { component, origin } of event.mappings) {
          const position = index.componentById.get(component);
          if (position !== undefined && isMappingCounted(origin, settings.facts)) append(byComponent, position, item());
        }
      }
      if (settings.facts === 'smap') continue;
      for (const source of event.logSources ?? sensor.logSources) {
        const key = codeKey(foldLogSource(source), event.code ?? event.id);
        for (const requirement of index.requirementsByCode.get(key) ?? []) append(byRequirement, requirement, item());
      }
    }
    if (settings.minimumPrecision !== 'exact') {
      for (const requirement of feeds.byLogSource) {
        const source = index.catalog.logSources[index.catalog.requirements[requirement]?.logSource ?? -1] ?? '';
        append(byRequirement, requirement, itemOf(sensor, '', source));
      }
    }
    const byNeed = new Map<ComponentNeed, readonly number[]>();
    return (need: ComponentNeed): readonly number[] => {
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
  };
}

function append(map: Map<number, number[]>, key: number, item: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
