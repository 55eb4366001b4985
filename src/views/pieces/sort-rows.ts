import { PIECE, type Pieces, sortInPieces } from '../../domain/in-pieces';

export interface Sorting {
  readonly columnId: string;
  readonly descending: boolean;
}

type Value = string | number | null;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** In the order of the values; rows without a value come last either way, equals keep their order. */
export function* sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => Value,
  descending: boolean,
): Pieces<readonly Row[]> {
  const direction = descending ? -1 : 1;
  const valued: { readonly row: Row; readonly value: Value }[] = [];
  for (const row of rows) {
    valued.push({ row, value: value(row) });
    if (valued.length % PIECE === 0) yield;
  }
  const sorted = yield* sortInPieces(valued, (a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    return direction * compare(a.value, b.value);
  });
  return sorted.map(({ row }) => row);
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}
