import { listOffByDefault } from '../sensors/event-selection';
import { type EventSelection, isEventEnabled } from '../sensors/inventory';
import type { SensorEvent } from '../sensors/sensor';

/** What additions are called, wherever they stand: two that differ do not have one name. */

/** "Linux servers", "Linux servers and Tills", "Linux servers, Tills and 2 more". */
export function describePlaces(names: readonly string[]): string {
  const [first = '', second, ...others] = names;
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${others.length} more`;
}

/** "all events", "default events", "3 of 8 events"; empty for a sensor that lists none. */
export function describeSelection(events: readonly SensorEvent[], selection: EventSelection): string {
  if (events.length === 0) return '';
  const on = events.filter(({ id }) => isEventEnabled(selection, id));
  if (on.length === events.length) return 'all events';
  const off = new Set(listOffByDefault(events));
  const isDefault = on.length === events.length - off.size && on.every(({ id }) => !off.has(id));
  return isDefault ? 'default events' : `${on.length} of ${events.length} events`;
}

/** "Windows event log on Tills, default events", "Falcon on Tills (planned)". */
export function nameCandidate(
  name: string,
  where: readonly string[],
  { events, status }: { readonly events: string; readonly status: string | null },
): string {
  const place = where.length === 0 ? '' : ` on ${describePlaces(where)}`;
  const some = events === '' || events === 'all events' ? '' : `, ${events}`;
  return `${name}${place}${some}${status === null ? '' : ` (${status})`}`;
}

/** Of names that are still alike, the later ones are numbered. */
export function numberAlike<Named extends { readonly title: string }>(items: readonly Named[]): readonly Named[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const count = (seen.get(item.title) ?? 0) + 1;
    seen.set(item.title, count);
    return count === 1 ? item : { ...item, title: `${item.title} (${count})` };
  });
}
