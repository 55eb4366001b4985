/**
 * How the codes of a column are packed: one value for all rows, the row's own number, or 1, 2, 4, 8 or 16 bits each, the
 * least that holds the highest code.
 */

/** The packing is named by its bits; these two need none. */
export const CONSTANT = 0;
export const IDENTITY = 255;

export type Codes = Uint8Array | Uint16Array;

/** @param highest of the codes @returns bits of one code, `CONSTANT` or `IDENTITY` */
export function chooseCodeBits(codes: Codes, rows: number, highest: number): number {
  if (highest === 1 && codes.subarray(0, rows).every((code) => code === 1)) return CONSTANT;
  if (highest === rows && codes.subarray(0, rows).every((code, row) => code === row + 1)) return IDENTITY;
  return bitsFor(highest);
}

export function bitsFor(highest: number): number {
  return highest < 2 ? 1 : highest < 4 ? 2 : highest < 16 ? 4 : highest < 256 ? 8 : 16;
}

export function packedCodeBytes(bits: number, rows: number): number {
  return bits === CONSTANT || bits === IDENTITY ? 0 : Math.ceil((rows * bits) / 8);
}

/** Low bits first; 16 bits with the low byte first. */
export function packCodes(codes: Codes, rows: number, bits: number): Uint8Array {
  const packed = new Uint8Array(packedCodeBytes(bits, rows));
  if (bits === CONSTANT || bits === IDENTITY) return packed;
  if (bits === 8) packed.set(codes.subarray(0, rows));
  else if (bits === 16) new Uint16Array(packed.buffer).set(codes.subarray(0, rows));
  else {
    const perByte = 8 / bits;
    for (let row = 0; row < rows; row++) {
      const at = Math.floor(row / perByte);
      packed[at] = (packed[at] ?? 0) | ((codes[row] ?? 0) << ((row % perByte) * bits));
    }
  }
  return packed;
}

/** @param at where they begin, in bytes; even where a code has 16 bits */
export function unpackCodes(buffer: ArrayBuffer, at: number, rows: number, bits: number): Codes {
  if (bits === 16) return new Uint16Array(buffer, at, rows);
  if (bits === 8) return new Uint8Array(buffer, at, rows);
  if (bits === CONSTANT) return new Uint8Array(rows).fill(1);
  if (bits === IDENTITY) {
    const codes = rows < 256 ? new Uint8Array(rows) : new Uint16Array(rows);
    for (let row = 0; row < rows; row++) codes[row] = row + 1;
    return codes;
  }
  const packed = new Uint8Array(buffer, at, packedCodeBytes(bits, rows));
  const codes = new Uint8Array(rows);
  const [perByte, mask] = [8 / bits, 2 ** bits - 1];
  for (let at = 0, row = 0; row < rows; at++) {
    for (let byte = packed[at] ?? 0, end = Math.min(row + perByte, rows); row < end; row++, byte >>>= bits) {
      codes[row] = byte & mask;
    }
  }
  return codes;
}
