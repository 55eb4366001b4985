import { expect, it } from 'vitest';
import { nameApart, nameHistories } from '../../src/domain/history/distinct-names';
import { makeHistory } from '../store/made-up-segment';

const named = (id: string, said: object) => ({ ...makeHistory(id), name: 'conn', fileName: 'conn.log', ...said });

it('tells histories of one name apart by the first thing in which they differ', () => {
  const names = (said: readonly object[]) => [...nameHistories(said.map((each, at) => named(`${at}`, each))).values()];
  expect(names([{ site: 'North' }, { site: 'South' }])).toEqual(['conn (North)', 'conn (South)']);
  expect(
    names([
      { site: '', fileName: 'a.log' },
      { site: 'South', fileName: 'b.log' },
    ]),
  ).toEqual(['conn (a.log)', 'conn (b.log)']);
  const days = names([
    { from: 0, to: 1 },
    { from: 864e5 * 40, to: 864e5 * 41 },
  ]);
  expect(new Set(days).size).toBe(2);
  expect(days.every((name) => /^conn \(.*19?70/.test(name))).toBe(true);
  expect(names([{ importedAt: '2' }, { importedAt: '1' }])).toEqual(['conn (no. 1)', 'conn (no. 2)']);
});

it('leaves a name alone that only one has, and names of any spelling', () => {
  const items = [
    { id: 'a', name: '__proto__' },
    { id: 'b', name: 'dns' },
  ];
  expect([...nameApart(items, () => []).values()]).toEqual(['__proto__', 'dns']);
});
