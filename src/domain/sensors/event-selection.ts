import { type EventSelection, isEventEnabled } from './inventory';
import type { SensorEvent } from './sensor';

/** Edits of which events of a sensor are switched on. Ids that the sensor does not list are kept where possible. */

/** The same events switched on, said in another way: what the sensor gains later is then on or off by itself. */
export function changeSelectionMode(
  selection: EventSelection,
  mode: EventSelection['mode'],
  eventIds: readonly string[],
): EventSelection {
  if (mode === selection.mode) return selection;
  if (mode === 'all') return { mode };
  const wanted = mode === 'only';
  return { mode, ids: eventIds.filter((id) => isEventEnabled(selection, id) === wanted) };
}

/** Switches some events on or off; "all" becomes "all except". */
export function switchEvents(selection: EventSelection, ids: readonly string[], enabled: boolean): EventSelection {
  const listed = selection.mode === 'all' ? [] : selection.ids;
  const mode = selection.mode === 'only' ? 'only' : 'except';
  const others = listed.filter((id) => !ids.includes(id));
  const next = enabled === (mode === 'only') ? [...others, ...ids] : others;
  return selection.mode === 'all' && next.length === 0 ? selection : { mode, ids: next };
}

/** What a product records before anybody changes a setting; what is not known of counts as switched on. */
export function selectDefaults(events: readonly SensorEvent[]): EventSelection {
  const ids = listOffByDefault(events);
  return ids.length === 0 ? { mode: 'all' } : { mode: 'except', ids };
}

export function listOffByDefault(events: readonly SensorEvent[]): readonly string[] {
  return events.filter((event) => event.default === 'off').map(({ id }) => id);
}

/** Ids in the selection that the sensor does not list: a newer sensor, or a mistake. */
export function listUnknownEvents(selection: EventSelection, eventIds: readonly string[]): readonly string[] {
  if (selection.mode === 'all') return [];
  const known = new Set(eventIds);
  return selection.ids.filter((id) => !known.has(id));
}

/**
 * The selection for another sensor, whose events may go by the same ids or by the codes its makers give them. When that
 * sensor has none of those listed, the list says nothing about it, and all its events are on.
 */
export function carrySelection(
  selection: EventSelection,
  events: readonly { readonly id: string; readonly code?: string }[],
): EventSelection {
  if (selection.mode === 'all' || selection.ids.length === 0) return selection;
  const listed = new Set(selection.ids.map((id) => id.toLowerCase()));
  const names = ({ id, code }: (typeof events)[number]) => [id, code ?? id].map((name) => name.toLowerCase());
  const ids = events.filter((event) => names(event).some((name) => listed.has(name))).map(({ id }) => id);
  return ids.length === 0 ? { mode: 'all' } : { mode: selection.mode, ids };
}

export function countEnabledEvents(selection: EventSelection, eventIds: readonly string[]): number {
  if (selection.mode === 'all') return eventIds.length;
  return eventIds.filter((id) => isEventEnabled(selection, id)).length;
}
