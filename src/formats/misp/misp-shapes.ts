/** Where the events are: MISP wraps them in as many ways as it has exports. */
import { joinPath } from '../json-object';
import { fieldOf, isMap, type PlainMap } from '../plain-data';

export interface FoundEvent {
  readonly map: PlainMap;
  readonly path: string;
  /** Attributes and objects that stand outside of it: results of a search, which name their event. */
  readonly attributes: readonly { readonly value: unknown; readonly path: string }[];
  readonly objects: readonly { readonly value: unknown; readonly path: string }[];
}

interface Collected {
  readonly events: Map<
    string,
    {
      map: PlainMap;
      path: string;
      attributes: { value: unknown; path: string }[];
      objects: { value: unknown; path: string }[];
    }
  >;
  readonly broken: { readonly value: unknown; readonly path: string }[];
}

export interface FoundEvents {
  readonly events: readonly FoundEvent[];
  /** Entries of a list of events that are none. */
  readonly broken: readonly { readonly value: unknown; readonly path: string }[];
}

/** Wrappers within wrappers; more are none of MISP's. */
const DEEPEST = 6;

export function findEvents(root: unknown): FoundEvents {
  const found: Collected = { events: new Map(), broken: [] };
  collect(root, '', found, 0);
  return { events: [...found.events.values()], broken: found.broken };
}

/** `{"<uuid>": {"info": …}}`: a feed's list of its events, without what is in them. */
export function isManifest(root: unknown): boolean {
  if (!isMap(root)) return false;
  const entries = Object.entries(root);
  return (
    entries.length > 0 &&
    entries.every(([key, value]) => UUID.test(key) && isMap(value) && Object.hasOwn(value, 'info'))
  );
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function collect(value: unknown, path: string, found: Collected, depth: number): void {
  if (depth > DEEPEST) {
    found.broken.push({ value, path });
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) collect(item, joinPath(path, at), found, depth + 1);
  } else if (!isMap(value)) {
    found.broken.push({ value, path });
  } else if (isEvent(value)) {
    found.events.set(path, { map: value, path, attributes: [], objects: [] });
  } else {
    const wrapped = ['response', 'Event', 'events', 'Events'].filter((key) => fieldOf(value, key) !== undefined);
    const own = ['Attribute', 'attributes', 'Object', 'objects'].filter((key) => fieldOf(value, key) !== undefined);
    // `{"Object": {…, "Event": {…}}}`: the event of a search's hit stands within the hit.
    if (own.length > 0) {
      for (const key of own) collectLoose(fieldOf(value, key), joinPath(path, key), /^attr/i.test(key), found);
    } else if (wrapped.length > 0) {
      for (const key of wrapped) collect(fieldOf(value, key), joinPath(path, key), found, depth + 1);
    } else if (isAttribute(value)) {
      collectLoose(value, path, true, found);
    } else {
      found.broken.push({ value, path });
    }
  }
}

function isEvent(map: PlainMap): boolean {
  if (fieldOf(map, 'info') === undefined || isAttribute(map)) return false;
  return [
    'Attribute',
    'Object',
    'uuid',
    'Orgc',
    'orgc_id',
    'Tag',
    'Galaxy',
    'date',
    'analysis',
    'threat_level_id',
    'EventReport',
  ].some((key) => Object.hasOwn(map, key));
}

function isAttribute(map: PlainMap): boolean {
  return (
    fieldOf(map, 'type') !== undefined && (fieldOf(map, 'value') !== undefined || fieldOf(map, 'value1') !== undefined)
  );
}

/** Hits of a search: each says to which event it belongs. */
function collectLoose(value: unknown, path: string, isAttributes: boolean, found: Collected): void {
  const items = Array.isArray(value) ? value : [value];
  for (const [at, item] of items.entries()) {
    const place = Array.isArray(value) ? joinPath(path, at) : path;
    const stated = fieldOf(item, 'Event');
    const event = isMap(stated) ? stated : {};
    const id = fieldOf(event, 'uuid') ?? fieldOf(event, 'id') ?? fieldOf(item, 'event_id');
    const key = `event ${typeof id === 'string' || typeof id === 'number' ? id : ''}`;
    const entry = found.events.get(key) ?? { map: event, path: place, attributes: [], objects: [] };
    found.events.set(key, entry);
    entry[isAttributes ? 'attributes' : 'objects'].push({ value: item, path: place });
  }
}
