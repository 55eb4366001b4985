import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import type { IndicatorCollection } from '../../src/domain/indicators/statement';
import { appendSegment } from '../../src/store/append-segment';
import { HistoryDatabase } from '../../src/store/history-database';
import { removeStrays } from '../../src/store/remove-strays';
import { isForgotten, putBack, setCollectionAside, throwAway } from '../../src/store/set-aside';
import { computeEffectiveWatch } from '../../workers/history/effective-watch';
import { makeWatchlist } from '../indicators/made-up-watchlist';
import { makeSegment } from './made-up-segment';

const db = new HistoryDatabase('own');
afterEach(async () => {
  await Promise.all(db.tables.map((table) => table.clear()));
});

const COLLECTION: IndicatorCollection = {
  id: 'c',
  name: 'C',
  publisher: '',
  published: null,
  marking: null,
  fileName: 'c.csv',
  sha256: '0',
  size: 1,
  format: 'csv',
  importedAt: '2026-11-25T10:00:00Z',
  statements: 2,
  counts: {},
  bytes: 1,
  reportId: null,
};
const AT = '2026-11-25T12:00:00Z';

async function addCollection(): Promise<void> {
  await db.collections.put(COLLECTION);
  await appendSegment(db, 'c', makeSegment(2));
}

it('keeps the segments of what was removed for an hour, whoever tidies up, and brings it back as it was', async () => {
  await addCollection();
  await setCollectionAside(db, 'c', AT);
  expect(await db.collections.count()).toBe(0);
  await removeStrays(db, async () => false);
  await throwAway(db, isForgotten(Date.parse(AT) + 59 * 60_000));
  expect(await putBack(db, ['c', 'never'])).toBe(1);
  expect(await db.collections.toArray()).toEqual([COLLECTION]);
  expect([await db.segments.count(), await db.removed.count()]).toEqual([1, 0]);
});

it('throws away what nobody came back for, with all that was stored of it', async () => {
  await addCollection();
  await setCollectionAside(db, 'c', AT);
  await throwAway(db, isForgotten(Date.parse(AT) + 61 * 60_000));
  expect(await Promise.all(db.tables.map((table) => table.count()))).toEqual(db.tables.map(() => 0));
  expect(await putBack(db, ['c'])).toBe(0);
});

it('leaves alone what came back under the same id meanwhile', async () => {
  await addCollection();
  await setCollectionAside(db, 'c', AT);
  await db.collections.put(COLLECTION);
  await throwAway(db, () => true);
  expect([await db.segments.count(), await db.collections.count()]).toEqual([1, 1]);
});

it('is not watched while it is removed', async () => {
  await addCollection();
  const lists = [makeWatchlist('w', { collections: ['c'] })];
  const countWatched = async () =>
    (await computeEffectiveWatch(db, lists, { benignValues: [] }, { today: '2026-11-25', now: 0 })).indicators.length;
  expect(await countWatched()).toBe(1);
  await setCollectionAside(db, 'c', AT);
  expect(await countWatched()).toBe(0);
});
