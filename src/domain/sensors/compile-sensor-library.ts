import { foldLogSource } from '../attack/catalog';
import { type DataComponentId, parseDataComponentId } from '../attack/identifiers';
import {
  compareEventIds,
  EVENT_DEFAULTS,
  type EventDefault,
  type EventMapping,
  type FactOrigin,
  foldSensorName,
  ROLES,
  type Role,
  type Sensor,
  type SensorEvent,
  type SensorLibrary,
  type UnassignedLogSource,
} from './sensor';

/**
 * A sensor of the library as `data/sensors/<id>.json` states it. Mappings are written by who says so:
 * `{ "id": "7045", "logSources": ["WinEventLog:System"], "attack": ["DC0060"] }`.
 */
export interface SensorFacts {
  readonly id: string;
  readonly name: string;
  readonly vendor: string | null;
  readonly smapName?: string;
  readonly aliases: readonly string[];
  readonly platforms: readonly string[];
  readonly logSources: readonly string[];
  /** Public pages that state the facts, by a short name: `compileSensorGrounds` keeps them, the library does not. */
  readonly sources?: Readonly<Record<string, string>>;
  /** What switches events on together, by its maker's name for it. */
  readonly sets?: Readonly<Record<string, SetFacts>>;
  readonly events?: readonly EventFacts[];
}

/** Said once for all events of a set; an event may say otherwise. */
export interface SetFacts {
  readonly default?: string;
  /** How to switch it on, in a few words of our own; or the licence it needs. */
  readonly enable?: string;
  /** Short names among the sensor's `sources`. */
  readonly sources?: readonly string[];
  /** The platforms on which it records something, where those are not all of the sensor's. */
  readonly platforms?: readonly string[];
}

export interface EventFacts extends SetFacts {
  readonly id: string;
  readonly code?: string;
  readonly logSources?: readonly string[];
  readonly role?: string;
  /** One of the sensor's `sets`. */
  readonly set?: string;
  /** Data components that ATT&CK's own analytics cite this event with, and that it does record. */
  readonly attack?: readonly string[];
  /** Data components that it records in this library's judgement. */
  readonly library?: readonly string[];
}

export interface LibrarySources {
  readonly sensors: readonly SensorFacts[];
  /** SMAP's events by the id of the library's sensor. */
  readonly smap: ReadonlyMap<string, readonly SensorEvent[]>;
  readonly unassigned: readonly UnassignedLogSource[];
}

/** Where two say the same, the first of these is named. SMAP comes first: its lens counts what SMAP says. */
const PRECEDENCE: readonly FactOrigin[] = ['smap', 'attack', 'library', 'user'];

/**
 * Joins hand-made facts and SMAP's events into the library, in an order that depends on nothing but its content.
 * The facts are ours: a mistake in them is a bug, and throws.
 */
export function compileSensorLibrary({ sensors, smap, unassigned }: LibrarySources): SensorLibrary {
  const compiled = sensors.map((facts) => compileSensor(facts, smap.get(facts.id) ?? [])).sort(byId);
  const ids = new Set(compiled.map((sensor) => sensor.id));
  if (ids.size < compiled.length) throw new Error('Two sensors of the library have the same id.');
  for (const id of smap.keys()) if (!ids.has(id)) throw new Error(`The library has no sensor ${id} for SMAP's events.`);
  checkNames(compiled);
  checkUnassigned(compiled, unassigned);
  return { format: 1, sensors: compiled, unassigned: [...unassigned].sort((a, b) => compareEventIds(a.name, b.name)) };
}

/** The live data component of a (source, component) pair of names: by the component's exact name, never by likeness. */
export function makePairResolver(enterpriseIdByName: ReadonlyMap<string, DataComponentId>) {
  return (_source: string, component: string): DataComponentId | null => enterpriseIdByName.get(component) ?? null;
}

function compileSensor(facts: SensorFacts, smapEvents: readonly SensorEvent[]): Sensor {
  const { id, name, vendor, aliases, platforms, logSources } = facts;
  const events = new Map<string, SensorEvent>();
  for (const event of facts.events ?? []) {
    if (events.has(event.id)) throw new Error(`${id} states event ${event.id} twice.`);
    events.set(event.id, compileEvent(facts, event));
  }
  for (const event of smapEvents) {
    const stated = events.get(event.id) ?? { id: event.id, mappings: [] };
    events.set(event.id, { ...stated, mappings: mergeMappings([...stated.mappings, ...event.mappings]) });
  }
  return {
    id,
    name,
    vendor,
    ...(facts.smapName === undefined ? {} : { smapName: facts.smapName }),
    aliases: [...aliases].sort(compareEventIds),
    platforms,
    logSources: [...logSources].sort(compareEventIds),
    events: [...events.values()].sort(byId),
    origin: 'library',
  };
}

function compileEvent(sensor: SensorFacts, facts: EventFacts): SensorEvent {
  const { id, code, logSources, role, set } = facts;
  const platforms = facts.platforms ?? (set === undefined ? undefined : sensor.sets?.[set]?.platforms);
  const stray = logSources?.find((name) => !sensor.logSources.includes(name));
  if (stray !== undefined) throw new Error(`${sensor.id}, event ${id}: the sensor does not supply ${stray}.`);
  const ofSet = set === undefined ? undefined : sensor.sets?.[set];
  if (set !== undefined && ofSet === undefined) throw new Error(`${sensor.id}, event ${id}: there is no set ${set}.`);
  const byDefault = facts.default ?? ofSet?.default;
  const mappings = [...mapTo(facts.attack, 'attack'), ...mapTo(facts.library, 'library')];
  return {
    id,
    ...(code === undefined ? {} : { code }),
    ...(logSources === undefined ? {} : { logSources }),
    mappings: mergeMappings(mappings),
    ...(role === undefined ? {} : { role: readRole(role) }),
    ...(platforms === undefined ? {} : { platforms }),
    ...(set === undefined ? {} : { set }),
    ...(byDefault === undefined ? {} : { default: readDefault(byDefault) }),
  };
}

function mapTo(components: readonly string[] = [], origin: FactOrigin): EventMapping[] {
  return components.map((text) => {
    const component = parseDataComponentId(text);
    if (component === null) throw new Error(`The sensor library names ${text}, which is no data component id.`);
    return { component, origin };
  });
}

function readRole(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (role === undefined) throw new Error(`The sensor library names the role ${text}, which does not exist.`);
  return role;
}

function readDefault(text: string): EventDefault {
  const known = EVENT_DEFAULTS.find((value) => value === text);
  if (known === undefined) throw new Error(`The sensor library says ${text} of an event, which is neither on nor off.`);
  return known;
}

function mergeMappings(mappings: readonly EventMapping[]): readonly EventMapping[] {
  const merged = new Map<DataComponentId, EventMapping>();
  const ranked = [...mappings].sort((a, b) => PRECEDENCE.indexOf(a.origin) - PRECEDENCE.indexOf(b.origin));
  for (const mapping of ranked) if (!merged.has(mapping.component)) merged.set(mapping.component, mapping);
  return [...merged.values()].sort((a, b) => compareEventIds(a.component, b.component));
}

/** An inventory's "Bro" or "WEL" must mean one sensor. */
function checkNames(sensors: readonly Sensor[]): void {
  const owners = new Map<string, string>();
  for (const { id, name, aliases } of sensors) {
    for (const folded of new Set([name, id, ...aliases].map(foldSensorName))) {
      const owner = owners.get(folded);
      if (owner !== undefined) throw new Error(`The name ${folded} means both ${owner} and ${id}.`);
      owners.set(folded, id);
    }
  }
}

function checkUnassigned(sensors: readonly Sensor[], unassigned: readonly UnassignedLogSource[]): void {
  const supplied = new Set(sensors.flatMap((sensor) => sensor.logSources.map(foldLogSource)));
  const both = unassigned.find(({ name }) => supplied.has(foldLogSource(name)));
  if (both !== undefined) throw new Error(`${both.name} is both supplied by a sensor and unassigned.`);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareEventIds(a.id, b.id);
}
