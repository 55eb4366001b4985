/**
 * How a column of numbers is packed: it takes the smallest of five forms (docs/formats/columns.md). Nothing is lost by any:
 * numbers that a form does not hold are its exceptions, or it is not chosen.
 */

import { bitsFor, packCodes, packedCodeBytes } from './code-packing';
import { SEGMENT_ROWS } from './column';

export const VERSION = 1;
export const NUMBERS = 1;

/** Bytes of a row's own number, over the base; `DICTIONARY` has codes instead, `DOUBLES` the numbers themselves. */
export const DOUBLES = 8;
export const DICTIONARY = 9;
const WIDTHS = [1, 2, 3, 4] as const;

/** Each row is kept as what it is more than the row before. */
export const DIFFERENCES = 1;

export const HEADER = 24;
const EXCEPTION_BYTES = 10;
/** A dictionary is only looked for where it is likely to pay: beyond this many values another form is as small. */
const LARGEST_DICTIONARY = 4096;
const LARGEST_SCALE = 6;
const SAMPLE = 128;
const LARGEST_WHOLE = Number.MAX_SAFE_INTEGER;

/** Used again and again: new ones for every column would be half of the garbage of an import. */
const scratch16 = new Uint16Array(SEGMENT_ROWS);
const scratch32 = new Uint32Array(SEGMENT_ROWS);

interface Plan {
  readonly width: number;
  readonly base: number;
  readonly cost: number;
}

/**
 * @param values `NaN` is "absent"; -0 is kept as 0
 * @param differences pack what each is more than the one before; none may be absent, all must be whole
 */
export function packNumbers(values: Float64Array, differences = false): ArrayBuffer {
  const rows = values.length;
  const plain = differences ? differencesOf(values) : values;
  const sample = takeSample(plain);
  const scale = chooseScale(sample);
  const whole = scale === -1 ? null : scaleAll(plain, scale);
  let best: Plan = { width: DOUBLES, base: 0, cost: rows * 8 };
  const plans = whole === null ? [] : planWidths(whole, scaleOne(sample[0] ?? 0, 10 ** scale));
  for (const plan of [...planConstant(plain, sample), ...plans]) if (plan.cost < best.cost) best = plan;
  const dictionary = best.cost <= rows / 4 ? null : makeDictionary(plain, best.cost);
  const flags = differences ? DIFFERENCES : 0;
  if (dictionary !== null) return writeDictionary(dictionary, rows, flags);
  if (best.width === DOUBLES) return writeDoubles(plain, flags);
  if (best.width === 0) return writeConstant(plain, best.base, flags);
  return writeOffsets(plain, whole?.values ?? plain, best, scale, flags);
}

function differencesOf(values: Float64Array): Float64Array {
  const differences = new Float64Array(values.length);
  for (let row = 0, before = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    differences[row] = value - before;
    before = value;
  }
  return differences;
}

function takeSample(values: Float64Array): Float64Array {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  return Float64Array.from({ length: Math.ceil(values.length / step) }, (_, at) => values[at * step] ?? 0).sort();
}

/** The least power of ten that makes a sample whole, from 0; -1: none does. */
function chooseScale(sample: Float64Array): number {
  for (let scale = 0; scale <= LARGEST_SCALE; scale++) {
    let [held, seen] = [0, 0];
    for (const value of sample) {
      if (Number.isNaN(value)) continue;
      seen++;
      if (!Number.isNaN(scaleOne(value, 10 ** scale))) held++;
    }
    // A few that it does not hold can be exceptions.
    if (held >= seen * 0.9) return scale;
  }
  return -1;
}

/** The whole number that stands for it at this scale and gives exactly it back; `NaN`: there is none. */
function scaleOne(value: number, factor: number): number {
  const whole = factor === 1 ? value : Math.round(value * factor);
  return Number.isSafeInteger(whole) && whole / factor === value ? whole : Number.NaN;
}

interface Whole {
  readonly values: Float64Array;
  readonly lowest: number;
  readonly highest: number;
}

/** Whole numbers at a scale, `NaN` where there is none, and their bounds. Most columns are whole as they are. */
function scaleAll(values: Float64Array, scale: number): Whole {
  const factor = 10 ** scale;
  let scaled = scale === 0 ? values : new Float64Array(values.length);
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    let whole = value;
    if (scale !== 0) {
      whole = scaleOne(value, factor);
      scaled[row] = whole;
    } else if (Math.floor(value) !== value || value > LARGEST_WHOLE || value < -LARGEST_WHOLE) {
      if (!Number.isNaN(value)) {
        // The first that is not whole: from here on it takes a copy.
        if (scaled === values) scaled = values.slice();
        scaled[row] = Number.NaN;
      }
      continue;
    }
    if (whole < lowest) lowest = whole;
    if (whole > highest) highest = whole;
  }
  return { values: scaled, lowest, highest };
}

/** One number for all rows, the most frequent of a sample, and exceptions: worth it where most have that. */
function planConstant(values: Float64Array, sample: Float64Array): readonly Plan[] {
  let [base, most] = [Number.NaN, 0];
  for (let at = 0, run = 0; at < sample.length; at++) {
    const value = sample[at] ?? 0;
    run = at > 0 && isSame(value, sample[at - 1] ?? 0) ? run + 1 : 1;
    if (run > most) [base, most] = [value, run];
  }
  if (most < sample.length / 2) return [];
  let others = 0;
  for (let row = 0; row < values.length; row++) if (!isSame(values[row] ?? 0, base)) others++;
  return [{ width: 0, base, cost: others * EXCEPTION_BYTES }];
}

function isSame(left: number, right: number): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}

/** From the lowest number, and, where that is far below the others, from the lowest of a sample. */
function planWidths({ values, lowest, highest }: Whole, sampled: number): readonly Plan[] {
  if (lowest > highest) return [];
  if (highest - lowest <= 0xfd) return [{ width: 1, base: lowest, cost: values.length }];
  const isFar = highest - lowest > 0xfffd && sampled - lowest > 0xffff;
  return [lowest, ...(isFar ? [sampled] : [])].flatMap((base) => planFrom(values, base));
}

function planFrom(whole: Float64Array, base: number): readonly Plan[] {
  const held = new Uint32Array(WIDTHS.length + 1);
  for (let row = 0; row < whole.length; row++) {
    const over = (whole[row] ?? 0) - base;
    const at =
      over <= 0xfffd ? (over <= 0xfd ? (over < 0 ? 4 : 0) : 1) : over <= 0xfffffd ? 2 : over <= 0xfffffffd ? 3 : 4;
    if (!Number.isNaN(over)) held[at] = (held[at] ?? 0) + 1;
  }
  const present = held.reduce((sum, count) => sum + count, 0);
  let kept = 0;
  return WIDTHS.map((width, at) => {
    kept += held[at] ?? 0;
    return { width, base, cost: whole.length * width + (present - kept) * EXCEPTION_BYTES };
  });
}

interface Dictionary {
  /** In the order of their first rows. */
  readonly values: readonly number[];
  readonly codes: Uint16Array;
}

/** @returns `null`: it would not be smaller than `limit` bytes */
function makeDictionary(values: Float64Array, limit: number): Dictionary | null {
  const known = new Map<number, number>();
  const codes =
    scratch16.length < values.length ? new Uint16Array(values.length) : scratch16.subarray(0, values.length);
  codes.fill(0);
  let [last, lastCode] = [Number.NaN, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    if (Number.isNaN(value)) continue;
    if (value !== last) {
      last = value;
      lastCode = known.get(value) ?? 0;
      if (lastCode === 0) {
        lastCode = known.size + 1;
        const bytes = lastCode * 8 + packedCodeBytes(bitsFor(lastCode), values.length);
        if (lastCode > LARGEST_DICTIONARY || bytes >= limit) return null;
        known.set(value, lastCode);
      }
    }
    codes[row] = lastCode;
  }
  return { values: [...known.keys()], codes };
}

function writeHeader(view: DataView, width: number, scale: number, flags: number): void {
  view.setUint8(0, VERSION);
  view.setUint8(1, NUMBERS);
  view.setUint8(2, width);
  view.setUint8(3, scale);
  view.setUint8(4, flags);
}

function writeDoubles(values: Float64Array, flags: number): ArrayBuffer {
  const buffer = new ArrayBuffer(HEADER + values.length * 8);
  writeHeader(new DataView(buffer), DOUBLES, 0, flags);
  new Float64Array(buffer, HEADER).set(values);
  return buffer;
}

function writeDictionary({ values, codes }: Dictionary, rows: number, flags: number): ArrayBuffer {
  const bits = bitsFor(values.length);
  const at = HEADER + values.length * 8;
  const buffer = new ArrayBuffer(at + packedCodeBytes(bits, rows));
  const view = new DataView(buffer);
  writeHeader(view, DICTIONARY, 0, flags);
  view.setUint8(5, bits);
  view.setUint32(20, values.length, true);
  new Float64Array(buffer, HEADER, values.length).set(values);
  new Uint8Array(buffer, at).set(packCodes(codes, rows, bits));
  return buffer;
}

/** Exceptions alone: numbers, then their rows. */
function writeConstant(values: Float64Array, base: number, flags: number): ArrayBuffer {
  const exceptions: number[] = [];
  for (let row = 0; row < values.length; row++) if (!isSame(values[row] ?? 0, base)) exceptions.push(row);
  return writeExceptions(values, exceptions, 0, { base, width: 0 }, 0, flags).buffer;
}

/** Exceptions, then every row's offset to the base. */
function writeOffsets(
  values: Float64Array,
  whole: Float64Array,
  plan: Plan,
  scale: number,
  flags: number,
): ArrayBuffer {
  const { width, base } = plan;
  const highest = 2 ** (width * 8) - 3;
  const exceptions: number[] = [];
  const offsets =
    scratch32.length < values.length ? new Uint32Array(values.length) : scratch32.subarray(0, values.length);
  for (let row = 0; row < values.length; row++) {
    const over = (whole[row] ?? 0) - base;
    if (over >= 0 && over <= highest) offsets[row] = over;
    else if (Number.isNaN(values[row])) offsets[row] = highest + 2;
    else {
      offsets[row] = highest + 1;
      exceptions.push(row);
    }
  }
  const { buffer, body } = writeExceptions(values, exceptions, values.length * width, plan, scale, flags);
  if (width === 1) new Uint8Array(buffer, body).set(offsets);
  else if (width === 2) new Uint16Array(buffer, body).set(offsets);
  else if (width === 4) new Uint32Array(buffer, body).set(offsets);
  else writeThreeBytes(new Uint8Array(buffer, body), offsets);
  return buffer;
}

/** Header and exceptions, with room for a body behind them. */
function writeExceptions(
  values: Float64Array,
  exceptions: readonly number[],
  bodyBytes: number,
  { base, width }: Pick<Plan, 'base' | 'width'>,
  scale: number,
  flags: number,
): { readonly buffer: ArrayBuffer; readonly body: number } {
  const positions = HEADER + exceptions.length * 8;
  const body = positions + roundUp(exceptions.length * 2);
  const buffer = new ArrayBuffer(body + bodyBytes);
  const view = new DataView(buffer);
  writeHeader(view, width, scale, flags);
  view.setFloat64(8, base, true);
  view.setUint32(16, exceptions.length, true);
  new Float64Array(buffer, HEADER, exceptions.length).set(exceptions.map((row) => values[row] ?? 0));
  new Uint16Array(buffer, positions, exceptions.length).set(exceptions);
  return { buffer, body };
}

function writeThreeBytes(bytes: Uint8Array, offsets: Uint32Array): void {
  for (let row = 0, at = 0; row < offsets.length; row++, at += 3) {
    const offset = offsets[row] ?? 0;
    bytes[at] = offset & 255;
    bytes[at + 1] = (offset >>> 8) & 255;
    bytes[at + 2] = offset >>> 16;
  }
}

/** To the next multiple of four bytes: where numbers of 32 bits may begin. */
export function roundUp(bytes: number): number {
  return (bytes + 3) & ~3;
}
