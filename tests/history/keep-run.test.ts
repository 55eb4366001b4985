import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SearchRequest } from '../../src/domain/history/sighting';
import { HistoryDatabase } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';
import { makeImportWatch } from '../../workers/history/import-watch';
import { runSearch } from '../../workers/history/run-search';
import { makeSearchPart } from '../../workers/history/search-part';
import { makeWatchlist } from '../indicators/made-up-watchlist';
import { makeHistory } from '../store/made-up-segment';
import { importFile } from './import-as-worker';
import { makeConnections, makeConnLog, makeFile } from './made-up-logs';

let db: HistoryDatabase;
beforeEach(async () => {
  db = new HistoryDatabase('own');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.delete();
});

const NOW = '2026-11-25T12:00:00Z';
const owners = async () => [...new Set((await db.segments.toArray()).map(({ owner }) => owner))].sort();

/** The disk is full when the sightings of a run are written: its records are there by then. */
function fillDisk(): void {
  vi.spyOn(db.sightings, 'put').mockImplementation(() => {
    throw new DOMException('There is no room.', 'QuotaExceededError');
  });
}

it('of a run that cannot be kept no record stays, and the one before it does', async () => {
  await importFile(makeFile('a.log', makeConnLog(makeConnections(50))));
  const [history] = await db.histories.toCollection().primaryKeys();
  const request: SearchRequest = {
    watchlists: [],
    values: [{ type: 'ipv4', value: '10.0.0.3' }],
    histories: null,
    from: null,
    to: null,
    hostsOfUrls: false,
  };
  await db.searches.put({ id: 's', name: 'S', request, createdAt: NOW, run: null, lookedAt: null });
  const run = (at: string) =>
    runSearch(db, {
      id: 's',
      request,
      at,
      today: '2026-11-25',
      watch: { watchlists: [], benignValues: [] },
      startParts: () => [{ part: makeSearchPart(), stop: () => undefined }],
      onProgress: () => undefined,
      isStopped: () => false,
    });
  expect(await run(NOW)).toMatchObject({ ok: true, value: { kept: 5 } });
  const before = await owners();
  expect(before).toEqual([history, `s~${NOW}`]);
  fillDisk();
  expect((await run('2026-11-25T13:00:00Z')).issues.map(({ code }) => code)).toEqual(['storage-full']);
  expect(await owners()).toEqual(before);
  expect((await db.searches.get('s'))?.run).toMatchObject({ at: NOW, kept: 5 });
});

it('of what an import saw and cannot keep nothing stays', async () => {
  await importFile(makeFile('a.log', makeConnLog(makeConnections(50))));
  const [history] = await db.histories.toCollection().primaryKeys();
  const [segment] = await listSegments(db, history ?? '');
  if (segment === undefined) throw new Error('There is no segment.');
  const values = [{ type: 'ipv4' as const, value: '10.0.0.3', addedAt: NOW, note: '' }];
  const watch = { watchlists: [makeWatchlist('w', { values })], benignValues: [] };
  const seen = await makeImportWatch(db, { history: 'h', at: NOW, watch, watchlists: ['w'] });
  if (seen === null) throw new Error('There is nothing to look for.');
  await seen.look({ ...segment, columns: await readColumns(db, segment, () => true) });
  await seen.finish();
  const owner = `import-h~${NOW}`;
  expect(await owners()).toContain(owner);
  fillDisk();
  await expect(seen.keep(makeHistory('h'))).rejects.toThrow('There is no room.');
  expect([await owners(), await db.searches.count()]).toEqual([[history], 0]);
});
