import { type WatchlistQueries, writeWatchlistQueries } from '../../src/domain/indicators/queries/watchlist-queries';
import {
  type SensorRules,
  type SensorRulesAsked,
  writeSensorRules,
} from '../../src/domain/indicators/sensor-rules/write-sensor-rules';
import { sortPatterns } from '../../src/domain/indicators/stix-pattern/unsearched-patterns';
import { readWatch } from '../../src/store/content-store';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { HistoryWorker, QueriesAsked } from '../contract/history';
import { withHistories, withWorkspace } from '../databases';
import { computeEffectiveWatch } from './effective-watch';
import { handOverFiles, listFiles } from './listed-files';
import { releaseWatchlist } from './release-watchlist';

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

  async writeQueries(workspace, id, asked, onProgress) {
    const queries = await writeForEngine(workspace, id, asked, onProgress);
    return { ...queries, files: listFiles(queries.files) };
  },

  async saveQueries(workspace, id, asked, only, onProgress) {
    const { files, slug } = await writeForEngine(workspace, id, asked, onProgress);
    return handOverFiles(files, only, `${slug}-${asked.language}.zip`, asked.at, (share) =>
      onProgress(PACKED + share / 3),
    );
  },

  async writeSensorRules(workspace, id, asked, onProgress) {
    const rules = await writeForSensors(workspace, id, asked, onProgress);
    return { ...rules, files: listFiles(rules.files) };
  },

  async saveSensorRules(workspace, id, asked, only, onProgress) {
    const { files, slug } = await writeForSensors(workspace, id, asked, onProgress);
    return handOverFiles(files, only, `${slug}-${asked.format}.zip`, asked.at, (share) =>
      onProgress(PACKED + share / 3),
    );
  },
} as const satisfies Partial<HistoryWorker>;

/** Reading and judging, writing, and packing take about as long. */
const [READ, PACKED] = [1 / 3, 2 / 3];

async function writeForEngine(
  workspace: WorkspaceName,
  id: string,
  { language, today, at }: QueriesAsked,
  tell: (share: number) => void,
): Promise<WatchlistQueries> {
  const watch = await withWorkspace(workspace, readWatch);
  const list = watch.watchlists.find((each) => each.id === id);
  if (list === undefined)
    return { values: 0, files: [], left: [], limit: 'There is no such watchlist any more.', slug: '' };
  // Whoever asks for it wants it, in its time or not.
  const always = { ...list, validFrom: null, validUntil: null };
  const { indicators } = await withHistories(workspace, (db) =>
    computeEffectiveWatch(db, [always], watch, { today, now: Date.parse(at) }),
  );
  tell(READ);
  return writeWatchlistQueries(language, list.name, indicators, (share) => tell(READ + share / 3));
}

async function writeForSensors(
  workspace: WorkspaceName,
  id: string,
  asked: SensorRulesAsked,
  tell: (share: number) => void,
): Promise<SensorRules> {
  const { benignValues, watchlists } = await withWorkspace(workspace, readWatch);
  const list = watchlists.find((each) => each.id === id);
  const read = (share: number) => tell(share * READ);
  const released = await withHistories(workspace, (db) => releaseWatchlist(db, list, benignValues, asked, read));
  tell(READ);
  const written = (share: number) => tell(READ + share / 3);
  const subject = { id, name: list?.name ?? '', benign: benignValues, at: asked.at, tell: written };
  return writeSensorRules(asked.format, subject, released);
}
