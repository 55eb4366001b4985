import { signalsOfSightings } from '../../src/domain/detection/alerts/sighting-signals';
import { latestResults } from '../../src/domain/detection/sigma/rule-run';
import { makeSigmaSignals } from '../../src/domain/detection/sigma/sigma-signals';
import type { Signal } from '../../src/domain/detection/signal';
import type { HistoryDatabase } from '../../src/store/history-database';
import { listRuleRuns } from '../../src/store/rule-runs';

/** Signals that stand in the database already: of what was looked for before. */
export type SignalMaker = (db: HistoryDatabase) => Promise<readonly Signal[]>;

const ofSightings: SignalMaker = async (db) => {
  const searches = await db.searches.filter(({ run }) => run !== null).toArray();
  const all = await Promise.all(
    searches.map(async ({ id, name }) =>
      signalsOfSightings({ id, name }, (await db.sightings.get(id))?.sightings ?? []),
    ),
  );
  return all.flat();
};

/** Of each rule what it found when it was run last. */
const ofRules: SignalMaker = async (db) =>
  makeSigmaSignals({ rules: latestResults(await listRuleRuns(db)).map(({ result }) => result) });

export const SIGNAL_MAKERS: readonly SignalMaker[] = [ofSightings, ofRules];
