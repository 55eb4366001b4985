import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appendSegment, appendToHistory, HistoryGone } from '../../src/store/append-segment';
import { HistoryDatabase } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';
import { dropOldest, listOldest, removeHistory, removeOwned, removeRunsExcept } from '../../src/store/remove-segments';
import { freeOf, isQuotaError } from '../../src/store/storage-room';
import { makeHistory, makeSegment } from './made-up-segment';

let db: HistoryDatabase;
beforeEach(async () => {
  db = new HistoryDatabase('own');
  await db.histories.add(makeHistory('h'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.delete();
});

/** What a history says of itself is what is stored of it. */
async function expectWhole(id = 'h'): Promise<void> {
  const history = await db.histories.get(id);
  const segments = await listSegments(db, id);
  expect(history?.segments).toBe(segments.length);
  expect(history?.rows).toBe(segments.reduce((sum, { rows }) => sum + rows, 0));
  expect(history?.bytes).toBe(segments.reduce((sum, { bytes }) => sum + bytes, 0));
  for (const segment of segments) {
    const columns = await readColumns(db, segment, () => true);
    expect(columns.map(({ field }) => field)).toEqual(segment.fields.map(({ field }) => field));
  }
  const known = new Set(segments.map((segment) => segment.id));
  const stray = (await db.columns.toArray()).filter(
    ({ segment }) => segment.startsWith(`${id}/`) && !known.has(segment),
  );
  expect(stray).toEqual([]);
}

describe('a history grows by whole segments', () => {
  it('with its counts and its span of time', async () => {
    await appendToHistory(db, 'h', makeSegment(3, 1000));
    await appendToHistory(db, 'h', makeSegment(4, 500));
    await appendToHistory(db, 'h', makeSegment(5));
    expect(await db.histories.get('h')).toMatchObject({ rows: 12, segments: 3, bytes: 300, from: 500, to: 1010 });
    await expectWhole();
  });

  it('or not at all: a column that cannot be written takes its segment and the counts back', async () => {
    await appendToHistory(db, 'h', makeSegment(3, 1000));
    const put = vi.spyOn(IDBObjectStore.prototype, 'add');
    put.mockImplementation(function (this: IDBObjectStore, value) {
      if (this.name === 'columns') throw new DOMException('full', 'QuotaExceededError');
      return this.put(value);
    });
    const failed = await appendToHistory(db, 'h', makeSegment(9, 2000)).catch((error: unknown) => error);
    expect(isQuotaError(failed)).toBe(true);
    put.mockRestore();
    expect(await db.histories.get('h')).toMatchObject({ rows: 3, segments: 1 });
    await expectWhole();
    // And goes on from there.
    await appendToHistory(db, 'h', makeSegment(7, 3000));
    expect(await db.histories.get('h')).toMatchObject({ rows: 10, segments: 2 });
    await expectWhole();
  });

  it('and another connection sees the same', async () => {
    await appendToHistory(db, 'h', makeSegment(3, 1000));
    const other = new HistoryDatabase('own');
    expect(await other.histories.toArray()).toEqual(await db.histories.toArray());
    await appendToHistory(other, 'h', makeSegment(4, 1000));
    other.close();
    expect((await listSegments(db, 'h')).map(({ sequence, rows }) => [sequence, rows])).toEqual([
      [0, 3],
      [1, 4],
    ]);
  });

  it('but not once it was removed', async () => {
    await appendToHistory(db, 'h', makeSegment(3));
    await removeHistory(db, 'h');
    await expect(appendToHistory(db, 'h', makeSegment(4))).rejects.toThrow(HistoryGone);
    expect([await db.segments.count(), await db.columns.count()]).toEqual([0, 0]);
  });
});

describe('what is read of a segment', () => {
  it('is what was asked for', async () => {
    await appendToHistory(db, 'h', makeSegment(3));
    const [segment] = await listSegments(db, 'h');
    if (segment === undefined) throw new Error('no segment');
    const read = await readColumns(db, segment, (field) => field === 'message');
    expect(read.map(({ field, kind }) => [field, kind])).toEqual([['message', 'text']]);
    expect(new Uint8Array(read[0]?.data ?? new ArrayBuffer(0))).toEqual(new Uint8Array(50).fill(3));
  });
});

describe('room is made', () => {
  it('by dropping the oldest segments, and the history says how many rows are gone', async () => {
    for (const [rows, from] of [
      [1, 100],
      [2, 200],
      [3, 300],
    ] as const)
      await appendToHistory(db, 'h', makeSegment(rows, from));
    await db.histories.add(makeHistory('other'));
    await appendToHistory(db, 'other', makeSegment(5));
    expect(await dropOldest(db, 'h', 150)).toBe(3);
    expect(await db.histories.get('h')).toMatchObject({ rows: 3, dropped: 3, segments: 1, from: 300, to: 310 });
    await expectWhole();
    await expectWhole('other');
    // What comes next is newer than what is left, and takes no old place.
    await appendToHistory(db, 'h', makeSegment(4, 400));
    expect((await listSegments(db, 'h')).map(({ sequence }) => sequence)).toEqual([2, 3]);
    expect(await dropOldest(db, 'h', 1_000_000)).toBe(7);
    expect(await db.histories.get('h')).toMatchObject({ rows: 0, dropped: 10, segments: 0, from: null, to: null });
    expect(await dropOldest(db, 'nobody', 1)).toBe(0);
  });

  it('from the oldest records on, whichever came first in the file', async () => {
    for (const [rows, from] of [
      [1, null],
      [2, 300],
      [3, 100],
      [4, 200],
    ] as const)
      await appendToHistory(db, 'h', makeSegment(rows, from));
    expect((await listOldest(db, 'h', 150)).map(({ rows }) => rows)).toEqual([3, 4]);
    expect(await dropOldest(db, 'h', 150)).toBe(7);
    expect((await listSegments(db, 'h')).map(({ rows }) => rows)).toEqual([1, 2]);
    expect(await db.histories.get('h')).toMatchObject({ rows: 3, dropped: 7, segments: 2, from: 300, to: 310 });
    await expectWhole();
    // What has no time goes last.
    expect(await dropOldest(db, 'h', 1)).toBe(2);
    expect(await db.histories.get('h')).toMatchObject({ rows: 1, segments: 1, from: null, to: null });
    await expectWhole();
  });

  it('as the browser counts it', () => {
    expect(freeOf({ quota: 100, usage: 40 })).toBe(60);
    expect(freeOf({ quota: 100, usage: 140 })).toBe(0);
    expect(freeOf({ quota: null, usage: 40 })).toBeNull();
  });
});

describe('what belongs to searches', () => {
  it('goes with the run it is of', async () => {
    for (const owner of ['s~1', 's~2', 'sx~1']) await appendSegment(db, owner, makeSegment(2));
    await removeRunsExcept(db, 's', 's~2');
    expect((await db.segments.toArray()).map(({ owner }) => owner).sort()).toEqual(['sx~1', 's~2']);
    await removeOwned(db, 'sx~1');
    await removeRunsExcept(db, 's', null);
    expect([await db.segments.count(), await db.columns.count()]).toEqual([0, 0]);
  });
});
