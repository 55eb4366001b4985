import { roundUp } from './number-packing';

/** Bytes for the length of one text; the texts follow, one after the other. */
export function sizeOfTexts(ends: Uint32Array, count: number): { readonly width: 1 | 2 | 4; readonly bytes: number } {
  let longest = 0;
  for (let code = 1; code <= count; code++) longest = Math.max(longest, (ends[code] ?? 0) - (ends[code - 1] ?? 0));
  const width = longest < 256 ? 1 : longest < 65_536 ? 2 : 4;
  return { width, bytes: roundUp(count * width) + (ends[count] ?? 0) };
}

/** @param at where they begin: at a multiple of four bytes */
export function packTexts(bytes: Uint8Array, ends: Uint32Array, count: number, into: ArrayBuffer, at: number): void {
  const { width } = sizeOfTexts(ends, count);
  const lengths =
    width === 1
      ? new Uint8Array(into, at, count)
      : width === 2
        ? new Uint16Array(into, at, count)
        : new Uint32Array(into, at, count);
  for (let code = 1; code <= count; code++) lengths[code - 1] = (ends[code] ?? 0) - (ends[code - 1] ?? 0);
  new Uint8Array(into).set(bytes.subarray(0, ends[count] ?? 0), at + roundUp(count * width));
}

export function unpackTexts(
  from: ArrayBuffer,
  at: number,
  count: number,
  width: number,
): { readonly bytes: Uint8Array; readonly ends: Uint32Array } {
  const lengths =
    width === 1
      ? new Uint8Array(from, at, count)
      : width === 2
        ? new Uint16Array(from, at, count)
        : new Uint32Array(from, at, count);
  const ends = new Uint32Array(count + 1);
  for (let code = 1; code <= count; code++) ends[code] = (ends[code - 1] ?? 0) + (lengths[code - 1] ?? 0);
  return { bytes: new Uint8Array(from, at + roundUp(count * width), ends[count] ?? 0), ends };
}
