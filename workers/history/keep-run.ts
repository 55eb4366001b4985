import { endOfRun, listMissed, markNew } from '../../src/domain/history/new-sightings';
import type { SearchRun } from '../../src/domain/history/sighting';
import type { HistoryDatabase, SegmentOwner } from '../../src/store/history-database';
import { removeOwned } from '../../src/store/remove-segments';

/** Segments with the records of a run: of its own until it is kept, so that an interrupted one harms no earlier one. */
export function ownerOfRun(search: string, at: string): SegmentOwner {
  return `${search}~${at}`;
}

/** Puts a run in place of the one before it, with what is new in it; where that fails, its records go. @returns as it is kept */
export async function keepRun(
  db: HistoryDatabase,
  searchId: string,
  run: SearchRun,
  owner: SegmentOwner,
): Promise<SearchRun> {
  try {
    return await putRun(db, searchId, run, owner);
  } catch (error) {
    await removeOwned(db, owner);
    throw error;
  }
}

async function putRun(db: HistoryDatabase, searchId: string, run: SearchRun, owner: SegmentOwner): Promise<SearchRun> {
  const kept = await db.transaction('rw', [db.searches, db.sightings, db.segments, db.columns], async () => {
    const search = await db.searches.get(searchId);
    if (search === undefined) return null;
    const before = search.run;
    // Only that: what else belongs to the search may be a run that another tab is at.
    if (before !== null && before.owner !== owner) await removeOwned(db, before.owner);
    const known = await db.sightings.get(searchId);
    const earlier =
      before === null
        ? null
        : {
            doneAt: endOfRun(before),
            lookedAt: search.lookedAt,
            sightings: known?.sightings ?? [],
            missed: known?.missed ?? [],
          };
    const sightings = markNew(run.sightings, earlier);
    const newSightings = sightings.filter(({ newSince }) => newSince > 0).length;
    await db.searches.put({ ...search, run: { ...run, sightings: sightings.length, newSightings, owner } });
    const missed = run.complete ? [] : listMissed(sightings, earlier);
    await db.sightings.put({ search: searchId, sightings, ...(missed.length > 0 ? { missed } : {}) });
    return { ...run, sightings };
  });
  // The search is gone, and nothing would ever look at its records.
  if (kept === null) await removeOwned(db, owner);
  return kept ?? run;
}
