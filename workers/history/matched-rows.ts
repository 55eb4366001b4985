import type { SegmentHits } from '../../src/domain/history/search-segment';

/** Which rows of which segments matched what, until they are copied. Segments are known by their position in the search. */
export interface MatchedRows {
  /** Records, each once. */
  readonly count: number;
  add(segment: number, hits: SegmentHits): void;
  /** Of patterns, which name no field. @param rows ascending */
  addRows(segment: number, rows: readonly number[], indicator: number): void;
  /** In order. */
  segments(): readonly number[];
  /** In the order of rows. */
  hitsOf(segment: number): SegmentHits;
}

const NO_HITS: SegmentHits = {
  rows: new Uint32Array(0),
  indicators: new Int32Array(0),
  fields: new Uint16Array(0),
  names: [],
};

export function makeMatchedRows(): MatchedRows {
  const bySegment = new Map<number, SegmentHits>();
  let count = 0;
  const put = (segment: number, hits: SegmentHits) => {
    count += countRows(hits) - countRows(bySegment.get(segment) ?? NO_HITS);
    bySegment.set(segment, hits);
  };
  return {
    get count() {
      return count;
    },
    add(segment, hits) {
      if (hits.rows.length > 0) put(segment, hits);
    },
    addRows(segment, rows, indicator) {
      put(segment, joinHits(bySegment.get(segment) ?? NO_HITS, hitsOfRows(rows, indicator)));
    },
    segments: () => [...bySegment.keys()].sort((one, other) => one - other),
    hitsOf: (segment) => bySegment.get(segment) ?? NO_HITS,
  };
}

/** Rows that an indicator was found in, without a field. */
export function hitsOfRows(rows: readonly number[], indicator: number): SegmentHits {
  return {
    rows: Uint32Array.from(rows),
    indicators: new Int32Array(rows.length).fill(indicator),
    fields: new Uint16Array(rows.length),
    names: [''],
  };
}

export function joinHits(one: SegmentHits, other: SegmentHits): SegmentHits {
  if (one.rows.length === 0) return other;
  if (other.rows.length === 0) return one;
  const names = [...one.names, ...other.names];
  const rows = [...one.rows, ...other.rows];
  const indicators = [...one.indicators, ...other.indicators];
  const fields = [...one.fields, ...Array.from(other.fields, (field) => field + one.names.length)];
  const order = [...rows.keys()].sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0) || a - b);
  return {
    rows: Uint32Array.from(order, (at) => rows[at] ?? 0),
    indicators: Int32Array.from(order, (at) => indicators[at] ?? 0),
    fields: Uint16Array.from(order, (at) => fields[at] ?? 0),
    names,
  };
}

function countRows({ rows }: SegmentHits): number {
  let count = 0;
  for (let at = 0; at < rows.length; at++) if (at === 0 || rows[at] !== rows[at - 1]) count++;
  return count;
}
