import { keepVerdict, removeVerdicts } from '../../src/store/detection-store';
import type { HistoryDatabase } from '../../src/store/history-database';
import { readColumns } from '../../src/store/read-segments';
import type { BehaviourWorker } from '../contract/behaviour';
import type { MatchedRecord } from '../contract/history';
import { withHistories } from '../databases';
import { runBehaviour } from './run-behaviour';
import { makeRecordReader } from './stored-record';

/** The one run there is: whoever stops it, stops this. */
let isStopped = false;

export const behaviourAnswers = {
  async runDetection(workspace, request, at, onProgress) {
    isStopped = false;
    return withHistories(workspace, (db) => runBehaviour(db, { request, at, onProgress, isStopped: () => isStopped }));
  },
  async stopDetection() {
    isStopped = true;
  },
  readSignalRecords: (workspace, signal) => withHistories(workspace, (db) => readSignalRecords(db, signal)),
  decide: (workspace, verdict) => withHistories(workspace, (db) => keepVerdict(db, verdict)),
  undecide: (workspace, alert) => withHistories(workspace, (db) => removeVerdicts(db, alert)),
} as const satisfies BehaviourWorker;

async function readSignalRecords(db: HistoryDatabase, id: string) {
  const records = (await db.signalRecords.get(id))?.records ?? [];
  const histories = new Map((await db.histories.toArray()).map((history) => [history.id, history]));
  const rows: MatchedRecord[] = [];
  let gone = 0;
  for (const part of records) {
    const segment = await db.segments.get(part.segmentId);
    if (segment === undefined) {
      gone += part.rows.length;
      continue;
    }
    const columns = await readColumns(db, segment, () => true);
    const read = makeRecordReader(columns, segment.rows, (history) => histories.get(history), part.historyId);
    for (const row of part.rows) if (row < segment.rows) rows.push(read(row));
  }
  return { rows, gone };
}
