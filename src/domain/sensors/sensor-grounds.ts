import type { EventDefault, Sensor, SensorEvent } from './sensor';

/**
 * What the library's facts of a sensor rest on, and how to switch its events on. Read by the panel of one sensor only,
 * so it stands in a file of its own that the first screen does not wait for.
 */
export interface SensorGrounds {
  /** Of the sensor. */
  readonly id: string;
  /** Addresses of public pages, mostly of the maker. */
  readonly sources: readonly string[];
  readonly sets: readonly SetGrounds[];
  /** Events that say something of their own. */
  readonly events: readonly EventGrounds[];
}

export interface Grounds {
  /** How to switch it on, or the licence it needs; absent: nothing to do, or not known. */
  readonly enable?: string;
  /** Positions in the sensor's `sources`. */
  readonly sources?: readonly number[];
}

export interface SetGrounds extends Grounds {
  readonly name: string;
}

export interface EventGrounds extends Grounds {
  readonly id: string;
}

export interface SensorGroundsFile {
  readonly format: 1;
  readonly sensors: readonly SensorGrounds[];
}

/** A set of events, or one event that says something of its own, as a panel lists it. */
export interface GroundsRow {
  readonly name: string;
  /** How many events of the sensor it is about. */
  readonly events: number;
  /** `null`: not known, or not the same for all of them. */
  readonly default: EventDefault | null;
  readonly enable: string | null;
  readonly sources: readonly string[];
}

/** The sets in the order of the facts, then single events; sets that no event is of are left out. */
export function listGrounds(sensor: Sensor, grounds: SensorGrounds): readonly GroundsRow[] {
  const row = (name: string, events: readonly SensorEvent[], { enable, sources = [] }: Grounds): GroundsRow[] => {
    const defaults = new Set(events.map((event) => event.default ?? null));
    const [only = null] = defaults;
    const addresses = sources.flatMap((position) => grounds.sources[position] ?? []);
    if (events.length === 0) return [];
    const byDefault = defaults.size === 1 ? only : null;
    return [{ name, events: events.length, default: byDefault, enable: enable ?? null, sources: addresses }];
  };
  return [
    ...grounds.sets.flatMap((set) =>
      row(
        set.name,
        sensor.events.filter((event) => event.set === set.name),
        set,
      ),
    ),
    ...grounds.events.flatMap((own) =>
      row(
        own.id,
        sensor.events.filter(({ id }) => id === own.id),
        own,
      ),
    ),
  ];
}

/** `learn.microsoft.com › audit-logon`; a source without an address is a citation, and stands as it is. */
export function describeSource(source: string): { readonly words: string; readonly address: string | null } {
  if (!source.startsWith('https://')) return { words: source, address: null };
  const { hostname, pathname } = new URL(source);
  const page = pathname
    .split('/')
    .filter(Boolean)
    .at(-1)
    ?.replace(/\.[a-z]+$/, '');
  return { words: [hostname.replace(/^www\./, ''), page].filter(Boolean).join(' › '), address: source };
}
