/**
 * What a database holds, as JSON and back without loss. JSON has no word for `undefined`, bytes, dates and some numbers;
 * they are written as an object with the one key `~`, and so is an object that has such a key itself.
 */
import { base64ToBytes, bytesToBase64 } from './base64';

const MARK = '~';
/** Deeper nesting than any record has, and less than what exhausts the stack. */
const DEEPEST = 400;

export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

export function toPlain(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw new TooDeep(`nested more than ${DEEPEST} levels deep`);
  if (value === undefined) return { [MARK]: 'undefined' };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { [MARK]: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth + 1));
  if (value instanceof ArrayBuffer) return { [MARK]: 'bytes', base64: bytesToBase64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) return writeView(value);
  if (value instanceof Date) return { [MARK]: 'date', time: toPlain(value.getTime()) };
  if (Object.prototype.toString.call(value) !== '[object Object]') throw new TypeError(`${value} cannot be written`);
  // By entries: assigning to a key called `__proto__` would not make one.
  const entries = Object.entries(value).map(([key, item]) => [key, toPlain(item, depth + 1)] as const);
  return Object.hasOwn(value, MARK) ? { [MARK]: 'object', entries } : Object.fromEntries(entries);
}

export function fromPlain(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw new TooDeep(`nested more than ${DEEPEST} levels deep`);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => fromPlain(item, depth + 1));
  if (Object.hasOwn(value, MARK)) return readMarked(value as Readonly<Record<string, unknown>>, depth);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromPlain(item, depth + 1)]));
}

/** Little-endian, as every machine that runs a browser is. */
const VIEWS = {
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
} as const;

function writeView(view: ArrayBufferView): unknown {
  const type = Object.prototype.toString.call(view).slice('[object '.length, -1);
  if (!Object.hasOwn(VIEWS, type)) throw new TypeError(`${type} cannot be written`);
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return { [MARK]: 'view', type, base64: bytesToBase64(bytes) };
}

function readView({ type, base64 }: Readonly<Record<string, unknown>>): unknown {
  const bytes = base64ToBytes(String(base64));
  if (typeof type !== 'string' || !Object.hasOwn(VIEWS, type)) return null;
  const View = VIEWS[type as keyof typeof VIEWS];
  return bytes.length % View.BYTES_PER_ELEMENT === 0 ? new View(bytes.buffer) : null;
}

function readMarked(marked: Readonly<Record<string, unknown>>, depth: number): unknown {
  switch (marked[MARK]) {
    case 'undefined':
      return undefined;
    case 'NaN':
    case 'Infinity':
    case '-Infinity':
    case '-0':
      return Number(marked[MARK]);
    case 'bytes':
      return base64ToBytes(String(marked['base64'])).buffer;
    case 'view':
      return readView(marked) ?? marked;
    case 'date':
      return new Date(Number(fromPlain(marked['time'])));
    case 'object': {
      const entries = Array.isArray(marked['entries']) ? marked['entries'] : [];
      return Object.fromEntries(
        entries.flatMap((entry) => (Array.isArray(entry) ? [[String(entry[0]), fromPlain(entry[1], depth + 1)]] : [])),
      );
    }
    default:
      // Of a later version: better kept as it is than lost.
      return marked;
  }
}
