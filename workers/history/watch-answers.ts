import { writeWatchlistQueries } from '../../src/domain/indicators/queries/watchlist-queries';
import { sortPatterns } from '../../src/domain/indicators/stix-pattern/unsearched-patterns';
import { readWatch } from '../../src/store/content-store';
import type { HistoryWorker } from '../contract/history';
import { withHistories, withWorkspace } from '../databases';
import { computeEffectiveWatch } from './effective-watch';

/** What watchlists come to, here and in the words of other engines. */
export const watchAnswers = {
  async watchlistFigures(workspace, today) {
    const watch = await withWorkspace(workspace, readWatch);
    const moment = { today, now: Date.now() };
    return withHistories(workspace, async (db) => {
      const { outcomes } = await computeEffectiveWatch(db, watch.watchlists, watch, moment);
      return outcomes.map(({ patterns, ...figures }) => ({
        ...figures,
        unsearched: sortPatterns(patterns).unsearched,
      }));
    });
  },

  async writeWatchlist(workspace, id, language, today) {
    const watch = await withWorkspace(workspace, readWatch);
    const list = watch.watchlists.find((each) => each.id === id);
    if (list === undefined) return { values: 0, files: [], left: [], limit: 'There is no such watchlist any more.' };
    // Whoever asks for it wants it, in its time or not.
    const always = { ...list, validFrom: null, validUntil: null };
    const moment = { today, now: Date.now() };
    return withHistories(workspace, async (db) => {
      const { indicators } = await computeEffectiveWatch(db, [always], watch, moment);
      return writeWatchlistQueries(language, list.name, indicators);
    });
  },
} as const satisfies Partial<HistoryWorker>;
