import type { RuleRun } from '../domain/detection/sigma/rule-run';
import type { HistoryDatabase } from './history-database';

/** Older runs go: each names the records it found. */
const MOST_RUNS = 20;

export function keepRuleRun(db: HistoryDatabase, run: RuleRun): Promise<void> {
  return db.transaction('rw', db.ruleRuns, async () => {
    await db.ruleRuns.put(run);
    const ids = await db.ruleRuns.orderBy('id').primaryKeys();
    await db.ruleRuns.bulkDelete(ids.slice(0, Math.max(0, ids.length - MOST_RUNS)));
  });
}

/** Newest first. */
export async function listRuleRuns(db: HistoryDatabase): Promise<readonly RuleRun[]> {
  return (await db.ruleRuns.toArray()).sort((one, other) => other.at.localeCompare(one.at));
}
