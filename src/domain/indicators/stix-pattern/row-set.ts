/** Rows of a segment, a bit each. */
export type RowSet = Uint32Array;

export function makeRowSet(rows: number): RowSet {
  return new Uint32Array((rows + 31) >>> 5);
}

export function addRow(set: RowSet, row: number): void {
  const at = row >>> 5;
  set[at] = (set[at] ?? 0) | (1 << (row & 31));
}

export function unite(set: RowSet, other: RowSet): void {
  for (let at = 0; at < set.length; at++) set[at] = (set[at] ?? 0) | (other[at] ?? 0);
}

export function intersect(set: RowSet, other: RowSet): void {
  for (let at = 0; at < set.length; at++) set[at] = (set[at] ?? 0) & (other[at] ?? 0);
}

export function subtract(set: RowSet, other: RowSet): void {
  for (let at = 0; at < set.length; at++) set[at] = (set[at] ?? 0) & ~(other[at] ?? 0);
}

/** In order. */
export function listRows(set: RowSet): Uint32Array {
  let count = 0;
  for (let at = 0; at < set.length; at++) count += countBits(set[at] ?? 0);
  const rows = new Uint32Array(count);
  let next = 0;
  for (let at = 0; at < set.length; at++) {
    for (let bits = set[at] ?? 0; bits !== 0; bits &= bits - 1) rows[next++] = at * 32 + 31 - Math.clz32(bits & -bits);
  }
  return rows;
}

function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
