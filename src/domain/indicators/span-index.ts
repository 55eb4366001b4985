import type { AddressNumber, AddressSpan } from './address-numbers';

/** Spans of addresses, and what belongs to each; finds all that hold an address, also where they overlap. */
export interface SpanIndex<T> {
  /** Those that hold all of `span`, the widest first. */
  holding(span: AddressSpan): readonly T[];
  readonly size: number;
}

interface Entry<T> {
  readonly from: AddressNumber;
  readonly to: AddressNumber;
  readonly item: T;
  /** The furthest that anything beneath it reaches: the array is a balanced tree, a middle being above its halves. */
  furthest: AddressNumber;
}

export function makeSpanIndex<T>(spans: readonly (readonly [AddressSpan, T])[]): SpanIndex<T> {
  const trees = { 4: makeTree(spans, 4), 6: makeTree(spans, 6) };
  return {
    size: spans.length,
    holding(span) {
      const tree = trees[span.version];
      if (tree.length === 0) return [];
      const found: Entry<T>[] = [];
      search(tree, 0, tree.length, span, found);
      if (found.length > 1) found.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to > b.to ? -1 : 1));
      return found.map(({ item }) => item);
    },
  };
}

function makeTree<T>(spans: readonly (readonly [AddressSpan, T])[], version: 4 | 6): readonly Entry<T>[] {
  const entries = spans
    .filter(([span]) => span.version === version)
    .map(([{ from, to }, item]): Entry<T> => ({ from, to, item, furthest: to }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  measure(entries, 0, entries.length);
  return entries;
}

/** As deep as the logarithm of the length. */
function measure<T>(entries: readonly Entry<T>[], low: number, high: number): AddressNumber | null {
  const middle = (low + high) >> 1;
  const entry = low < high ? entries[middle] : undefined;
  if (entry === undefined) return null;
  for (const reached of [measure(entries, low, middle), measure(entries, middle + 1, high)])
    if (reached !== null && reached > entry.furthest) entry.furthest = reached;
  return entry.furthest;
}

function search<T>(
  entries: readonly Entry<T>[],
  low: number,
  high: number,
  span: AddressSpan,
  found: Entry<T>[],
): void {
  const middle = (low + high) >> 1;
  const entry = low < high ? entries[middle] : undefined;
  if (entry === undefined || entry.furthest < span.to) return;
  search(entries, low, middle, span, found);
  if (entry.from > span.from) return;
  if (entry.to >= span.to) found.push(entry);
  search(entries, middle + 1, high, span, found);
}
