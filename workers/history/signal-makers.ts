import { isInService } from '../../src/domain/coverage/rule-index';
import { signalsOfSightings } from '../../src/domain/detection/alerts/sighting-signals';
import { latestResults, type RuleResult } from '../../src/domain/detection/sigma/rule-run';
import { makeSigmaSignals } from '../../src/domain/detection/sigma/sigma-signals';
import type { Signal } from '../../src/domain/detection/signal';
import type { HistoryDatabase } from '../../src/store/history-database';
import { listRuleRuns } from '../../src/store/rule-runs';
import { withWorkspace } from '../databases';

/**
 * Signals that stand in the database already: of what was looked for before.
 * @param histories ids of those that are looked at, all of which there are
 */
export type SignalMaker = (db: HistoryDatabase, histories: ReadonlySet<string>) => Promise<readonly Signal[]>;

const ofSightings: SignalMaker = async (db) => {
  const searches = await db.searches.filter(({ run }) => run !== null).toArray();
  const all = await Promise.all(
    searches.map(async ({ id, name }) =>
      signalsOfSightings({ id, name }, (await db.sightings.get(id))?.sightings ?? []),
    ),
  );
  return all.flat();
};

/** Of each rule that is in service, what it found when it was run last. */
const ofRules: SignalMaker = async (db, histories) => {
  const rules = await withWorkspace(db.workspace, (workspace) => workspace.rules.toArray());
  const inService = new Set(rules.filter(isInService).map(({ id }) => id));
  const there = new Set(await db.histories.toCollection().primaryKeys());
  const latest = latestResults(await listRuleRuns(db), there).map(({ result }) => result);
  return makeSigmaSignals({
    rules: latest.filter(({ rule }) => inService.has(rule)).map((result) => within(result, histories)),
  });
};

/**
 * What a rule found in these histories alone. Of a host that it found in others as well, as many matches as records are kept count,
 * and its times stay those of all.
 */
function within(result: RuleResult, histories: ReadonlySet<string>): RuleResult {
  const hosts = result.hosts.flatMap((host) => {
    const records = host.records.filter(({ historyId }) => histories.has(historyId));
    if (records.length === host.records.length) return records.length === 0 ? [] : [host];
    const kept = records.reduce((sum, { rows }) => sum + rows.length, 0);
    return kept === 0 ? [] : [{ ...host, records, count: Math.min(host.count, kept) }];
  });
  return { ...result, hosts };
}

export const SIGNAL_MAKERS: readonly SignalMaker[] = [ofSightings, ofRules];
