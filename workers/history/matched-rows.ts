import { joinHits, type PatternRows } from '../../src/domain/history/pattern-hits';
import type { SegmentHits } from '../../src/domain/history/search-segment';

/** Which rows of which segments matched what, until they are copied. Segments are known by their position in the search. */
export interface MatchedRows {
  /** Records, each once. */
  readonly count: number;
  add(segment: number, hits: SegmentHits): void;
  /** Of patterns: all of a segment together, since the whole segment is put in order again. @param size its rows */
  addPatterns(segment: number, patterns: readonly PatternRows[], size: number): void;
  /** In order. */
  segments(): readonly number[];
  /** In the order of rows. */
  hitsOf(segment: number): SegmentHits;
}

export const NO_HITS: SegmentHits = {
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
    addPatterns(segment, patterns, size) {
      put(segment, joinHits(bySegment.get(segment) ?? NO_HITS, patterns, size));
    },
    segments: () => [...bySegment.keys()].sort((one, other) => one - other),
    hitsOf: (segment) => bySegment.get(segment) ?? NO_HITS,
  };
}

function countRows({ rows }: SegmentHits): number {
  let count = 0;
  for (let at = 0; at < rows.length; at++) if (at === 0 || rows[at] !== rows[at - 1]) count++;
  return count;
}
