import type { AddressNumber, AddressSpan } from './address-numbers';

interface Held {
  readonly from: AddressNumber;
  /** Of this and all that begin later: the nearest end. */
  readonly nearestEnd: AddressNumber;
}

/** @returns whether a span holds all of any of `spans`; a question takes the logarithm of their number */
export function makeHoldTest(spans: readonly AddressSpan[]): (span: AddressSpan) => boolean {
  const held = { 4: sortHeld(spans, 4), 6: sortHeld(spans, 6) };
  return ({ version, from, to }) => {
    const list = held[version];
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = list[middle];
      if (entry !== undefined && entry.from < from) low = middle + 1;
      else high = middle;
    }
    const first = list[low];
    return first !== undefined && first.nearestEnd <= to;
  };
}

function sortHeld(spans: readonly AddressSpan[], version: 4 | 6): readonly Held[] {
  const sorted = spans
    .filter((span) => span.version === version)
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
  const held: Held[] = new Array(sorted.length);
  let nearest: AddressNumber | null = null;
  for (let at = sorted.length - 1; at >= 0; at--) {
    const span = sorted[at];
    if (span === undefined) continue;
    nearest = nearest === null || span.to < nearest ? span.to : nearest;
    held[at] = { from: span.from, nearestEnd: nearest };
  }
  return held;
}
