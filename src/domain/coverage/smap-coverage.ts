import type { CatalogIndex } from '../attack/catalog-index';
import { type Inventory, isEventEnabled } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { isDeploymentCounted, isMappingCounted } from './feeds';
import type { CoverageSettings } from './settings';
import { BLIND, NOT_OBSERVABLE, RUNS } from './state';

/**
 * The SMAP lens: a technique is seen when the data component of at least one enabled event is linked to it. No
 * platform test, no shares, as SMAP's own layers are made.
 */
export interface SmapCoverage {
  /** `RUNS` (an event maps), `BLIND`, or `NOT_OBSERVABLE` (no component is linked). */
  readonly states: Uint8Array;
  /** Per technique, the enabled events that map to it, by sensor. */
  readonly events: readonly (readonly SensorEvents[])[];
}

export interface SensorEvents {
  readonly sensor: Sensor;
  readonly eventIds: readonly string[];
}

export function computeSmapCoverage(
  index: CatalogIndex,
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  settings: CoverageSettings,
): SmapCoverage {
  const enabled = collectEnabledEvents(inventory, sensors, settings);
  const eventsByComponent = new Map<number, Map<Sensor, Set<string>>>();
  for (const [sensor, eventIds] of enabled) {
    for (const event of sensor.events) {
      if (!eventIds.has(event.id)) continue;
      for (const mapping of event.mappings) {
        const component = index.componentById.get(mapping.component);
        if (component === undefined || !isMappingCounted(mapping.origin, 'smap')) continue;
        const bySensor = eventsByComponent.get(component) ?? new Map<Sensor, Set<string>>();
        eventsByComponent.set(component, bySensor.set(sensor, (bySensor.get(sensor) ?? new Set()).add(event.id)));
      }
    }
  }
  const events = index.techniqueComponents.map((components) => mergeBySensor(components, eventsByComponent));
  const states = Uint8Array.from(events, (bySensor, technique) => {
    if (index.notObservable[technique] === 1) return NOT_OBSERVABLE;
    return bySensor.length > 0 ? RUNS : BLIND;
  });
  return { states, events };
}

function collectEnabledEvents(
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  settings: CoverageSettings,
): Map<Sensor, Set<string>> {
  const enabled = new Map<Sensor, Set<string>>();
  for (const deployment of inventory.deployments) {
    const sensor = sensors.get(deployment.sensorId);
    const isLooking = settings.groupIds === null || observesAny(deployment.observes, settings.groupIds);
    if (sensor === undefined || !isLooking || !isDeploymentCounted(deployment, settings)) continue;
    const ids = enabled.get(sensor) ?? new Set<string>();
    for (const event of sensor.events) if (isEventEnabled(deployment.events, event.id)) ids.add(event.id);
    enabled.set(sensor, ids);
  }
  return enabled;
}

function observesAny(observes: readonly { readonly groupId: string }[], groupIds: readonly string[]): boolean {
  return observes.some(({ groupId }) => groupIds.includes(groupId));
}

function mergeBySensor(
  components: readonly number[],
  eventsByComponent: ReadonlyMap<number, ReadonlyMap<Sensor, ReadonlySet<string>>>,
): SensorEvents[] {
  const merged = new Map<Sensor, Set<string>>();
  for (const component of components) {
    for (const [sensor, ids] of eventsByComponent.get(component) ?? []) {
      const all = merged.get(sensor) ?? new Set<string>();
      for (const id of ids) all.add(id);
      merged.set(sensor, all);
    }
  }
  return [...merged].map(([sensor, ids]) => ({ sensor, eventIds: [...ids].sort() }));
}
