/** Where the open record stands, shared by a sink and the columns it fills. */
export interface Cursor {
  row: number;
  /** Bytes of text that the open segment has taken in. */
  text: number;
}

/** Between the sink and one of its columns. */
export interface SegmentColumn {
  /** Makes the open row absent again. */
  clearRow(): void;
  /** @returns the packed rows, and begins anew; `null`: no row has a value */
  seal(rows: number): ArrayBuffer | null;
}

/** Makes a row absent again. @returns whether it was not: then some value may be left that no row has */
export function clearCode(codes: Uint16Array | Int32Array, row: number): boolean {
  if (row >= codes.length || codes[row] === 0) return false;
  codes[row] = 0;
  return true;
}

/**
 * New numbers for the codes that are in use, in their old order. Records that were taken back, and values that were put
 * twice, leave some that no row has.
 */
export function renumber(used: Uint8Array, count: number): { readonly codes: Uint32Array; readonly count: number } {
  const codes = new Uint32Array(count + 1);
  let kept = 0;
  for (let code = 1; code <= count; code++) if (used[code] === 1) codes[code] = ++kept;
  return { codes, count: kept };
}
