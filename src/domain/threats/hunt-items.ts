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

/**
 * How closely an item is what an analytic asks for, from the closest: ATT&CK names the event and the event is known to show
 * the component; ATT&CK names it, though it is known for something else (Sysmon 22 for a network connection); ATT&CK names
 * the log source alone; other analytics name the event for the component; nobody but the mapping says so.
 */
export const CLOSENESS = { named: 0, namedOnly: 1, logSource: 2, namedElsewhere: 3, mapped: 4 } as const;
export type Closeness = (typeof CLOSENESS)[keyof typeof CLOSENESS];
const LEVELS: readonly Closeness[] = [0, 1, 2, 3, 4];

export interface HuntItems {
  /** Grows as observers are read. */
  readonly items: readonly HuntItem[];
  read(observer: Observer, observed: ObservedGroup): ReadNeed;
  /** ATT&CK names the event by its code for what it asks. */
  isNamed(item: number, need: ComponentNeed): boolean;
}

/**
 * Positions of the items through which the observer feeds the need at least that closely, ascending; of the farthest as
 * `makeFeederIndex` has it. Equal answers are the same list.
 */
export type ReadNeed = (need: ComponentNeed, closeness: Closeness) => readonly number[];

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

  /** The components for which any analytic of the release names the requirement. */
  const isNamedFor = (item: number, component: number) =>
    [...(naming.get(item) ?? [])].some(
      (requirement) => index.catalog.requirements[requirement]?.component === component,
    );

  function readFeeds({ sensor, deployment, feeds }: Observer, { group }: ObservedGroup): ReadNeed {
    const stand = groups.get(deployment.standsOn ?? '');
    const place = { roles: new Set([...group.roles, ...(stand?.roles ?? [])]), platforms: group.platforms };
    const byComponent = new Map<number, number[]>();
    const byCode = new Map<number, number[]>();
    const bySource = new Map<number, number>();
    const shows = new Map<number, Set<number>>();
    for (const event of sensor.events) {
      if (!isEventEmitted(event, deployment.events, place)) continue;
      let position = -1;
      const item = () => {
        if (position < 0) position = itemOf(sensor, event.id, '');
        return position;
      };
      if (isMappedIn(event, place)) {
        for (const { component, origin } of event.mappings) {
          const shown = index.componentById.get(component);
          if (shown === undefined || !isMappingCounted(origin, settings.facts)) continue;
          if (settings.minimumPrecision === 'component') append(byComponent, shown, item());
          shows.set(item(), (shows.get(item()) ?? new Set()).add(shown));
        }
      }
      if (settings.facts === 'smap') continue;
      for (const source of event.logSources ?? sensor.logSources) {
        const key = codeKey(foldLogSource(source), event.code ?? event.id);
        for (const requirement of index.requirementsByCode.get(key) ?? []) {
          append(byCode, requirement, item());
          naming.set(item(), (naming.get(item()) ?? new Set()).add(requirement));
        }
      }
    }
    if (settings.minimumPrecision !== 'exact') {
      for (const requirement of feeds.byLogSource) {
        const source = index.catalog.logSources[index.catalog.requirements[requirement]?.logSource ?? -1] ?? '';
        bySource.set(requirement, itemOf(sensor, '', source));
      }
    }

    function rank({ component, requirements }: ComponentNeed): ReadonlyMap<number, Closeness> {
      const found = new Map<number, Closeness>();
      const put = (item: number, closeness: Closeness) => {
        if (closeness < (found.get(item) ?? Number.POSITIVE_INFINITY)) found.set(item, closeness);
      };
      for (const item of byComponent.get(component) ?? [])
        put(item, isNamedFor(item, component) ? CLOSENESS.namedElsewhere : CLOSENESS.mapped);
      for (const requirement of requirements) {
        const whole = bySource.get(requirement);
        if (whole !== undefined) put(whole, CLOSENESS.logSource);
        for (const item of byCode.get(requirement) ?? [])
          put(item, shows.get(item)?.has(component) === true ? CLOSENESS.named : CLOSENESS.namedOnly);
      }
      return found;
    }

    const known = new Map<ComponentNeed, readonly (readonly number[])[]>();
    return (need, closeness) => {
      const lists = known.get(need) ?? listByCloseness(rank(need));
      known.set(need, lists);
      return lists[closeness] ?? [];
    };
  }

  return {
    items,
    read(observer, observed) {
      const reading = readings.get(observer.feeds) ?? readFeeds(observer, observed);
      readings.set(observer.feeds, reading);
      return reading;
    },
    isNamed: (item, { requirements }) => requirements.some((requirement) => naming.get(item)?.has(requirement)),
  };
}

/** Per closeness, what is at least as close. */
function listByCloseness(ranked: ReadonlyMap<number, Closeness>): readonly (readonly number[])[] {
  const lists: (readonly number[])[] = [];
  for (const level of LEVELS) {
    const list = [...ranked].flatMap(([item, closeness]) => (closeness <= level ? item : [])).sort((a, b) => a - b);
    const before = lists.at(-1);
    lists.push(before?.length === list.length ? before : list);
  }
  return lists;
}

/** How many components an event is known to show: the fewer, the more it says of each. */
export function countComponents({ sensor, eventId }: HuntItem): number {
  return sensor.events.find(({ id }) => id === eventId)?.mappings.length ?? 0;
}

function append(map: Map<number, number[]>, key: number, item: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
