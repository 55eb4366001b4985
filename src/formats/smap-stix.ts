/**
 * Sensor Mappings to ATT&CK (SMAP) as STIX 2.1
 * (https://github.com/center-for-threat-informed-defense/sensor-mappings-to-attack, `mappings/stix`): an
 * `x-mitre-sensor-mapping` for each event and data component. SMAP's bundles do not name their sensor; ours do, in an
 * object of their own, and carry what SMAP has no place for. `docs/formats/smap-stix.md`.
 */
import { parseDataComponentId, unlistedDataComponentId } from '../domain/attack/identifiers';
import { excerpt, failure, type Issue, issue, type Place, type Result, success, WHOLE_FILE } from '../domain/result';
import { type FactOrigin, ROLES, type Sensor, type SensorEvent } from '../domain/sensors/sensor';
import { parseJson } from './json-text';
import { fieldOf, isMap, type PlainMap, textOf, textsOf } from './plain-data';
import { makeSmapPairs, type PairResolver, type SmapPairs } from './smap-pairs';

export const MAPPING_TYPE = 'x-mitre-sensor-mapping';
export const SENSOR_TYPE = 'x-vedette-sensor';

export interface SmapStixReading {
  /** `null`: the bundle does not name its sensor. Without `id`, it is the reader's to give. */
  readonly sensors: readonly SmapStixSensor[];
  /** Mappings in the file = kept + repeated + left out. */
  readonly counts: {
    readonly mappings: number;
    readonly kept: number;
    readonly repeated: number;
    readonly leftOut: number;
  };
}

export interface SmapStixSensor {
  readonly identity: Omit<Sensor, 'events' | 'origin'> | null;
  readonly events: readonly SensorEvent[];
}

export function sniffSmapStix(head: string): boolean {
  return (
    /^\s*[[{]/.test(head) &&
    /"type"\s*:\s*"(?:x-mitre-sensor-mapping|x-vedette-sensor)"|"x-mitre-sensor-mapping--/.test(head)
  );
}

export function readSmapStix(text: string, origin: FactOrigin, resolvePair: PairResolver): Result<SmapStixReading> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const objects = Array.isArray(parsed.value) ? parsed.value : fieldOf(parsed.value, 'objects');
  if (!Array.isArray(objects)) {
    return failure(
      issue('error', 'smap-stix-no-objects', { kind: 'path', path: 'objects' }, 'The bundle has no list of objects.', {
        done: 'Nothing was read.',
      }),
    );
  }
  const issues: Issue[] = [];
  const counts = { mappings: 0, kept: 0, repeated: 0, leftOut: 0 };
  const identities = new Map<
    string,
    { readonly identity: SmapStixSensor['identity']; readonly facts: readonly PlainMap[] }
  >();
  for (const [at, object] of objects.entries()) {
    if (textOf(fieldOf(object, 'type')) !== SENSOR_TYPE || !isMap(object)) continue;
    const identity = readIdentity(object);
    const facts = fieldOf(object, 'events');
    if (identity !== null)
      identities.set(textOf(fieldOf(object, 'id')), {
        identity,
        facts: Array.isArray(facts) ? facts.filter(isMap) : [],
      });
    else
      issues.push(
        issue('warning', 'smap-stix-sensor-unnamed', placeOf(at), 'This sensor has no name.', {
          done: 'Read without it.',
        }),
      );
  }
  // A component that is named by its id needs no pair of names.
  const resolve: PairResolver = (source, component) => parseDataComponentId(source) ?? resolvePair(source, component);
  const pairsOf = new Map<string, SmapPairs>();
  const originOf = new Map<string, FactOrigin>();
  for (const [at, object] of objects.entries()) {
    if (textOf(fieldOf(object, 'type')) !== MAPPING_TYPE) continue;
    counts.mappings++;
    const event = textOf(fieldOf(object, 'event_id'));
    const fault = tellFault(object, event);
    if (fault !== null) {
      counts.leftOut++;
      const found = excerpt(textOf(fieldOf(object, 'description')) || textOf(fieldOf(object, 'id')));
      issues.push(issue('warning', fault.code, placeOf(at), fault.message, { found, done: 'Mapping left out.' }));
      continue;
    }
    const ref = textOf(fieldOf(object, 'x_vedette_sensor_ref'));
    const owner = identities.has(ref) ? ref : '';
    const stated = parseDataComponentId(textOf(fieldOf(object, 'x_vedette_data_component')));
    const pairs = pairsOf.get(owner) ?? makeSmapPairs(origin, resolve);
    pairsOf.set(owner, pairs);
    const source = textOf(fieldOf(object, 'data_source'));
    const component = textOf(fieldOf(object, 'data_component'));
    const outcome = pairs.add(event, stated ?? source, component || (stated ?? ''), placeOf(at));
    counts[outcome.kind]++;
    if (outcome.issue !== null) issues.push(outcome.issue);
    const by = readOrigin(fieldOf(object, 'x_vedette_origin'));
    const id = stated ?? resolvePair(source, component) ?? unlistedDataComponentId(source, component);
    if (by !== null) originOf.set(`${owner}\n${event}\n${id}`, by);
  }
  const sensors = [...new Set([...identities.keys(), ...pairsOf.keys()])].map((key): SmapStixSensor => {
    const known = identities.get(key);
    for (const found of pairsOf.get(key)?.unlisted() ?? []) issues.push(found);
    const events = joinFacts(known?.facts ?? [], pairsOf.get(key)?.events() ?? []);
    const withOrigins = events.map((event) => ({
      ...event,
      mappings: event.mappings.map((mapping) => ({
        ...mapping,
        origin: originOf.get(`${key}\n${event.id}\n${mapping.component}`) ?? mapping.origin,
      })),
    }));
    return { identity: known?.identity ?? null, events: withOrigins };
  });
  if (sensors.every(({ events, identity }) => events.length === 0 && identity === null)) {
    const none = issue('error', 'smap-no-events', WHOLE_FILE, 'No mapping of this bundle names an event.', {
      done: 'Nothing was read.',
    });
    return { ok: false, issues: [none, ...issues] };
  }
  return success(
    { sensors: sensors.filter(({ events, identity }) => events.length > 0 || identity !== null), counts },
    issues,
  );
}

function tellFault(object: unknown, event: string): { readonly code: string; readonly message: string } | null {
  if (fieldOf(object, 'revoked') === true) return { code: 'smap-stix-revoked', message: 'This mapping is revoked.' };
  const names = ['event_id', 'data_source', 'data_component'].filter(
    (key) => typeof (fieldOf(object, key) ?? '') === 'object',
  );
  if (names.length > 0)
    return { code: 'smap-stix-wrong-type', message: `In this mapping ${names.join(' and ')} is no text.` };
  return event === '' ? { code: 'smap-event-missing', message: 'The mapping names no event.' } : null;
}

function readIdentity(object: PlainMap): SmapStixSensor['identity'] {
  const name = textOf(fieldOf(object, 'name'));
  if (name === '') return null;
  const id = textOf(fieldOf(object, 'sensor_id'));
  const list = (key: string) => textsOf(fieldOf(object, key) ?? []);
  const smapName = textOf(fieldOf(object, 'smap_name'));
  return {
    // Only a sensor of the user's own: a file cannot pass itself off as one of the library.
    id: /^user:[\w-]{1,64}$/.test(id) ? id : '',
    name,
    vendor: textOf(fieldOf(object, 'vendor')) || null,
    ...(smapName === '' ? {} : { smapName }),
    aliases: list('aliases'),
    platforms: list('platforms'),
    logSources: list('log_sources'),
  };
}

/** Events as the sensor lists them, then those that only mappings name. */
function joinFacts(facts: readonly PlainMap[], mapped: readonly SensorEvent[]): readonly SensorEvent[] {
  const byId = new Map(mapped.map((event) => [event.id, event]));
  const listed = new Map<string, SensorEvent>();
  for (const fact of facts) {
    const id = textOf(fieldOf(fact, 'event_id'));
    if (id === '') continue;
    const code = textOf(fieldOf(fact, 'code'));
    const logSources = fieldOf(fact, 'log_sources');
    const role = ROLES.find((known) => known === fieldOf(fact, 'role'));
    listed.set(id, {
      id,
      ...(code === '' ? {} : { code }),
      ...(Array.isArray(logSources) ? { logSources: textsOf(logSources) } : {}),
      mappings: byId.get(id)?.mappings ?? [],
      ...(role === undefined ? {} : { role }),
    });
  }
  return [...listed.values(), ...mapped.filter(({ id }) => !listed.has(id))];
}

function readOrigin(value: unknown): FactOrigin | null {
  return value === 'smap' || value === 'attack' || value === 'library' ? value : null;
}

function placeOf(at: number): Place {
  return { kind: 'path', path: `objects[${at}]` };
}
