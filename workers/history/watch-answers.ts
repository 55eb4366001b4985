import { readWatch } from '../../src/store/content-store';
import type { HistoryWorker } from '../contract/history';
import { withHistories, withWorkspace } from '../databases';
import { computeEffectiveWatch } from './effective-watch';

/** What watchlists come to. */
export const watchAnswers = {
  watchlistFigures: (workspace, today) =>
    withWorkspace(workspace, async (db) => {
      const watch = await readWatch(db);
      return withHistories(workspace, async (histories) => {
        const moment = { today, now: Date.now() };
        const { outcomes } = await computeEffectiveWatch(histories, watch.watchlists, watch, moment);
        return outcomes;
      });
    }),
} as const satisfies Partial<HistoryWorker>;
