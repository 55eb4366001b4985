import type { SearchRun } from '../../src/domain/history/sighting';
import { writeLocalDay } from '../../src/domain/local-day';
import { success } from '../../src/domain/result';
import { readWatch } from '../../src/store/content-store';
import type { SegmentOwner } from '../../src/store/history-database';
import { holdWorkLock } from '../../src/store/work-locks';
import type { HistoryWorker, ListedRun } from '../contract/history';
import { withHistories, withWorkspace } from '../databases';
import { makeCalm } from './calm-progress';
import { clearStrays } from './clear-strays';
import { ownerOfRun } from './keep-run';
import { runSearch } from './run-search';
import { startParts } from './start-parts';

/** The run that was stopped last: one runs at a time, and Stop may come before the run it is for. */
let stopped: SegmentOwner | null = null;

export const searchAnswers = {
  async search(workspace, id, request, at, onProgress) {
    const run = ownerOfRun(id, at);
    const watch = await withWorkspace(workspace, readWatch);
    const result = await withHistories(workspace, (db) =>
      holdWorkLock(run, async () => {
        await clearStrays(db);
        return runSearch(db, {
          id,
          request,
          at,
          watch,
          today: writeLocalDay(new Date(at)),
          startParts,
          onProgress: makeCalm(onProgress),
          isStopped: () => stopped === run,
        });
      }),
    );
    if (stopped === run) stopped = null;
    return result.ok ? success(listRun(result.value), result.issues) : result;
  },
  async stopSearch(id, at) {
    stopped = ownerOfRun(id, at);
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
