import { compilePattern } from '../../src/domain/indicators/stix-pattern/compile-pattern';
import type { PatternRows } from './segment-finder';

/** A record of a search: its segment's position among those searched, and its row. */
export interface RecordRef {
  readonly segment: number;
  readonly row: number;
}

const ROWS = 65_536;

/** Gathers what fits single observations, and combines it over all segments once they are searched. */
export interface PatternRecords {
  add(segment: number, found: readonly PatternRows[]): void;
  /** @returns the records that take part in a match of the pattern, by the pattern's position among the values */
  combine(patternOf: (index: number) => string): ReadonlyMap<number, readonly RecordRef[]>;
}

export function makePatternRecords(): PatternRecords {
  const byPattern = new Map<number, { time: number | null; ref: number }[][]>();
  return {
    add(segment, found) {
      for (const { index, observation, rows, times } of found) {
        const observations = byPattern.get(index) ?? [];
        byPattern.set(index, observations);
        while (observations.length <= observation) observations.push([]);
        const matches = observations[observation] ?? [];
        for (const [at, row] of rows.entries()) {
          const time = times[at];
          matches.push({ time: time === undefined || Number.isNaN(time) ? null : time, ref: segment * ROWS + row });
        }
      }
    },
    combine(patternOf) {
      const combined = new Map<number, readonly RecordRef[]>();
      for (const [index, observations] of byPattern) {
        const compiled = compilePattern(patternOf(index));
        if (!compiled.ok) continue;
        while (observations.length < compiled.value.observations.length) observations.push([]);
        const { refs } = compiled.value.combine(observations);
        if (refs.length > 0)
          combined.set(
            index,
            refs.map((ref) => ({ segment: Math.floor(ref / ROWS), row: ref % ROWS })),
          );
      }
      return combined;
    },
  };
}
