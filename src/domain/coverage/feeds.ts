import { foldLogSource } from '../attack/catalog';
import { type CatalogIndex, codeKey } from '../attack/catalog-index';
import { type Deployment, type EventSelection, isEventEnabled } from '../sensors/inventory';
import { isUnrated } from '../sensors/inventory-summary';
import type { FactOrigin, Role, Sensor, SensorEvent } from '../sensors/sensor';
import type { CoverageSettings, FactSource } from './settings';

/** What a sensor with some events switched on feeds: indexes into the catalog, each list without repeats. */
export interface Feeds {
  /** Components that an enabled event maps to. */
  readonly components: readonly number[];
  /** Requirements whose channel names no code, from a log source the sensor supplies. */
  readonly byLogSource: readonly number[];
  /** Requirements one of whose codes is an enabled event of that log source. */
  readonly exact: readonly number[];
}

/** Which facts count: SMAP's lens and its facts take SMAP's and the user's own mappings, and no log source names. */
export function isMappingCounted(origin: FactOrigin, facts: FactSource): boolean {
  return facts === 'library' || origin === 'smap' || origin === 'user';
}

/** What decides which of a sensor's events exist in a group. */
export interface Place {
  /** Of the observed group and of the group the sensor stands on: an event of certain hosts needs one of them. */
  readonly roles: ReadonlySet<Role>;
  /** Of the observed group; where none is stated, nothing speaks against a mapping. */
  readonly platforms: readonly string[];
}

export function computeFeeds(
  index: CatalogIndex,
  sensor: Sensor,
  selection: EventSelection,
  place: Place,
  facts: FactSource,
): Feeds {
  const enabled = sensor.events.filter((event) => isEventEmitted(event, selection, place));
  const components = new Set<number>();
  for (const event of enabled) {
    if (!isMappedIn(event, place)) continue;
    for (const mapping of event.mappings) {
      const component = index.componentById.get(mapping.component);
      if (component !== undefined && isMappingCounted(mapping.origin, facts)) components.add(component);
    }
  }
  if (facts === 'smap') return { components: [...components], byLogSource: [], exact: [] };

  const exact = new Set<number>();
  for (const event of enabled) {
    for (const source of event.logSources ?? sensor.logSources) {
      const key = codeKey(foldLogSource(source), event.code ?? event.id);
      for (const requirement of index.requirementsByCode.get(key) ?? []) exact.add(requirement);
    }
  }
  const byLogSource = new Set<number>();
  for (const source of computeSuppliedLogSources(sensor, enabled)) {
    for (const requirement of index.requirementsBySource.get(source) ?? []) {
      if (index.catalog.requirements[requirement]?.codes.length === 0) byLogSource.add(requirement);
    }
  }
  return { components: [...components], byLogSource: [...byLogSource], exact: [...exact] };
}

export function isEventEmitted(event: SensorEvent, selection: EventSelection, { roles }: Place): boolean {
  return isEventEnabled(selection, event.id) && (event.role === undefined || roles.has(event.role));
}

/** Whether what the event maps to is said of the platforms at hand. */
export function isMappedIn({ platforms }: SensorEvent, place: Place): boolean {
  if (platforms === undefined || place.platforms.length === 0) return true;
  return platforms.some((platform) => place.platforms.includes(platform));
}

/**
 * A log source is supplied while at least one of its events is switched on. One for which the library knows no
 * events is supplied as long as anything of the sensor is.
 */
function computeSuppliedLogSources(sensor: Sensor, enabled: readonly SensorEvent[]): string[] {
  const withEvents = new Set<string>();
  for (const event of sensor.events) {
    for (const source of event.logSources ?? []) withEvents.add(foldLogSource(source));
  }
  const live = new Set<string>();
  for (const event of enabled) {
    for (const source of event.logSources ?? []) live.add(foldLogSource(source));
  }
  const anythingOn = sensor.events.length === 0 || enabled.length > 0;
  return sensor.logSources
    .map(foldLogSource)
    .filter((source) => (withEvents.has(source) ? live.has(source) : anythingOn));
}

/** Whether a deployment counts at all under these settings. */
export function isDeploymentCounted(deployment: Deployment, settings: CoverageSettings): boolean {
  if (!settings.statuses.includes(deployment.status)) return false;
  if (settings.ratedOnly && isUnrated(deployment)) return false;
  if (settings.asOf === null) return true;
  const started = deployment.since === null || deployment.since <= settings.asOf;
  const ended = deployment.until !== null && deployment.until < settings.asOf;
  return started && !ended;
}
