import { rankSightings } from '../../src/domain/history/relevance';
import { summariseSightings } from '../../src/domain/history/search-figures';
import { describeMostRelevant, writeSearchAnswer } from '../../src/domain/history/search-words';
import type { SearchRequest } from '../../src/domain/history/sighting';
import type { SearchFinding } from '../../src/domain/inbox/findings';
import { makeWarninglistMatcher } from '../../src/domain/indicators/warninglist-matcher';
import { computeWatch } from '../../src/domain/indicators/watch';
import type { Watchlist } from '../../src/domain/indicators/watchlist';
import { writeLocalDay } from '../../src/domain/local-day';
import { type Result, success } from '../../src/domain/result';
import type { WatchRecords } from '../../src/domain/workspace/content';
import { readWatch } from '../../src/store/content-store';
import type { HistoryDatabase } from '../../src/store/history-database';
import { holdWorkLock } from '../../src/store/work-locks';
import { withHistories, withWorkspace } from '../databases';
import { clearStrays } from '../history/clear-strays';
import { ownerOfRun } from '../history/keep-run';
import { runSearch } from '../history/run-search';
import { startParts } from '../history/start-parts';
import { type PackageInHand, TARGET } from './package-in-hand';
import { eachWatched } from './said-statements';

/** A kept search lists its values in one record, which every list of searches reads. Of a longer one only what was seen is kept. */
const MOST_KEPT_VALUES = 20_000;
export const SHOWN_SIGHTINGS = 100;

export const NOT_SEARCHED: SearchFinding = {
  step: 'search',
  request: null,
  isCut: false,
  run: null,
  answer: '',
  mostRelevant: null,
  sightings: [],
  sightingCount: 0,
  histories: [],
  heldBack: {},
  inItself: false,
};

/**
 * Whether what a package gives to look for is in the histories: the search of the searches screen, under a name that no search has, so
 * that nothing of it stays but what is found here.
 * @returns `null`: there is no history, or nothing to look for
 */
export async function searchPackage(
  hand: PackageInHand,
  at: string,
  tell: (share: number) => void,
): Promise<Result<SearchFinding | null>> {
  const watch = await withWorkspace(TARGET, readWatch);
  return withHistories(TARGET, async (db) => {
    const histories = await db.histories.toArray();
    if (histories.length === 0) return success(null);
    const { values, heldBack } = await chooseValues(db, hand, watch, at);
    if (values.length === 0) return success(Object.keys(heldBack).length === 0 ? null : { ...NOT_SEARCHED, heldBack });
    const request: SearchRequest = {
      watchlists: [],
      values,
      histories: null,
      from: null,
      to: null,
      hostsOfUrls: true,
    };
    const id = searchOfPackage(hand.known.id);
    const ran = await holdWorkLock(ownerOfRun(id, at), async () => {
      await clearStrays(db);
      return runSearch(db, {
        id,
        request,
        at,
        watch,
        today: writeLocalDay(new Date(at)),
        startParts,
        onProgress: ({ segmentsDone, segmentsTotal }) => tell(segmentsDone / Math.max(1, segmentsTotal)),
        isStopped: () => false,
      });
    });
    if (!ran.ok) return ran;
    const { sightings, ...run } = ran.value;
    const figures = summariseSightings(run, sightings);
    const isCut = values.length > MOST_KEPT_VALUES;
    const seen = sightings.slice(0, MOST_KEPT_VALUES).map(({ type, value }) => ({ type, value }));
    return success({
      step: 'search',
      request: isCut ? { ...request, values: seen } : request,
      isCut,
      run,
      answer: writeSearchAnswer(figures, run.complete, 'indicator'),
      mostRelevant: describeMostRelevant(figures),
      sightings: rankSightings(sightings).slice(0, SHOWN_SIGHTINGS),
      sightingCount: sightings.length,
      histories: histories.map(({ name }) => name),
      heldBack,
      inItself: false,
    });
  });
}

/** While it is not accepted it is no search of the workspace's. */
export function searchOfPackage(id: string): string {
  return `inbox-${id}`;
}

/** As a watchlist of its own would: what is expired, harmless or on any warninglist here is held back, and counted. */
async function chooseValues(
  db: HistoryDatabase,
  hand: PackageInHand,
  { benignValues }: WatchRecords,
  at: string,
): Promise<{ readonly values: SearchRequest['values']; readonly heldBack: Readonly<Record<string, number>> }> {
  const statements = await hand.statements();
  const warninglists = await db.warninglists.toArray();
  const lists = new Map((await db.warnings.toArray()).map(({ id, list }) => [id, list]));
  const list: Watchlist = {
    id: hand.known.id,
    name: hand.known.fileName,
    reason: '',
    owner: '',
    validFrom: null,
    validUntil: null,
    minimumConfidence: 0,
    collections: [hand.known.id],
    values: [],
    warninglists: warninglists.map(({ id }) => id),
    createdAt: at,
    position: 0,
  };
  const { indicators, outcomes } = computeWatch({
    watchlists: [list],
    statementsOf: () => eachWatched(statements),
    warninglists,
    matcher: makeWarninglistMatcher(warninglists.map((each) => ({ ...each, list: lists.get(each.id) ?? [] }))),
    benign: benignValues,
    today: writeLocalDay(new Date(at)),
    now: Date.parse(at),
  });
  const heldBack = Object.entries(outcomes[0]?.heldBack ?? {}).filter(([, count]) => count > 0);
  return {
    values: indicators.map(({ type, value }) => ({ type, value })),
    heldBack: Object.fromEntries(heldBack),
  };
}
