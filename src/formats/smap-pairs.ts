/**
 * What SMAP says of one event, in whatever file it stands: a pair of data source and data component that the event
 * shows. Pairs become events with mappings, in the order in which they come.
 */
import { type DataComponentId, unlistedDataComponentId } from '../domain/attack/identifiers';
import { describePlace, excerpt, type Issue, issue, type Place } from '../domain/result';
import type { EventMapping, FactOrigin, SensorEvent } from '../domain/sensors/sensor';

/** The live data component that a (data source, data component) pair of names means; `null` when there is none. */
export type PairResolver = (source: string, component: string) => DataComponentId | null;

export interface PairOutcome {
  readonly kind: 'kept' | 'repeated';
  readonly issue: Issue | null;
}

export interface SmapPairs {
  add(event: string, source: string, component: string, place: Place): PairOutcome;
  /** A note for each pair that is in no release of ATT&CK. */
  unlisted(): readonly Issue[];
  events(): readonly SensorEvent[];
}

export function makeSmapPairs(origin: FactOrigin, resolvePair: PairResolver): SmapPairs {
  const events = new Map<string, EventMapping[]>();
  const firstPlaces = new Map<string, Place>();
  const unlisted = new Map<string, { readonly place: Place; rows: number }>();
  return {
    add(event, source, component, place) {
      const mappings = events.get(event) ?? [];
      events.set(event, mappings);
      if (source === '' || component === '') {
        const missing = source === '' ? 'data source' : 'data component';
        const message = `Event ${excerpt(event, 40)} names no ${missing}.`;
        const done = 'The event was kept without this mapping.';
        return { kind: 'kept', issue: issue('warning', 'smap-pair-incomplete', place, message, { done }) };
      }
      const resolved = resolvePair(source, component);
      const id = resolved ?? unlistedDataComponentId(source, component);
      const first = firstPlaces.get(`${event}\n${id}`);
      if (first !== undefined) {
        const message = `Event ${excerpt(event, 40)} already shows ${source}: ${component}.`;
        const done = `Counted once, with ${describePlace(first)}.`;
        return { kind: 'repeated', issue: issue('note', 'smap-mapping-repeated', place, message, { done }) };
      }
      firstPlaces.set(`${event}\n${id}`, place);
      mappings.push({ component: id, origin });
      if (resolved === null) {
        const pair = unlisted.get(id) ?? { place, rows: 0 };
        pair.rows++;
        unlisted.set(id, pair);
      }
      return { kind: 'kept', issue: null };
    },
    unlisted: () =>
      [...unlisted].map(([id, { place, rows }]) =>
        issue('note', 'smap-pair-not-in-attack', place, 'ATT&CK lists no such data component.', {
          found: excerpt(id.slice(1)),
          done: `Kept as given in ${rows === 1 ? 'one row' : `${rows} rows`}; it matches no technique.`,
        }),
      ),
    events: () => [...events].map(([id, mappings]) => ({ id, mappings })),
  };
}
