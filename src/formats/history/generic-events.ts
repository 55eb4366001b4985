/**
 * Events in JSON of no format that is known by name: fields of the Elastic Common Schema as they are, those that many tools call alike
 * by a table, all others by their own names. docs/formats/event-exports.md
 */

import { ALIASES, TIMES } from '../../domain/history/generic-names';
import { isMap, type PlainMap, textOf } from '../plain-data';
import { type FieldRule, isScalar, makeFieldTree } from './event-fields';
import type { EventWriter } from './event-writer';
import type { Dialect } from './json-dialect';

/** Groups of ECS: where one stands in place, the event is one of it. */
const ECS =
  /^(?:source|destination|client|server|host|user|process|file|registry|dns|url|http|tls|network|event|email|user_agent|rule|observer|agent|cloud|dll|related)\./;

export function makeGenericDialect(out: EventWriter): Dialect & { readonly knows: () => boolean } {
  let known = false;
  const fields = new Map<string, FieldRule>();
  for (const [field, names] of Object.entries(ALIASES)) {
    const rule: FieldRule = (value, name) => {
      known = true;
      for (const each of Array.isArray(value) ? value : [value]) {
        if (isScalar(each))
          out.putField(field, field === 'network.transport' ? String(each).toLowerCase() : each, name);
        else if (isMap(each)) nested(name).put(each);
      }
    };
    for (const name of names) fields.set(name, rule);
  }
  const trees = new Map<string, ReturnType<typeof makeFieldTree>>();
  const ruleOf = (path: string): FieldRule | undefined => {
    if (path === 'event.duration')
      return (value, name) =>
        out.putField(name, typeof value === 'number' ? value / 1e6 : isScalar(value) ? value : null);
    return fields.get(path);
  };

  /** `host: {name: …}` is ECS in place, though `host: "…"` is an alias. */
  function nested(name: string) {
    const made =
      trees.get(name) ?? makeFieldTree(out, { ruleOf: (path) => fields.get(`${name}.${path}`), prefix: `${name}.` });
    trees.set(name, made);
    return made;
  }
  const tree = makeFieldTree(out, { ruleOf });

  return {
    id: 'generic',
    keys: [],
    fits: (event) => timeNameOf(event) !== null || hasEcs(event) || Object.keys(event).some((key) => fields.has(key)),
    read(event) {
      known = hasEcs(event);
      for (const name of TIMES) {
        const value = event[name];
        if (value === undefined || value === null) continue;
        const isText = typeof value === 'string' && /^\d{9,19}(?:\.\d+)?$/.test(value);
        const zoned =
          name.endsWith('[UTC]') && typeof value === 'string' && !value.endsWith('Z') ? `${value} UTC` : value;
        if (out.putTime('@timestamp', isText ? Number(value) : zoned, name)) {
          // Kept once: what is left of the event is put without it.
          return tree.put(name === '@timestamp' ? event : withoutKey(event, name));
        }
      }
      return tree.put(event);
    },
    knows: () => known,
  };
}

function withoutKey(event: PlainMap, key: string): PlainMap {
  const { [key]: _, ...rest } = event;
  return rest;
}

export function timeNameOf(event: PlainMap): string | null {
  return TIMES.find((name) => typeof event[name] === 'string' || typeof event[name] === 'number') ?? null;
}

function hasEcs(event: PlainMap): boolean {
  for (const key in event) {
    if (ECS.test(key)) return true;
    const value = event[key];
    if (isMap(value) && ECS.test(`${key}.`)) return true;
  }
  return false;
}

const NAMES: ReadonlySet<string> = new Set(Object.values(ALIASES).flat());
/** Of an event: when, and two things of it. */
const FEWEST_KNOWN = 2;
const STIX_LIKE =
  /^(?:spec_version|pattern|objects|techniques|sightings|galaxies|Attribute|uuid|matching_attributes|distribution)$/;

/** Whether it is an event, as far as its names say: more is asked of a file than of a record. */
export function looksGeneric(event: PlainMap, isWrapped = false): boolean {
  const name = timeNameOf(event);
  if (name === null) return false;
  const time = event[name];
  const isMoment = typeof time === 'number' ? time > 1e8 : /\d\d:\d\d|^\d{10,19}(?:\.\d+)?$/.test(textOf(time));
  if (!isMoment) return false;
  let found = 0;
  for (const key in event) {
    if (STIX_LIKE.test(key)) return false;
    const value = event[key];
    if (NAMES.has(key) || ECS.test(key)) found++;
    else if (isMap(value)) {
      if (ECS.test(`${key}.`)) found++;
      else for (const inner in value) if (NAMES.has(`${key}.${inner}`)) found++;
    }
  }
  return found >= (isWrapped ? 1 : FEWEST_KNOWN);
}
