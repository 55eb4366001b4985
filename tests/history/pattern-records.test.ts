import { describe, expect, it } from 'vitest';
import { SEGMENT_ROWS } from '../../src/domain/columns/column';
import { makePatternRecords } from '../../workers/history/pattern-records';

const PATTERN = "[url:value = 'http://a.example/'] AND [domain-name:value = 'a.example']";
const rowsOf = (observation: number, rows: readonly number[]) => ({
  index: 3,
  observation,
  rows: Uint32Array.from(rows),
  times: new Float64Array(0),
});

describe('records of patterns over several events', () => {
  it('are combined over segments, up to the last row of one', () => {
    const records = makePatternRecords();
    records.add(0, [rowsOf(0, [SEGMENT_ROWS - 1])]);
    records.add(1, [rowsOf(1, [0])]);
    expect(records.combine(3, PATTERN)).toEqual({
      records: [
        { segment: 0, row: SEGMENT_ROWS - 1 },
        { segment: 1, row: 0 },
      ],
      undecided: 0,
    });
  });

  it('are counted as undecided where they are too many to be held, or no match was found in the steps there are', () => {
    const few = makePatternRecords(2);
    few.add(0, [rowsOf(0, [1]), rowsOf(1, [2])]);
    few.add(1, [rowsOf(0, [4, 5])]);
    expect(few.combine(3, PATTERN)).toMatchObject({ undecided: 2, records: [{ row: 1 }, { row: 2 }] });

    const long = makePatternRecords();
    const rows = Array.from({ length: 300 }, (_, row) => row);
    long.add(0, [rowsOf(0, rows), rowsOf(1, rows)]);
    const pattern = `(${PATTERN}) REPEATS 140 TIMES`;
    expect(long.combine(3, pattern).undecided).toBeGreaterThan(0);
  });
});
