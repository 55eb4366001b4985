import type { SignalRows } from '../../src/domain/detection/signal';
import type { HistoryDatabase } from '../../src/store/history-database';
import { readColumns } from '../../src/store/read-segments';
import type { MatchedRecord } from '../contract/history';
import { makeRecordReader } from './stored-record';

/** @returns the records that stand at these places, and how many stood in segments that are gone */
export async function readSignalRows(
  db: HistoryDatabase,
  places: readonly SignalRows[],
  limit = Number.POSITIVE_INFINITY,
): Promise<{ readonly rows: readonly MatchedRecord[]; readonly gone: number }> {
  const histories = new Map((await db.histories.toArray()).map((history) => [history.id, history]));
  const found: MatchedRecord[] = [];
  let gone = 0;
  for (const { historyId, segmentId, rows } of places) {
    if (found.length >= limit) break;
    const segment = await db.segments.get(segmentId);
    if (segment === undefined) {
      gone += rows.length;
      continue;
    }
    const columns = await readColumns(db, segment, () => true);
    const read = makeRecordReader(columns, segment.rows, (id) => histories.get(id), historyId);
    for (const row of rows.slice(0, limit - found.length)) if (row < segment.rows) found.push(read(row));
  }
  return { rows: found, gone };
}
