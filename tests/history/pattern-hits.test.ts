import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinHits } from '../../src/domain/history/pattern-hits';

type Hit = readonly [row: number, indicator: number, field: string];
const ROWS = 20;
const NAMES = ['a', 'b'];

describe('hits of patterns', () => {
  it('are joined with those of values, in the order of rows, none lost', () => {
    const values = fc.array(fc.tuple(fc.nat(ROWS - 1), fc.nat(5), fc.nat(1)));
    const rows = fc.uniqueArray(fc.nat(ROWS - 1)).map((all) => Uint32Array.from(all).sort());
    const patterns = fc.array(
      fc.record({ indicator: fc.integer({ min: 6, max: 9 }), rows, field: fc.constantFrom('b', 'c') }),
    );
    fc.assert(
      fc.property(values, patterns, (unordered, found) => {
        const hits = unordered.toSorted((x, y) => x[0] - y[0]);
        const joined = joinHits(
          {
            rows: Uint32Array.from(hits, ([row]) => row),
            indicators: Int32Array.from(hits, ([, indicator]) => indicator),
            fields: Uint16Array.from(hits, ([, , field]) => field),
            names: NAMES,
          },
          found,
          ROWS,
        );
        const all = [...joined.rows].map(
          (row, at): Hit => [row, joined.indicators[at] ?? -1, joined.names[joined.fields[at] ?? -1] ?? ''],
        );
        const expected: Hit[] = [
          ...hits.map(([row, indicator, field]): Hit => [row, indicator, NAMES[field] ?? '']),
          ...found.flatMap((pattern) => [...pattern.rows].map((row): Hit => [row, pattern.indicator, pattern.field])),
        ];
        expect([...joined.rows]).toEqual([...joined.rows].sort((x, y) => x - y));
        expect(all.map(String).sort()).toEqual(expected.map(String).sort());
      }),
    );
  });
});
