import { readColumns } from '../../src/store/read-segments';
import { holdWorkLock } from '../../src/store/work-locks';
import type { MatchedRecord } from '../contract/history';
import type { RuleWorker } from '../contract/rules';
import { withHistories, withWorkspace } from '../databases';
import { makeCalm } from './calm-progress';
import { makeRulePart } from './rule-part';
import { runRules } from './run-rules';
import { startRuleParts } from './start-parts';
import { makeRecordReader } from './stored-record';

/** The one run that is under way: whoever stops it, stops this. */
let isStopped = false;

export const ruleAnswers: RuleWorker = {
  async runRules(workspace, asked, at, onProgress) {
    isStopped = false;
    const rules = await withWorkspace(workspace, (db) => db.rules.toArray());
    return withHistories(workspace, (db) =>
      holdWorkLock(`rules~${at}`, () =>
        runRules(db, {
          rules,
          chosen: asked.rules,
          histories: asked.histories,
          at,
          startParts: () => startRuleParts(makeRulePart),
          onProgress: makeCalm(onProgress),
          isStopped: () => isStopped,
        }),
      ),
    );
  },
  async stopRules() {
    isStopped = true;
  },
  readRuleRecords: (workspace, places, limit) =>
    withHistories(workspace, async (db) => {
      const histories = new Map((await db.histories.toArray()).map((history) => [history.id, history]));
      const found: MatchedRecord[] = [];
      for (const { historyId, segmentId, rows } of places) {
        if (found.length >= limit) break;
        const segment = await db.segments.get(segmentId);
        if (segment === undefined) continue;
        const columns = await readColumns(db, segment, () => true);
        const read = makeRecordReader(columns, segment.rows, (id) => histories.get(id), historyId);
        for (const row of rows.slice(0, limit - found.length)) if (row < segment.rows) found.push(read(row));
      }
      return found;
    }),
  removeRuleRun: (workspace, id) =>
    withHistories(workspace, async (db) => {
      await db.ruleRuns.delete(id);
    }),
};
