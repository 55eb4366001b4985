/** A sensor as a table of others describes it: what becomes a sensor of the user's own. */
import { type DataComponentId, isUnlisted, unlistedDataComponentId } from '../domain/attack/identifiers';
import { excerpt, type Issue, issue, type Place } from '../domain/result';
import type { Provider } from '../domain/sensors/match-provider';
import type { EventMapping, SensorEvent } from '../domain/sensors/sensor';

export interface OwnSensorDraft {
  readonly name: string;
  /** What to look for in the library; `null`: the sensor is what it is. */
  readonly provider: Provider | null;
  readonly platforms: readonly string[];
  readonly events: readonly SensorEvent[];
  /** The file describes a part of the sensor: events that it does not name stay. */
  readonly isPart: boolean;
}

export interface SensorCollector {
  /**
   * Adds an event, and one component that it shows; `false` when that was known.
   * @param code what the log source's channel calls the event, where that is not its id
   */
  add(sensor: string, eventId: string, component: DataComponentId | null, code?: string): boolean;
  drafts(identify: (sensor: string) => Omit<OwnSensorDraft, 'events'>): readonly OwnSensorDraft[];
}

/** Joins rows into sensors with events, in the order in which they come. */
export function makeSensorCollector(): SensorCollector {
  const sensors = new Map<string, Map<string, EventMapping[]>>();
  const codes = new Map<string, string>();
  return {
    add(sensor, eventId, component, code) {
      if (code !== undefined) codes.set(`${sensor}\n${eventId}`, code);
      const events = sensors.get(sensor) ?? new Map<string, EventMapping[]>();
      sensors.set(sensor, events);
      const known = events.get(eventId);
      const mappings = known ?? [];
      events.set(eventId, mappings);
      if (component === null) return known === undefined;
      if (mappings.some((mapping) => mapping.component === component)) return false;
      mappings.push({ component, origin: 'user' });
      return true;
    },
    drafts: (identify) =>
      [...sensors].map(([key, events]) => ({
        ...identify(key),
        events: [...events].map(([id, mappings]): SensorEvent => {
          const code = codes.get(`${key}\n${id}`);
          return { id, ...(code === undefined ? {} : { code }), mappings };
        }),
      })),
  };
}

/** Component names as people write them: without regard to case and to how words are joined. */
export function makeNameResolver(
  idByName: ReadonlyMap<string, DataComponentId>,
): (source: string, component: string) => DataComponentId {
  const fold = (name: string) =>
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  const byName = new Map([...idByName].map(([name, id]) => [fold(name), id]));
  return (source, component) => byName.get(fold(component)) ?? unlistedDataComponentId(source, component);
}

/** One note for each pair that ATT&CK does not list, however often it stands in the file. */
export function makeUnlistedLog(code: string): {
  see(component: DataComponentId, place: Place): void;
  issues(): readonly Issue[];
} {
  const seen = new Map<DataComponentId, { readonly place: Place; rows: number }>();
  return {
    see(component, place) {
      if (!isUnlisted(component)) return;
      const entry = seen.get(component) ?? { place, rows: 0 };
      entry.rows++;
      seen.set(component, entry);
    },
    issues: () =>
      [...seen].map(([component, { place, rows }]) =>
        issue('note', code, place, 'ATT&CK lists no such data component.', {
          found: excerpt(component.slice(1)),
          done: `Kept as given in ${rows === 1 ? 'one place' : `${rows} places`}; it matches no technique.`,
        }),
      ),
  };
}
