import { expect, it } from 'vitest';
import { RowHeights } from '../../src/views/pieces/row-heights';
import { approach } from '../../src/views/pieces/row-window';
import { makeRandom } from '../make-random';

it('finds rows where adding up the heights one by one finds them', () => {
  const random = makeRandom(7);
  for (const count of [1, 2, 3, 64, 65, 500]) {
    const rows = new RowHeights(count, 37);
    const plain = Array.from({ length: count }, () => 37);
    for (let turn = 0; turn < 200; turn++) {
      const row = Math.floor(random() * count);
      const height = 20 + Math.floor(random() * 100);
      expect(rows.measure(row, height)).toBe(plain[row] !== height);
      plain[row] = height;
      const asked = Math.floor(random() * (count + 1));
      expect(rows.startOf(asked)).toBe(plain.slice(0, asked).reduce((sum, each) => sum + each, 0));
      const at = random() * rows.startOf(count);
      let [sum, found] = [0, 0];
      while (found < count - 1 && sum + (plain[found] ?? 0) <= at) sum += plain[found++] ?? 0;
      expect(rows.rowAt(at)).toBe(found);
    }
  }
});

it('stays within its rows whatever is asked', () => {
  const rows = new RowHeights(10, 37);
  expect([rows.rowAt(-5), rows.rowAt(1e9), rows.startOf(99)]).toEqual([0, 9, 370]);
  expect(rows.measure(10, 50)).toBe(false);
  expect(new RowHeights(0, 37).rowAt(100)).toBe(0);
});

it('draws a jump in steps, those in sight first, and all that is wanted in the end', () => {
  const wanted = { first: 100, end: 150 };
  let have = approach({ first: 0, end: 50 }, wanted, 112, 10);
  expect(have).toEqual({ first: 112, end: 122 });
  for (let turn = 0; turn < 4; turn++) have = approach(have, wanted, 112, 10);
  expect(have).toEqual(wanted);
  expect(approach({ first: 100, end: 150 }, { first: 104, end: 154 }, 116, 10)).toEqual({ first: 104, end: 154 });
  expect(approach({ first: 5, end: 9 }, { first: 0, end: 0 }, 0, 10)).toEqual({ first: 0, end: 0 });
});
