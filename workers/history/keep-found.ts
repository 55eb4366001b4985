import { openSegment } from '../../src/domain/columns/open-column';
import type { TypedValue } from '../../src/domain/indicators/packed-values';
import { failure, type Result, success } from '../../src/domain/result';
import type { HistoryDatabase, SegmentOwner } from '../../src/store/history-database';
import { readWholeColumns } from '../../src/store/read-segments';
import { removeOwned } from '../../src/store/remove-segments';
import { isQuotaError } from '../../src/store/storage-room';
import { describeFullDisk } from './full-disk';
import { letStopIn } from './let-stop-in';
import type { MatchedRows } from './matched-rows';
import { MOST_KEPT_RECORDS, makeRecordKeeper } from './record-keeper';
import type { SearchJob, Task } from './search-job';

export const NOTHING_KEPT = 'Nothing of this run was kept; the one before it and all histories stay as they were.';

/** What was found before Stop is kept as far as this time goes: who stops does not wait for long. */
const KEEPING_AFTER_STOP_MS = 5000;

/** @returns how many were kept, and whether nothing cut it short: neither Stop, nor that a history was removed meanwhile */
export async function keepFound(
  db: HistoryDatabase,
  { isStopped }: SearchJob,
  owner: SegmentOwner,
  tasks: readonly Task[],
  matched: MatchedRows,
  valueAt: (index: number) => TypedValue,
): Promise<Result<{ readonly count: number; readonly isWhole: boolean }>> {
  let stoppedAt: number | null = null;
  let isWhole = true;
  const keeper = makeRecordKeeper(db, owner, valueAt);
  try {
    for (const position of matched.segments()) {
      const task = tasks[position];
      if (task === undefined || keeper.kept >= MOST_KEPT_RECORDS) break;
      await letStopIn();
      if (isStopped()) stoppedAt ??= performance.now();
      if (stoppedAt !== null && performance.now() - stoppedAt > KEEPING_AFTER_STOP_MS) {
        isWhole = false;
        break;
      }
      const columns = await readWholeColumns(db, task.segment, () => true);
      // Its history was removed since it was looked through.
      if (columns === null) {
        isWhole = false;
        continue;
      }
      const segment = openSegment({ rows: task.segment.rows, columns });
      await keeper.keep(segment, matched.hitsOf(position), task.history.id);
    }
    await keeper.finish();
    return success({ count: keeper.kept, isWhole });
  } catch (error) {
    await removeOwned(db, owner);
    if (!isQuotaError(error)) throw error;
    return failure(await describeFullDisk(NOTHING_KEPT));
  }
}
