import type { SealedSegment } from '../domain/columns/column';
import type { History } from '../domain/history/history';
import { earlier, later } from '../domain/history/time-span';
import type { HistoryDatabase, SegmentOwner } from './history-database';
import { segmentsOf } from './read-segments';

/** Thrown where the history was removed while it was being read in: by another tab, or with its workspace. */
export class HistoryGone extends Error {
  override readonly name = 'HistoryGone';
}

/**
 * One more segment of a history, and its counts with it: one transaction, so that a tab that is killed leaves the whole
 * segment or none.
 */
export function appendToHistory(db: HistoryDatabase, historyId: string, segment: SealedSegment): Promise<History> {
  return db.transaction('rw', [db.histories, db.segments, db.columns], async () => {
    const history = await db.histories.get(historyId);
    if (history === undefined) throw new HistoryGone(`There is no history ${historyId} any more.`);
    await addSegment(db, historyId, segment);
    const grown: History = {
      ...history,
      rows: history.rows + segment.rows,
      bytes: history.bytes + segment.bytes,
      segments: history.segments + 1,
      from: earlier(history.from, segment.from),
      to: later(history.to, segment.to),
    };
    await db.histories.put(grown);
    return grown;
  });
}

/** One more segment of a collection or of a search; whoever owns it is written by the caller. */
export function appendSegment(db: HistoryDatabase, owner: SegmentOwner, segment: SealedSegment): Promise<string> {
  return db.transaction('rw', [db.segments, db.columns], () => addSegment(db, owner, segment));
}

async function addSegment(
  db: HistoryDatabase,
  owner: SegmentOwner,
  { rows, from, to, bytes, columns }: SealedSegment,
): Promise<string> {
  const last = await segmentsOf(db, owner).last();
  const sequence = (last?.sequence ?? -1) + 1;
  const id = `${owner}/${sequence}`;
  const fields = columns.map(({ field, kind }) => ({ field, kind }));
  await db.segments.add({ id, owner, sequence, rows, from, to, bytes, fields });
  await db.columns.bulkAdd(columns.map((column) => ({ segment: id, ...column })));
  return id;
}
