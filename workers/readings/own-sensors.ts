import { isUnlisted } from '../../src/domain/attack/identifiers';
import { putSensors } from '../../src/domain/sensors/edit-inventory';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { matchProvider } from '../../src/domain/sensors/match-provider';
import { makeSensorMatcher } from '../../src/domain/sensors/match-sensor';
import { reuseRecords } from '../../src/domain/sensors/reuse-records';
import type { Sensor } from '../../src/domain/sensors/sensor';
import type { OwnSensorDraft } from '../../src/formats/own-sensor';
import { loadSensorLibrary } from '../catalogs';
import { countOf } from './reading';

/**
 * Sensors of the user's own from what a table of others describes. One that is there already, by its name, is brought up
 * to date; what the library knows of the product gives it its log sources, so that it also matches by those.
 */
export async function makeOwnSensors(
  drafts: readonly OwnSensorDraft[],
  inventory: Inventory,
): Promise<readonly Sensor[]> {
  const library = (await loadSensorLibrary()).sensors;
  const matcher = makeSensorMatcher(library);
  const match = (name: string) => matcher(name, null)?.sensorId ?? null;
  return drafts.map(({ name, provider, platforms, events, isPart }) => {
    const known = inventory.customSensors.find((sensor) => sensor.name === name);
    const product = provider === null ? null : matchProvider(provider, library, match);
    const knownEvents = new Map(known?.events.map((event) => [event.id, event]));
    const named = new Set(events.map(({ id }) => id));
    const others = isPart ? (known?.events ?? []).filter(({ id }) => !named.has(id)) : [];
    return {
      id: known?.id ?? `user:${crypto.randomUUID()}`,
      name,
      vendor: known?.vendor ?? product?.sensor.vendor ?? null,
      aliases: known?.aliases ?? [],
      platforms: known?.platforms ?? (platforms.length > 0 ? platforms : (product?.sensor.platforms ?? [])),
      logSources: known?.logSources ?? product?.logSources ?? [],
      // The table says what events map to; what was added to them by hand it does not know.
      events: [...others, ...events.map((event) => ({ ...knownEvents.get(event.id), ...event }))],
      origin: 'user',
    };
  });
}

export function putOwnSensors(current: Inventory, sensors: readonly Sensor[]): Inventory {
  return reuseRecords(current, putSensors(current, sensors));
}

/** What accepting them would bring, in words. */
export function describeSensors(sensors: readonly Sensor[], inventory: Inventory): readonly string[] {
  const after = putOwnSensors(inventory, sensors);
  const state = (sensor: Sensor) => {
    const known = inventory.customSensors.find(({ id }) => id === sensor.id);
    if (known === undefined) return 'new';
    return after.customSensors.includes(known) ? 'known' : 'changed';
  };
  const [fresh, changed, known] = (['new', 'changed', 'known'] as const).map(
    (kind) => sensors.filter((sensor) => state(sensor) === kind).length,
  );
  const events = sensors.flatMap((sensor) => sensor.events);
  const unlisted = events.filter(
    ({ mappings }) => mappings.length > 0 && mappings.every(({ component }) => isUnlisted(component)),
  );
  return [
    ...countOf(fresh ?? 0, 'new sensor of your own', 'new sensors of your own'),
    ...countOf(changed ?? 0, 'sensor brought up to date', 'sensors brought up to date'),
    ...countOf(known ?? 0, 'sensor known already', 'sensors known already'),
    ...countOf(events.length, 'event'),
    ...countOf(unlisted.length, 'event that maps to nothing in ATT&CK', 'events that map to nothing in ATT&CK'),
  ];
}
