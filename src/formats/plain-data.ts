/** Fields of parsed YAML and JSON whose shape nobody vouches for. Only own keys count. */

export type PlainMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fieldOf(value: unknown, key: string): unknown {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Text, or a number or truth value as it is written; empty for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A number, or a text that is one; `NaN` for anything else: a value that holds others may say that it has none. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
}

/** A value of whatever kind, for a message: what holds others is only counted, since it may be nested without end. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return isMap(value) ? `an object: ${Object.keys(value).slice(0, 8).join(', ')}` : JSON.stringify(value ?? null);
}

/** A list of texts, also where a single one stands in its place. */
export function textsOf(value: unknown): readonly string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.map(textOf).filter((text) => text !== '');
}

/** Both maps as one; where both hold maps, those are joined, elsewhere the second counts. */
export function mergeMaps(first: PlainMap, second: PlainMap): PlainMap {
  const merged = new Map<string, unknown>(Object.entries(first));
  for (const [key, value] of Object.entries(second)) {
    const before = merged.get(key);
    merged.set(key, isMap(before) && isMap(value) ? mergeMaps(before, value) : value);
  }
  // Unlike assignment, this makes `__proto__` a key like any other.
  return Object.fromEntries(merged);
}
