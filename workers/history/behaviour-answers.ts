import { keepVerdict, removeVerdicts } from '../../src/store/detection-store';
import type { BehaviourWorker } from '../contract/behaviour';
import { withHistories } from '../databases';
import { runBehaviour } from './run-behaviour';
import { readSignalRows } from './signal-rows';

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
  readSignalRecords: (workspace, signal) =>
    withHistories(workspace, async (db) => readSignalRows(db, (await db.signalRecords.get(signal))?.records ?? [])),
  decide: (workspace, verdict) => withHistories(workspace, (db) => keepVerdict(db, verdict)),
  undecide: (workspace, alert) => withHistories(workspace, (db) => removeVerdicts(db, alert)),
} as const satisfies BehaviourWorker;
