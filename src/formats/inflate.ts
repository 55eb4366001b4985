/**
 * DEFLATE (RFC 1951) in pieces, which gives every byte before the place where its input ends or is damaged. What browsers
 * have drops what they hold by then: several blocks.
 */
import { type CodeTable, FIXED, makeCodeTable, readCodeLengths } from './inflate-codes';

export interface Inflater {
  /** What unfolds of these bytes and those before. Once it is not `open`, nothing more does. */
  push(bytes: Uint8Array): Generator<Uint8Array, void>;
  readonly state: 'open' | 'done' | 'damaged';
  /** What was pushed behind the end; only once it is done. */
  rest(): Uint8Array;
}

/** As far as a copy may reach back. */
const WINDOW = 32 * 1024;
/** Bytes given at once, at most. */
const ROOM = 64 * 1024;
const LONGEST_COPY = 258;
const END_OF_BLOCK = 256;

/** Of lengths 257–285 and of distances: the first value, and how many bits are added to it. */
const LENGTHS = makeSteps(29, 4, 3);
const DISTANCES = makeSteps(30, 2, 1);
// The longest has a code of its own.
LENGTHS.from[28] = LONGEST_COPY;
LENGTHS.bits[28] = 0;

/** What stands next in the input. */
type Part = 'block' | 'stored' | 'codes';
type Stop = 'input' | 'room' | 'done' | 'damaged';

export function makeInflater(): Inflater {
  let input: Uint8Array = new Uint8Array(0);
  /** The next byte of the input; `held` are `count` bits of those before it. */
  let at = 0;
  let held = 0;
  let count = 0;
  let part: Part = 'block';
  let isLast = false;
  /** Bytes left of a stored block. */
  let stored = 0;
  let literals: CodeTable = FIXED.literals;
  let distances: CodeTable = FIXED.distances;
  const output = new Uint8Array(WINDOW + ROOM);
  let filled = 0;
  let given = 0;
  let state: Inflater['state'] = 'open';

  /** @returns -1: the input has no such many. At most 16. */
  const take = (bits: number): number => {
    while (count < bits) {
      if (at >= input.length) return -1;
      held |= (input[at++] ?? 0) << count;
      count += 8;
    }
    const value = held & ((1 << bits) - 1);
    held >>>= bits;
    count -= bits;
    return value;
  };

  function readBlock(): Stop | null {
    const [last, kind] = [take(1), take(2)];
    if (kind < 0) return 'input';
    if (kind === 3) return 'damaged';
    if (kind === 0) {
      take(count % 8);
      const [length, check] = [take(16), take(16)];
      if (check < 0) return 'input';
      if ((length ^ check) !== 0xffff) return 'damaged';
      // Whole bytes that were taken in advance.
      at -= count / 8;
      held = count = 0;
      stored = length;
      part = 'stored';
    } else {
      if (kind === 1) ({ literals, distances } = FIXED);
      else {
        const lengths = readCodeLengths(take);
        if (lengths === 'input' || lengths === 'damaged') return lengths;
        const tables = [makeCodeTable(lengths.literals), makeCodeTable(lengths.distances)] as const;
        if (tables[0] === null || tables[1] === null || lengths.literals[END_OF_BLOCK] === 0) return 'damaged';
        [literals, distances] = tables;
      }
      part = 'codes';
    }
    isLast = last === 1;
    return null;
  }

  function copyStored(): Stop | null {
    const length = Math.min(stored, input.length - at, output.length - filled);
    output.set(input.subarray(at, at + length), filled);
    at += length;
    filled += length;
    stored -= length;
    if (stored === 0) return endBlock();
    return at >= input.length ? 'input' : 'room';
  }

  function endBlock(): Stop | null {
    part = 'block';
    return isLast ? 'done' : null;
  }

  /** The loop that all the time goes to: everything it needs is its own. */
  function readCodes(): Stop | null {
    const { entries: literalAt, mask: literalMask } = literals;
    const { entries: distanceAt, mask: distanceMask } = distances;
    const bytes = input;
    const { length: end } = bytes;
    const most = output.length - LONGEST_COPY;
    let [next, bits, size, to] = [at, held, count, filled];
    let stop: Stop | null = 'room';
    while (to <= most) {
      const [startNext, startBits, startSize] = [next, bits, size];
      while (size <= 24 && next < end) {
        bits |= (bytes[next++] ?? 0) << size;
        size += 8;
      }
      const literal = literalAt[bits & literalMask] ?? 0;
      const literalSize = literal & 15;
      if (literalSize === 0 || literalSize > size) {
        stop = literalSize === 0 && size >= 15 ? 'damaged' : 'input';
        [next, bits, size] = [startNext, startBits, startSize];
        break;
      }
      bits >>>= literalSize;
      size -= literalSize;
      const symbol = literal >> 4;
      if (symbol < END_OF_BLOCK) {
        output[to++] = symbol;
        continue;
      }
      if (symbol === END_OF_BLOCK) {
        stop = endBlock();
        break;
      }
      if (symbol > 285) {
        stop = 'damaged';
        break;
      }
      const extra = LENGTHS.bits[symbol - 257] ?? 0;
      const length = (LENGTHS.from[symbol - 257] ?? 0) + (bits & ((1 << extra) - 1));
      bits >>>= extra;
      size -= extra;
      while (size <= 24 && next < end) {
        bits |= (bytes[next++] ?? 0) << size;
        size += 8;
      }
      const code = distanceAt[bits & distanceMask] ?? 0;
      const codeSize = code & 15;
      const isNone = codeSize === 0;
      if (size < 0 || isNone || codeSize > size) {
        stop = isNone && size >= 15 ? 'damaged' : 'input';
        [next, bits, size] = [startNext, startBits, startSize];
        break;
      }
      bits >>>= codeSize;
      size -= codeSize;
      while (size <= 24 && next < end) {
        bits |= (bytes[next++] ?? 0) << size;
        size += 8;
      }
      const more = DISTANCES.bits[code >> 4] ?? 0;
      const distance = (DISTANCES.from[code >> 4] ?? 0) + (bits & ((1 << more) - 1));
      if (more > size) {
        stop = 'input';
        [next, bits, size] = [startNext, startBits, startSize];
        break;
      }
      bits >>>= more;
      size -= more;
      if (distance > to || code >> 4 > 29) {
        stop = 'damaged';
        break;
      }
      const till = to + length;
      // Byte by byte: a copy may reach into itself.
      for (let from = to - distance; to < till; ) output[to++] = output[from++] ?? 0;
    }
    [at, held, count, filled] = [next, bits, size, to];
    return stop;
  }

  function run(): Stop {
    for (;;) {
      const before = [at, held, count] as const;
      const stop = part === 'block' ? readBlock() : part === 'stored' ? copyStored() : readCodes();
      if (stop === null) continue;
      // The head of a block is read at once or not at all; of codes as much as there was is read.
      if (stop === 'input' && part === 'block') [at, held, count] = before;
      return stop;
    }
  }

  return {
    get state() {
      return state;
    },
    rest: () => input.subarray(at),
    *push(bytes) {
      if (state !== 'open') return;
      input = joinBytes(input.subarray(at), bytes);
      at = 0;
      for (;;) {
        const stop = run();
        if (filled > given) yield output.slice(given, filled);
        if (filled > WINDOW) {
          output.copyWithin(0, filled - WINDOW, filled);
          filled = WINDOW;
        }
        given = filled;
        if (stop === 'room') continue;
        if (stop !== 'input') state = stop;
        // Whole bytes that were taken in advance: all that is held is of the byte before the next.
        at -= count >> 3;
        count &= 7;
        held &= (1 << count) - 1;
        return;
      }
    },
  };
}

export function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

/** Values by code: `alike` codes share each number of added bits, beginning with twice as many of none. */
function makeSteps(codes: number, alike: number, first: number) {
  const from = new Uint16Array(codes);
  const bits = new Uint8Array(codes);
  let value = first;
  for (let code = 0; code < codes; code++) {
    const added = Math.max(0, Math.floor(code / alike) - 1);
    from[code] = value;
    bits[code] = added;
    value += 1 << added;
  }
  return { from, bits };
}
