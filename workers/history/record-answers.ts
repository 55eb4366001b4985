import type { HistoryDatabase, SegmentOwner } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';
import type { HistoryWorker, MatchedRecord } from '../contract/history';
import { withHistories } from '../databases';
import { makeRecordReader } from './stored-record';

/** What is stored, record by record. */
export const recordAnswers = {
  readRecords: (workspace, history, offset, limit) =>
    withHistories(workspace, (db) => readRows(db, history, { offset, limit }, history)),
} as const satisfies Partial<HistoryWorker>;

/** @param ofHistory of records that do not say themselves where they are from */
export async function readRows(
  db: HistoryDatabase,
  owner: SegmentOwner,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  ofHistory = '',
): Promise<readonly MatchedRecord[]> {
  const histories = new Map((await db.histories.toArray()).map((history) => [history.id, history]));
  const found: MatchedRecord[] = [];
  let before = 0;
  for (const segment of await listSegments(db, owner)) {
    const [first, end] = [Math.max(0, offset - before), Math.min(segment.rows, offset + limit - before)];
    before += segment.rows;
    if (first >= end) continue;
    const columns = await readColumns(db, segment, () => true);
    const read = makeRecordReader(columns, segment.rows, (id) => histories.get(id), ofHistory);
    for (let row = first; row < end; row++) found.push(read(row));
  }
  return found;
}
