import { expect, it } from 'vitest';
import { nameApart, nameCollections, nameHistories, nameWatchlists } from '../../src/domain/history/distinct-names';
import type { IndicatorCollection } from '../../src/domain/indicators/statement';
import { makeWatchlist } from '../indicators/made-up-watchlist';
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

it('tells watchlists and collections of one name apart by what a person would ask', () => {
  const lists = (said: readonly object[]) => [
    ...nameWatchlists(said.map((each, at) => ({ ...makeWatchlist(`${at}`), name: 'Heron', ...each }))).values(),
  ];
  expect(lists([{ reason: 'Report of May' }, { reason: 'Own finds' }])).toEqual([
    'Heron (Report of May)',
    'Heron (Own finds)',
  ]);
  expect(new Set(lists([{}, {}])).size).toBe(2);
  const collection = { name: 'list', fileName: 'list.txt', publisher: '', published: null, statements: 5 };
  const collections = (said: readonly object[]) => [
    ...nameCollections(
      said.map(
        (each, at) =>
          ({ ...collection, id: `${at}`, importedAt: `2026-11-2${at}T10:00:00Z`, ...each }) as IndicatorCollection,
      ),
    ).values(),
  ];
  expect(collections([{ publisher: 'CERT A' }, { publisher: 'CERT B' }])).toEqual(['list (CERT A)', 'list (CERT B)']);
  expect(collections([{}, {}]).every((name) => name.startsWith('list (imported '))).toBe(true);
});
