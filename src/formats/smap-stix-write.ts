/**
 * Sensors as SMAP's STIX 2.1 (`smap-stix.ts`): a mapping object per event and data component, as SMAP's own tools read
 * them, and one object per sensor with what those have no place for. Ids hang on content alone: writing again makes new
 * versions of the same objects, not other objects.
 */
import { findDataSource } from '../domain/attack/data-sources';
import { type DataComponentId, isUnlisted } from '../domain/attack/identifiers';
import type { Sensor, SensorEvent } from '../domain/sensors/sensor';
import { makeUuid5 } from '../domain/uuid5';
import { MAPPING_TYPE, SENSOR_TYPE } from './smap-stix';

/** Of ids that Vedette makes; never to be changed. */
const NAMESPACE = '6f1b0f0e-6c1d-4c54-9f0e-2b9d7a0c51c4';
/** All versions of an object carry the same time of creation; a sensor of the user's own has none. */
const CREATED = '2026-01-01T00:00:00.000Z';

export interface SmapStixContext {
  /** ISO 8601. */
  readonly at: string;
  readonly tlp: string;
  readonly release: string;
  nameOf(component: DataComponentId): string;
}

export function writeSmapStix(sensors: readonly Sensor[], context: SmapStixContext): string {
  const objects = sensors.flatMap((sensor) => [
    describeSensor(sensor, context),
    ...sensor.events.flatMap((event) => describeMappings(sensor, event, context)),
  ]);
  const id = `bundle--${makeUuid5(NAMESPACE, sensors.map((sensor) => sensor.id).join('\n'))}`;
  return `${JSON.stringify({ type: 'bundle', id, objects }, null, 2)}\n`;
}

function describeSensor(sensor: Sensor, { at, tlp, release }: SmapStixContext): object {
  return {
    ...common(SENSOR_TYPE, sensor.id, at),
    name: sensor.name,
    sensor_id: sensor.id,
    ...(sensor.vendor === null ? {} : { vendor: sensor.vendor }),
    ...(sensor.smapName === undefined ? {} : { smap_name: sensor.smapName }),
    // STIX forbids empty lists.
    ...nonEmpty('aliases', sensor.aliases),
    ...nonEmpty('platforms', sensor.platforms),
    ...nonEmpty('log_sources', sensor.logSources),
    ...nonEmpty('events', sensor.events.map(describeEvent)),
    attack_release: release,
    tlp,
  };
}

function describeEvent({ id, code, logSources, role }: SensorEvent): object {
  return {
    event_id: id,
    ...(code === undefined ? {} : { code }),
    ...(logSources === undefined ? {} : { log_sources: logSources }),
    ...(role === undefined ? {} : { role }),
  };
}

function describeMappings(sensor: Sensor, event: SensorEvent, context: SmapStixContext): readonly object[] {
  return event.mappings.map(({ component, origin }) => {
    const pair = namePair(component, context);
    return {
      ...common(MAPPING_TYPE, `${sensor.id}\n${event.id}\n${component}`, context.at),
      event_id: event.id,
      description: '',
      data_source: pair.source,
      data_component: pair.component,
      source: '',
      relationship: '',
      target: '',
      x_mitre_data_source_id: pair.sourceId,
      ...(isUnlisted(component) ? {} : { x_vedette_data_component: component }),
      ...(origin === 'user' ? {} : { x_vedette_origin: origin }),
      x_vedette_sensor_ref: `${SENSOR_TYPE}--${makeUuid5(NAMESPACE, sensor.id)}`,
    };
  });
}

/** SMAP writes -1 where ATT&CK has no id. */
function namePair(component: DataComponentId, { nameOf }: SmapStixContext) {
  if (isUnlisted(component)) {
    const [source = '', ...rest] = component.slice(1).split(': ');
    return { source, component: rest.join(': '), sourceId: '-1' };
  }
  const source = findDataSource(component);
  return { source: source?.name ?? '', component: nameOf(component), sourceId: source?.id ?? '-1' };
}

function common(type: string, key: string, at: string): object {
  return {
    type,
    spec_version: '2.1',
    id: `${type}--${makeUuid5(NAMESPACE, key)}`,
    created: CREATED,
    modified: at < CREATED ? CREATED : at,
    revoked: false,
  };
}

function nonEmpty<Item>(key: string, items: readonly Item[]): Readonly<Record<string, readonly Item[]>> {
  return items.length === 0 ? {} : { [key]: items };
}
