/** Objects of foreign JSON, read key by key: what nobody asked for is left over, and no key ever reaches a prototype. */
import type { JsonObject, JsonValue } from '../domain/layers/layer';

export interface ObjectReader {
  /** The value of an own key, once; `undefined` when there is none. */
  take(key: string): JsonValue | undefined;
  has(key: string): boolean;
  /** What was not taken, as it was; `undefined` when everything was. */
  rest(): JsonObject | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function makeObjectReader(object: JsonObject): ObjectReader {
  // A map: `__proto__` is a key like any other in it.
  const left = new Map(Object.entries(object));
  return {
    take(key) {
      const value = left.get(key);
      left.delete(key);
      return value;
    },
    has: (key) => left.has(key),
    // Defines properties, where an assignment would call the setter of `__proto__`.
    rest: () => (left.size === 0 ? undefined : Object.fromEntries(left)),
  };
}

/** Text as it is, anything else as JSON; a number too large for one by its name. */
export function describeJson(value: JsonValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** The place of a value that lies deeper than a limit; `null` when none does. Not recursive: that is what it is for. */
export function findTooDeep(value: unknown, limit: number): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const open = [frameOf(value)];
  for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
    const inner = frame.values[frame.at++];
    if (frame.at > frame.values.length) open.pop();
    else if (typeof inner === 'object' && inner !== null) {
      if (open.length >= limit) return open.reduce((path, { of, at }) => joinPath(path, keyAt(of, at - 1)), '');
      open.push(frameOf(inner));
    }
  }
  return null;
}

function frameOf(of: object): { readonly of: object; readonly values: readonly unknown[]; at: number } {
  return { of, values: Array.isArray(of) ? of : Object.values(of), at: 0 };
}

function keyAt(of: object, at: number): string | number {
  return Array.isArray(of) ? at : (Object.keys(of)[at] ?? '');
}

/** `techniques[3].score`. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
