import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { appendSegment, appendToHistory } from '../../src/store/append-segment';
import { HistoryDatabase } from '../../src/store/history-database';
import { removeStrays } from '../../src/store/remove-strays';
import { makeHistory, makeSegment } from './made-up-segment';

it('clears away what closed tabs left half done, and nothing that belongs to something or is under way', async () => {
  const db = new HistoryDatabase('own');
  await db.histories.add(makeHistory('h'));
  await appendToHistory(db, 'h', makeSegment(2));
  for (const owner of ['s~2026-11-25T10:00:00Z', 's~2026-11-25T11:00:00Z', 's~2026-11-25T12:00:00Z', 'unknown'])
    await appendSegment(db, owner, makeSegment(2));
  const request = { watchlists: [], values: [], histories: null, from: null, to: null, hostsOfUrls: false };
  const search = { id: 's', name: 'S', request, createdAt: '', lookedAt: null };
  const run = { at: '', complete: true, tookMs: 1, indicators: 1, records: 1, segments: 1, histories: {}, matched: 1 };
  const owner = 's~2026-11-25T10:00:00Z';
  await db.searches.add({ ...search, run: { ...run, kept: 1, sightings: 1, newSightings: 0, owner } });
  const list = async () => (await db.segments.orderBy('owner').uniqueKeys()).map(String);

  await removeStrays(db, async () => null);
  expect(await list()).toHaveLength(5);
  await removeStrays(db, async (each) => each === 's~2026-11-25T12:00:00Z');
  expect(await list()).toEqual(['h', 's~2026-11-25T10:00:00Z', 's~2026-11-25T12:00:00Z']);
  expect(await db.columns.count()).toBe(6);
  await db.delete();
});
