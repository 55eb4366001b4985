import { signalsOfSightings } from '../../src/domain/detection/alerts/sighting-signals';
import type { Signal } from '../../src/domain/detection/signal';
import type { HistoryDatabase } from '../../src/store/history-database';

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

export const SIGNAL_MAKERS: readonly SignalMaker[] = [ofSightings];
