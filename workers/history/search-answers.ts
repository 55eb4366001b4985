import type { SearchRun } from '../../src/domain/history/sighting';
import { writeLocalDay } from '../../src/domain/local-day';
import { success } from '../../src/domain/result';
import { readWatch } from '../../src/store/content-store';
import { holdWorkLock } from '../../src/store/work-locks';
import type { HistoryWorker, ListedRun } from '../contract/history';
import { withHistories, withWorkspace } from '../databases';
import { makeCalm } from './calm-progress';
import { clearStrays } from './clear-strays';
import { ownerOfRun } from './keep-run';
import { runSearch } from './run-search';
import { startParts } from './start-parts';

/** The one search that runs: whoever stops it, stops this. */
let isStopped = false;

export const searchAnswers = {
  async search(workspace, id, request, at, onProgress) {
    isStopped = false;
    const watch = await withWorkspace(workspace, readWatch);
    const result = await withHistories(workspace, (db) =>
      holdWorkLock(ownerOfRun(id, at), async () => {
        await clearStrays(db);
        return runSearch(db, {
          id,
          request,
          at,
          watch,
          today: writeLocalDay(new Date(at)),
          startParts,
          onProgress: makeCalm(onProgress),
          isStopped: () => isStopped,
        });
      }),
    );
    return result.ok ? success(listRun(result.value), result.issues) : result;
  },
  async stopSearch() {
    isStopped = true;
  },
} as const satisfies Partial<HistoryWorker>;

/** The sightings are many, and stay where they are kept. */
function listRun({ sightings, ...run }: SearchRun): ListedRun {
  return {
    ...run,
    sightings: sightings.length,
    newSightings: sightings.filter(({ newSince }) => newSince > 0).length,
  };
}
