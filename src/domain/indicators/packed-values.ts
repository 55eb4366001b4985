import type { IndicatorStatement } from './statement';

/** Very many values in a few buffers: to be handed to several workers without a copy of each text. */

export interface PackedValues {
  readonly count: number;
  readonly types: readonly IndicatorStatement['type'][];
  /** Per value, a position in `types`. */
  readonly typeOf: Uint8Array<ArrayBuffer>;
  /** UTF-8, one after the other; value n is `bytes[ends[n - 1] .. ends[n]]`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
}

export interface TypedValue {
  readonly type: IndicatorStatement['type'];
  readonly value: string;
}

const encoder = new TextEncoder();

export function packValues(values: readonly TypedValue[]): PackedValues {
  const types: IndicatorStatement['type'][] = [];
  const typeOf = new Uint8Array(values.length);
  const ends = new Uint32Array(values.length);
  let bytes = new Uint8Array(Math.max(1024, values.length * 24));
  let end = 0;
  for (const [at, { type, value }] of values.entries()) {
    let position = types.indexOf(type);
    if (position === -1) position = types.push(type) - 1;
    typeOf[at] = position;
    // A UTF-16 unit is at most three bytes.
    if (end + value.length * 3 > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, end + value.length * 3));
      larger.set(bytes.subarray(0, end));
      bytes = larger;
    }
    end += encoder.encodeInto(value, bytes.subarray(end)).written;
    ends[at] = end;
  }
  return { count: values.length, types, typeOf, bytes: bytes.slice(0, end), ends };
}

/** Single values, by their position. */
export function makeValueReader(packed: PackedValues): (index: number) => TypedValue {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (index) => {
    const start = index === 0 ? 0 : (packed.ends[index - 1] ?? 0);
    return {
      type: packed.types[packed.typeOf[index] ?? 0] ?? 'pattern',
      value: decoder.decode(packed.bytes.subarray(start, packed.ends[index] ?? start)),
    };
  };
}

export interface IndexedValue extends TypedValue {
  /** Its position in what was packed. */
  readonly index: number;
}

export function* eachValue(packed: PackedValues): Generator<IndexedValue> {
  const read = makeValueReader(packed);
  for (let index = 0; index < packed.count; index++) yield { ...read(index), index };
}
