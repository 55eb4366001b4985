import type { SegmentHits } from './search-segment';

/** Rows of one segment that something other than the matcher found: a STIX pattern (docs/stix-patterns.md). */
export interface PatternRows {
  readonly indicator: number;
  /** In order. */
  readonly rows: Uint32Array;
  /** One of the fields that were looked at, for what is said of the sighting; empty: a pattern looks at several. */
  readonly field: string;
}

/** One list in the order of rows, so that a record that both found is counted as one. */
export function joinHits(hits: SegmentHits, patterns: readonly PatternRows[], rows: number): SegmentHits {
  const found = patterns.filter((pattern) => pattern.rows.length > 0);
  if (found.length === 0) return hits;
  const names = [...new Set([...hits.names, ...found.map(({ field }) => field)])];
  const count = hits.rows.length + found.reduce((sum, pattern) => sum + pattern.rows.length, 0);
  const next = new Uint32Array(rows + 1);
  for (const list of [hits.rows, ...found.map((pattern) => pattern.rows)]) {
    for (const row of list) next[row + 1] = (next[row + 1] ?? 0) + 1;
  }
  for (let row = 1; row <= rows; row++) next[row] = (next[row] ?? 0) + (next[row - 1] ?? 0);
  const joined = {
    rows: new Uint32Array(count),
    indicators: new Int32Array(count),
    fields: new Uint16Array(count),
    names,
  };
  const put = (row: number, indicator: number, field: number) => {
    const to = next[row] ?? 0;
    next[row] = to + 1;
    joined.rows[to] = row;
    joined.indicators[to] = indicator;
    joined.fields[to] = field;
  };
  for (const [at, row] of hits.rows.entries()) put(row, hits.indicators[at] ?? 0, hits.fields[at] ?? 0);
  for (const pattern of found) {
    const field = names.indexOf(pattern.field);
    for (const row of pattern.rows) put(row, pattern.indicator, field);
  }
  return joined;
}
