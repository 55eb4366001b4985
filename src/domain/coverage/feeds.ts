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

/**
 * @param roles roles that the observed group or the group the sensor stands on plays: an event that only certain
 *   hosts emit is fed if one of them has the role
 */
export function computeFeeds(
  index: CatalogIndex,
  sensor: Sensor,
  selection: EventSelection,
  roles: ReadonlySet<Role>,
  facts: FactSource,
): Feeds {
  const enabled = sensor.events.filter((event) => isEventEmitted(event, selection, roles));
  const components = new Set<number>();
  for (const event of enabled) {
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

export function isEventEmitted(event: SensorEvent, selection: EventSelection, roles: ReadonlySet<Role>): boolean {
  return isEventEnabled(selection, event.id) && (event.role === undefined || roles.has(event.role));
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
