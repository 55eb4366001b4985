/**
 * How a column of numbers is packed: it takes the smallest of five forms (docs/formats/columns.md). Nothing is lost by any:
 * numbers that a form does not hold are its exceptions, or it is not chosen.
 */
import { bitsFor, packCodes, packedCodeBytes } from './code-packing';

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
  const scale = chooseScale(plain);
  const whole = scale === -1 ? null : scaleAll(plain, scale);
  const constant = planConstant(plain);
  let best: Plan = { width: DOUBLES, base: 0, cost: rows * 8 };
  if (constant.cost < best.cost) best = constant;
  if (whole !== null) {
    for (const plan of planWidths(whole)) if (plan.cost < best.cost) best = plan;
  }
  const dictionary = best.cost <= rows / 4 ? null : makeDictionary(plain, best.cost);
  const flags = differences ? DIFFERENCES : 0;
  if (dictionary !== null) return writeDictionary(dictionary, rows, flags);
  if (best.width === DOUBLES) return writeDoubles(plain, flags);
  if (best.width === 0) return writeOffsets(plain, plain, best, 0, flags);
  return writeOffsets(plain, whole ?? plain, best, scale, flags);
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

/** The least power of ten that makes a sample whole, from 0; -1: none does. */
function chooseScale(values: Float64Array): number {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  for (let scale = 0; scale <= LARGEST_SCALE; scale++) {
    let [held, seen] = [0, 0];
    for (let row = 0; row < values.length; row += step) {
      const value = values[row] ?? 0;
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

function scaleAll(values: Float64Array, scale: number): Float64Array {
  const factor = 10 ** scale;
  return values.map((value) => (Number.isNaN(value) ? value : scaleOne(value, factor)));
}

/** One number for all rows, most often the first's, and exceptions. */
function planConstant(values: Float64Array): Plan {
  let [base, lead] = [Number.NaN, 0];
  for (const value of values) {
    if (Object.is(value, base)) lead++;
    else if (lead === 0) [base, lead] = [value, 1];
    else lead--;
  }
  let others = 0;
  for (const value of values) if (!Object.is(value, base)) others++;
  return { width: 0, base, cost: others * EXCEPTION_BYTES };
}

/** From the lowest number, and, where that is far below the others, from the lowest of a sample. */
function planWidths(whole: Float64Array): readonly Plan[] {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of whole) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const step = Math.max(1, Math.floor(whole.length / SAMPLE));
  let sampled = Number.POSITIVE_INFINITY;
  for (let row = 0; row < whole.length; row += step) sampled = Math.min(sampled, whole[row] ?? sampled);
  if (!Number.isFinite(lowest)) return [];
  const isNarrow = highest - lowest < 254 || sampled === lowest;
  return [lowest, ...(isNarrow || !Number.isFinite(sampled) ? [] : [sampled])].flatMap((base) => planFrom(whole, base));
}

function planFrom(whole: Float64Array, base: number): readonly Plan[] {
  const held = [0, 0, 0, 0];
  let present = 0;
  for (const value of whole) {
    if (Number.isNaN(value)) continue;
    present++;
    const over = value - base;
    if (over < 0 || over > 0xfffffffd) continue;
    const at = over <= 0xfd ? 0 : over <= 0xfffd ? 1 : over <= 0xfffffd ? 2 : 3;
    held[at] = (held[at] ?? 0) + 1;
  }
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
  const codes = new Uint16Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    if (Number.isNaN(value)) continue;
    let code = known.get(value);
    if (code === undefined) {
      code = known.size + 1;
      if (code > LARGEST_DICTIONARY || code * 8 + packedCodeBytes(bitsFor(code), values.length) >= limit) return null;
      known.set(value, code);
    }
    codes[row] = code;
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

/** Exceptions (numbers, then positions), then every row's offset to the base; of width 0 there are no offsets. */
function writeOffsets(
  values: Float64Array,
  whole: Float64Array,
  plan: Plan,
  scale: number,
  flags: number,
): ArrayBuffer {
  const { width, base } = plan;
  const highest = 2 ** (width * 8) - 3;
  const isHeld = (value: number) => (width === 0 ? Object.is(value, base) : value >= base && value - base <= highest);
  const exceptions: number[] = [];
  for (let row = 0; row < values.length; row++) {
    if (!isHeld(whole[row] ?? 0) && (width === 0 || !Number.isNaN(values[row]))) exceptions.push(row);
  }
  const positions = HEADER + exceptions.length * 8;
  const body = positions + roundUp(exceptions.length * 2);
  const buffer = new ArrayBuffer(body + values.length * width);
  const view = new DataView(buffer);
  writeHeader(view, width, scale, flags);
  view.setFloat64(8, base, true);
  view.setUint32(16, exceptions.length, true);
  new Float64Array(buffer, HEADER, exceptions.length).set(exceptions.map((row) => values[row] ?? 0));
  new Uint16Array(buffer, positions, exceptions.length).set(exceptions);
  if (width === 0) return buffer;
  const offsets = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = whole[row] ?? 0;
    offsets[row] = isHeld(value) ? value - base : Number.isNaN(values[row]) ? highest + 2 : highest + 1;
  }
  if (width === 1) new Uint8Array(buffer, body).set(offsets);
  else if (width === 2) new Uint16Array(buffer, body).set(offsets);
  else if (width === 4) new Uint32Array(buffer, body).set(offsets);
  else writeThreeBytes(new Uint8Array(buffer, body), offsets);
  return buffer;
}

function writeThreeBytes(bytes: Uint8Array, offsets: Float64Array): void {
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
