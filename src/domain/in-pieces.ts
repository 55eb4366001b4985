/** Work over very many records: whoever runs it may do something else wherever it yields, or give it up. */
export type Pieces<Value> = Generator<void, Value, void>;

/** Records between two yields: a fraction of a millisecond's worth. */
export const PIECE = 256;

/** In the order of `compare`; equals keep their order. */
export function* sortInPieces<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Pieces<readonly Item[]> {
  let runs: Item[][] = [];
  for (let at = 0; at < items.length; at += PIECE) {
    runs.push(items.slice(at, at + PIECE).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: Item[][] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merge<Item>(a: Item[], b: Item[], compare: (a: Item, b: Item) => number): Pieces<Item[]> {
  if (b.length === 0) return a;
  const merged: Item[] = [];
  let [left, right] = [0, 0];
  while (left < a.length || right < b.length) {
    const isLeft = right === b.length || (left < a.length && compare(a[left] as Item, b[right] as Item) <= 0);
    merged.push(isLeft ? (a[left++] as Item) : (b[right++] as Item));
    if (merged.length % PIECE === 0) yield;
  }
  return merged;
}

/** All of it at once, where nobody waits. */
export function finish<Value>(pieces: Pieces<Value>): Value {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}
