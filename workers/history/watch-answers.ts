import { writeWatchlistQueries } from '../../src/domain/indicators/queries/watchlist-queries';
import {
  type SensorRules,
  type SensorRulesAsked,
  writeSensorRules,
} from '../../src/domain/indicators/sensor-rules/write-sensor-rules';
import { sortPatterns } from '../../src/domain/indicators/stix-pattern/unsearched-patterns';
import { packTexts } from '../../src/formats/pack-texts';
import { readWatch } from '../../src/store/content-store';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { HistoryWorker } from '../contract/history';
import { withHistories, withWorkspace } from '../databases';
import { handOver } from '../expose';
import { computeEffectiveWatch } from './effective-watch';
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

  async writeSensorRules(workspace, id, asked, onProgress) {
    const rules = await writeForSensors(workspace, id, asked, onProgress);
    // A million values are a hundred megabytes: the page gets what it shows.
    const files = rules.files.map(({ name, text, values }) => ({
      name,
      values,
      length: text.length,
      beginning: text.slice(0, MOST_SHOWN),
    }));
    return { ...rules, files };
  },

  async saveSensorRules(workspace, id, asked, only, onProgress) {
    const { files, slug } = await writeForSensors(workspace, id, asked, onProgress);
    const file = files.find(({ name }) => name === only);
    if (file !== undefined) {
      const bytes = new TextEncoder().encode(file.text).buffer;
      return handOver({ name: file.name, mediaType: 'text/plain', bytes }, [bytes]);
    }
    const bytes = packTexts(files, asked.at);
    return handOver({ name: `${slug}-${asked.format}.zip`, mediaType: 'application/zip', bytes }, [bytes]);
  },
} as const satisfies Partial<HistoryWorker>;

/** Characters of each file. */
const MOST_SHOWN = 4000;

async function writeForSensors(
  workspace: WorkspaceName,
  id: string,
  asked: SensorRulesAsked,
  tell: (share: number) => void,
): Promise<SensorRules> {
  const { benignValues, watchlists } = await withWorkspace(workspace, readWatch);
  const list = watchlists.find((each) => each.id === id);
  // Writing takes about as long as reading and judging.
  const read = (share: number) => tell(share / 2);
  const released = await withHistories(workspace, (db) => releaseWatchlist(db, list, benignValues, asked, read));
  tell(0.5);
  const subject = { id, name: list?.name ?? '', benign: benignValues, at: asked.at };
  return writeSensorRules(asked.format, subject, released);
}
