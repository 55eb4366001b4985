import Dexie from 'dexie';
import type { History } from '../domain/history/history';
import { earlier, later } from '../domain/history/time-span';
import type { HistoryDatabase, SegmentOwner, StoredSegment } from './history-database';
import { listSegments, segmentsOf } from './read-segments';

/** A history with everything that was stored of it. */
export function removeHistory(db: HistoryDatabase, id: string): Promise<void> {
  return db.transaction('rw', [db.histories, db.segments, db.columns, db.contents], async () => {
    await db.histories.delete(id);
    await contentsOf(db, id).delete();
    await removeSegments(db, await listSegments(db, id));
  });
}

/** What a history was read from. */
export function contentsOf(db: HistoryDatabase, history: string) {
  return db.contents.where('[history+member]').between([history, Dexie.minKey], [history, Dexie.maxKey]);
}

export function removeCollection(db: HistoryDatabase, id: string): Promise<void> {
  return db.transaction('rw', [db.collections, db.segments, db.columns], async () => {
    await db.collections.delete(id);
    await removeSegments(db, await listSegments(db, id));
  });
}

/** Segments of an owner that stands in no table of its own: a run of a search. */
export function removeOwned(db: HistoryDatabase, owner: SegmentOwner): Promise<void> {
  return db.transaction('rw', [db.segments, db.columns], async () => {
    await removeSegments(db, await listSegments(db, owner));
  });
}

/** What belongs to runs of a search, except to the one that stays. @param kept `null`: none stays */
export function removeRunsExcept(db: HistoryDatabase, search: string, kept: SegmentOwner | null): Promise<void> {
  return db.transaction('rw', [db.segments, db.columns], async () => {
    const going = await db.segments
      .where('owner')
      .startsWith(`${search}~`)
      .filter(({ owner }) => owner !== kept)
      .toArray();
    await removeSegments(db, going);
  });
}

/**
 * Drops the segments with the oldest records of a history until so many bytes are free, or nothing is left: only somebody's own
 * choice, and the history says from then on how many rows are gone.
 * @returns rows dropped
 */
export function dropOldest(db: HistoryDatabase, id: string, bytes: number): Promise<number> {
  return db.transaction('rw', [db.histories, db.segments, db.columns], async () => {
    const history = await db.histories.get(id);
    if (history === undefined) return 0;
    const segments = await segmentsOf(db, id).toArray();
    const going = takeOldest(segments, bytes);
    await removeSegments(db, going);
    const rows = going.reduce((sum, segment) => sum + segment.rows, 0);
    const freed = going.reduce((sum, segment) => sum + segment.bytes, 0);
    const gone = new Set(going.map((segment) => segment.id));
    const left = segments.filter((segment) => !gone.has(segment.id));
    await db.histories.put(without(history, left, rows, freed));
    return rows;
  });
}

/** What `dropOldest` would drop. */
export async function listOldest(db: HistoryDatabase, id: string, bytes: number): Promise<readonly StoredSegment[]> {
  return takeOldest(await segmentsOf(db, id).toArray(), bytes);
}

/**
 * By the last time in each, since a log may begin with its newest. Without a time nothing says that it is old: such go last, in the
 * order of the file.
 */
function takeOldest(segments: readonly StoredSegment[], bytes: number): readonly StoredSegment[] {
  const oldestFirst = [...segments].sort(
    (one, other) => compareTimes(one.to, other.to) || one.sequence - other.sequence,
  );
  let [count, freed] = [0, 0];
  while (count < oldestFirst.length && freed < bytes) freed += oldestFirst[count++]?.bytes ?? 0;
  return oldestFirst.slice(0, count);
}

function compareTimes(one: number | null, other: number | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one - other;
}

function without(history: History, left: readonly StoredSegment[], rows: number, bytes: number): History {
  return {
    ...history,
    rows: history.rows - rows,
    bytes: history.bytes - bytes,
    segments: left.length,
    dropped: history.dropped + rows,
    from: left.map(({ from }) => from).reduce(earlier, null),
    to: left.map(({ to }) => to).reduce(later, null),
  };
}

async function removeSegments(db: HistoryDatabase, segments: readonly StoredSegment[]): Promise<void> {
  await db.columns.bulkDelete(
    segments.flatMap(({ id, fields }) => fields.map(({ field }): [string, string] => [id, field])),
  );
  await db.segments.bulkDelete(segments.map(({ id }) => id));
}
