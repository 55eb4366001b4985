import { SEGMENT_ROWS } from '../../src/domain/columns/column';
import { compilePattern } from '../../src/domain/indicators/stix-pattern/compile-pattern';
import type { ObservationRows } from './segment-finder';

/** A record of a search: its segment's position among those searched, and its row. */
export interface RecordRef {
  readonly segment: number;
  readonly row: number;
}

/** Records that fit one pattern's observations; of more, those that come first. Combining makes an object of each. */
const MOST_RECORDS = 500_000;

export interface CombinedPattern {
  /** That take part in a match of it. */
  readonly records: readonly RecordRef[];
  /** Records of which it was not decided: the search for a match came to its limit, or they were too many to be held. */
  readonly undecided: number;
}

/** Gathers what fits observations of patterns, and combines it over all segments once they are searched. */
export interface PatternRecords {
  add(segment: number, found: readonly ObservationRows[]): void;
  /** Positions of patterns among the values, of those that something fits. */
  found(): readonly number[];
  combine(index: number, pattern: string): CombinedPattern;
}

interface Gathered {
  /** By observation, as segments gave them. */
  readonly observations: { readonly segment: number; readonly found: ObservationRows }[][];
  count: number;
  left: number;
}

export function makePatternRecords(most = MOST_RECORDS): PatternRecords {
  const byPattern = new Map<number, Gathered>();
  return {
    add(segment, found) {
      for (const each of found) {
        const gathered = byPattern.get(each.index) ?? { observations: [], count: 0, left: 0 };
        byPattern.set(each.index, gathered);
        // By segments: what is held of the observations is of the same records.
        if (gathered.count + each.rows.length > most) {
          gathered.left += each.rows.length;
          continue;
        }
        gathered.count += each.rows.length;
        while (gathered.observations.length <= each.observation) gathered.observations.push([]);
        gathered.observations[each.observation]?.push({ segment, found: each });
      }
    },
    found: () => [...byPattern.keys()],
    combine(index, pattern) {
      const compiled = compilePattern(pattern);
      const gathered = byPattern.get(index);
      if (!compiled.ok || gathered === undefined) return { records: [], undecided: 0 };
      const matches = compiled.value.observations.map((_, at) => [...eachMatch(gathered.observations[at] ?? [])]);
      const { refs, undecided } = compiled.value.combine(matches);
      return {
        records: refs.map((ref) => ({ segment: Math.floor(ref / SEGMENT_ROWS), row: ref % SEGMENT_ROWS })),
        undecided: undecided + gathered.left,
      };
    },
  };
}

function* eachMatch(gathered: Gathered['observations'][number]) {
  for (const { segment, found } of gathered)
    for (const [at, row] of found.rows.entries()) {
      const time = found.times[at];
      yield { time: time === undefined || Number.isNaN(time) ? null : time, ref: segment * SEGMENT_ROWS + row };
    }
}
