import { describe, expect, it } from 'vitest';
import { addBout, BOUT_GAP, type Bout } from '../../src/domain/detection/bouts';
import { makeRandom } from '../make-random';

describe('bouts', () => {
  it('are the same in whatever order moments come, cut where more than a day lies between two', () => {
    const random = makeRandom(5);
    for (let round = 0; round < 200; round++) {
      const moments = Array.from({ length: 40 }, () => Math.floor(random() * 30 * BOUT_GAP));
      const bouts: Bout[] = [];
      for (const at of moments) addBout(bouts, at, at);
      const expected: { first: number; last: number }[] = [];
      for (const at of [...moments].sort((one, other) => one - other)) {
        const current = expected.at(-1);
        if (current === undefined || at - current.last > BOUT_GAP) expected.push({ first: at, last: at });
        else current.last = at;
      }
      expect(bouts).toEqual(expected);
    }
  });

  it('are a hundred at most: the nearest two become one', () => {
    const bouts: Bout[] = [];
    for (let n = 0; n < 100; n++) addBout(bouts, n * 10 * BOUT_GAP, n * 10 * BOUT_GAP);
    addBout(bouts, 53 * BOUT_GAP, 53 * BOUT_GAP);
    expect(bouts).toHaveLength(100);
    expect(bouts[5]).toEqual({ first: 50 * BOUT_GAP, last: 53 * BOUT_GAP });
  });
});
