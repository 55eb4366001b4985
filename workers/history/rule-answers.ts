import { holdWorkLock } from '../../src/store/work-locks';
import type { RuleWorker } from '../contract/rules';
import { withHistories, withWorkspace } from '../databases';
import { makeCalm } from './calm-progress';
import { makeRulePart } from './rule-part';
import { runRules } from './run-rules';
import { readSignalRows } from './signal-rows';
import { startRuleParts } from './start-parts';

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
    withHistories(workspace, async (db) => (await readSignalRows(db, places, limit)).rows),
  removeRuleRun: (workspace, id) =>
    withHistories(workspace, async (db) => {
      await db.ruleRuns.delete(id);
    }),
};
