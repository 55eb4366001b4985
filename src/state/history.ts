import { type Accessor, createEffect, createMemo, createResource, createSignal, on, onCleanup } from 'solid-js';
import type {
  HistoryRoom,
  ListedFile,
  ListedQueries,
  ListedSearch,
  ListedSensorRules,
  ListedWarninglist,
  LookUpAnswer,
  MatchedRecord,
  SensorRulesAsked,
  StatementsAnswer,
  StatementsAsked,
  ValueContext,
  WatchlistFigures,
  WatchlistLanguage,
} from '../../workers/contract/history';
import { formatCounted } from '../domain/format';
import type { History } from '../domain/history/history';
import type { Sighting } from '../domain/history/sighting';
import type { Observable } from '../domain/indicators/observable';
import type { IndicatorCollection } from '../domain/indicators/statement';
import { type Result, success } from '../domain/result';
import { HistoryDatabase } from '../store/history-database';
import type { AppState } from './app-state';
import { createUnderWay } from './imports-under-way';
import { createLatest, type Latest } from './latest-answer';
import { createLiveQuery } from './live-query';
import { saveFile } from './save-file';
import { currentDay } from './today';
import { callback } from './worker-client';
import { historyWorker } from './workers';

/** For views, which do not know the workers. */
export type {
  HistoryRoom,
  ListedFile,
  ListedQueries,
  ListedSearch,
  ListedSensorRules,
  ListedWarninglist,
  MatchedRecord,
  SensorRulesAsked,
  StatementsAnswer,
  StatementsAsked,
  ValueContext,
  WatchlistFigures,
  WatchlistLanguage,
};

type App = Pick<AppState, 'workspace'>;

/** Removed on this page, and set aside. */
export interface RemovedRecords {
  /** "Search Grey heron", "2 searches". */
  readonly what: string;
  readonly ids: readonly string[];
}

/** What is kept of histories, indicators and searches; each list is `undefined` until the database has answered. */
export interface HistoryState {
  /** Newest first, as are the others. */
  readonly histories: Accessor<readonly History[] | undefined>;
  /** Ids of histories whose import is under way, in whatever tab. */
  readonly underWay: Accessor<ReadonlySet<string>>;
  readonly collections: Accessor<readonly IndicatorCollection[] | undefined>;
  readonly warninglists: Accessor<readonly ListedWarninglist[] | undefined>;
  readonly searches: Accessor<readonly ListedSearch[] | undefined>;
  /** The database cannot be read, or what was asked of it last failed; `null` while all is well. */
  readonly problem: Accessor<string | null>;
  dismissProblem(): void;
  /** Each resolves to whether it was done; `problem` tells why not. `removed` says which of them can be undone. */
  renameHistory(id: string, change: { name?: string; site?: string }): Promise<boolean>;
  removeHistory(id: string): Promise<boolean>;
  removeCollection(collection: Pick<IndicatorCollection, 'id' | 'name'>): Promise<boolean>;
  removeWarninglist(id: string): Promise<boolean>;
  removeSearches(searches: readonly Pick<ListedSearch, 'id' | 'name'>[]): Promise<boolean>;
  /** What was removed last and can be brought back. */
  readonly removed: Accessor<RemovedRecords | null>;
  putBack(): Promise<boolean>;
  /** For good, at once. */
  throwAway(): Promise<boolean>;
  saveSearch(search: Omit<ListedSearch, 'run'>): Promise<boolean>;
  /** @param at ISO 8601: the end of the run that was looked at */
  markLooked(id: string, at: string): Promise<boolean>;
  /** What dropping so many bytes would drop; `null`: it failed */
  countOldest(id: string, bytes: number): Promise<{ readonly rows: number; readonly bytes: number } | null>;
  /** @returns rows dropped; `null`: it failed */
  dropOldest(id: string, bytes: number): Promise<number | null>;
}

export function createHistoryState({ workspace }: App): HistoryState {
  const database = createMemo<HistoryDatabase>((previous) => {
    previous?.close();
    return new HistoryDatabase(workspace.name());
  });
  onCleanup(() => database().close());
  const [problem, setProblem] = createSignal<string | null>(null);
  const fail = (error: unknown) => setProblem(error instanceof Error ? error.message : String(error));
  const newestFirst = <Item extends { readonly importedAt: string }>(items: readonly Item[]) =>
    [...items].sort((one, other) => other.importedAt.localeCompare(one.importedAt));

  async function attempt<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await work();
    } catch (error) {
      fail(error);
      return null;
    }
  }
  const isDone = async (work: () => Promise<void>) => (await attempt(() => work().then(() => true))) ?? false;

  // What was removed in an earlier visit goes for good; of this visit, what was removed last is offered back.
  const [removed, setRemoved] = createSignal<RemovedRecords | null>(null);
  createEffect(
    on(workspace.name, (name) => {
      setRemoved(null);
      void attempt(() => historyWorker.run((api) => api.throwAway(name, null, new Date().toISOString())));
    }),
  );
  const setAside = (what: string, ids: readonly string[], remove: (id: string, at: string) => Promise<void>) =>
    isDone(async () => {
      const at = new Date().toISOString();
      for (const id of ids) await remove(id, at);
      if (ids.length > 0) setRemoved({ what, ids });
    });

  const histories = createLiveQuery(database, async (db) => newestFirst(await db.histories.toArray()), fail);
  return {
    histories,
    underWay: createUnderWay(histories),
    collections: createLiveQuery(database, async (db) => newestFirst(await db.collections.toArray()), fail),
    warninglists: createLiveQuery(database, async (db) => newestFirst(await db.warninglists.toArray()), fail),
    searches: createLiveQuery(
      database,
      async (db) => (await db.searches.toArray()).sort((one, other) => other.createdAt.localeCompare(one.createdAt)),
      fail,
    ),
    problem,
    dismissProblem: () => setProblem(null),
    renameHistory: (id, change) =>
      isDone(() => historyWorker.run((api) => api.renameHistory(workspace.name(), id, change))),
    removeHistory: (id) => isDone(() => historyWorker.run((api) => api.removeHistory(workspace.name(), id))),
    removeCollection: ({ id, name }) =>
      setAside(`File ${name}`, [id], (each, at) =>
        historyWorker.run((api) => api.removeCollection(workspace.name(), each, at)),
      ),
    removeWarninglist: (id) => isDone(() => historyWorker.run((api) => api.removeWarninglist(workspace.name(), id))),
    removeSearches: (searches) =>
      setAside(
        searches.length === 1
          ? `Search ${searches[0]?.name ?? ''}`
          : formatCounted(searches.length, 'search', 'searches'),
        searches.map(({ id }) => id),
        (each, at) => historyWorker.run((api) => api.removeSearch(workspace.name(), each, at)),
      ),
    removed,
    putBack: () =>
      isDone(async () => {
        const ids = removed()?.ids ?? [];
        const count = await historyWorker.run((api) => api.putBack(workspace.name(), ids));
        setRemoved(null);
        if (count < ids.length)
          throw new Error('Not all of it could be brought back: it was removed an hour ago or more.');
      }),
    throwAway: () =>
      isDone(async () => {
        const ids = removed()?.ids ?? [];
        setRemoved(null);
        await historyWorker.run((api) => api.throwAway(workspace.name(), ids, new Date().toISOString()));
      }),
    saveSearch: (search) => isDone(() => historyWorker.run((api) => api.saveSearch(workspace.name(), search))),
    markLooked: (id, at) => isDone(() => historyWorker.run((api) => api.markLooked(workspace.name(), id, at))),
    countOldest: (id, bytes) => attempt(() => historyWorker.run((api) => api.countOldest(workspace.name(), id, bytes))),
    dropOldest: (id, bytes) => attempt(() => historyWorker.run((api) => api.dropOldest(workspace.name(), id, bytes))),
  };
}

/** What the browser grants and uses; asked anew when a history comes, grows or goes. */
export function createHistoryRoom({ workspace }: App, { histories }: HistoryState): Accessor<HistoryRoom | undefined> {
  const asked = createMemo(() => ({ name: workspace.name(), histories: histories() }));
  const [room] = createResource(asked, ({ name }) => historyWorker.run((api) => api.room(name)));
  // Read while it is asked anew, too.
  return () => (room.error === undefined ? room.latest : undefined);
}

/** Statements of one collection, or of all. @param asked `null`: nothing is asked */
export function createStatements(
  app: App,
  { collections }: HistoryState,
  asked: Accessor<StatementsAsked | null>,
): Latest<StatementsAnswer> {
  return createAnswer(app, asked, collections, (wanted) => (api, name) => api.listStatements(name, wanted));
}

/** What is known of every value of a pasted text. @param text `null` or empty: nothing is asked */
export function createLookUp(
  app: App,
  { collections, searches }: HistoryState,
  text: Accessor<string | null>,
): Latest<LookUpAnswer> {
  const today = currentDay();
  return createAnswer(
    app,
    () => text() || null,
    () => [collections(), searches()],
    (wanted) => (api, name) => api.lookUp(name, wanted, today),
  );
}

/** What is known of one value. @param value `null`: nothing is asked */
export function createValueLookUp(
  app: App,
  { collections, searches }: HistoryState,
  value: Accessor<Observable | null>,
): Latest<ValueContext | null> {
  const today = currentDay();
  return createAnswer(
    app,
    value,
    () => [collections(), searches()],
    (wanted) => (api, name) => api.lookUpValue(name, wanted, today),
  );
}

/** What each watchlist comes to today. */
export function createWatchlistFigures(
  app: App,
  { collections, warninglists }: HistoryState,
): Latest<readonly WatchlistFigures[]> {
  const today = currentDay();
  return createAnswer(
    app,
    () => true,
    () => [collections(), warninglists(), app.workspace.watch()],
    () => (api, name) => api.watchlistFigures(name, today),
  );
}

/** The first records of a history, as stored. */
export function createRecords(
  app: App,
  asked: Accessor<{ readonly history: string; readonly offset: number; readonly limit: number } | null>,
): Latest<readonly MatchedRecord[]> {
  return createAnswer(
    app,
    asked,
    () => null,
    (wanted) => (api, name) => api.readRecords(name, wanted.history, wanted.offset, wanted.limit),
  );
}

/** What the last run of a search found. */
export function createSightings(
  app: App,
  { searches }: HistoryState,
  search: Accessor<string | null>,
): Latest<readonly Sighting[]> {
  return createAnswer(
    app,
    search,
    // Another run makes another list.
    () => searches()?.find(({ id }) => id === search())?.run?.at,
    (wanted) => async (api, name) => {
      const sightings: Sighting[] = [];
      await api.readSightings(
        name,
        wanted,
        callback((part: readonly Sighting[]) => {
          for (const sighting of part) sightings.push(sighting);
        }),
      );
      return sightings;
    },
  );
}

export interface MatchesAsked {
  readonly search: string;
  /** `null`: the records of all sightings. */
  readonly sighting: { readonly type: string; readonly value: string } | null;
  readonly offset: number;
  readonly limit: number;
}

/** Records that a search matched, whole. */
export function createMatches(
  app: App,
  { searches }: HistoryState,
  asked: Accessor<MatchesAsked | null>,
): Latest<{ readonly total: number; readonly rows: readonly MatchedRecord[] }> {
  return createAnswer(
    app,
    asked,
    () => searches()?.find(({ id }) => id === asked()?.search)?.run?.at,
    ({ search, sighting, offset, limit }) =>
      (api, name) =>
        api.readMatches(name, search, sighting, offset, limit),
  );
}

/** A watchlist for the engine where the logs are. @param onProgress from 0 to 1 */
export function writeQueries(
  { workspace }: App,
  watchlist: string,
  language: WatchlistLanguage,
  onProgress: (share: number) => void,
): Promise<ListedQueries> {
  return historyWorker.run((api) =>
    api.writeQueries(workspace.name(), watchlist, withMoment({ language }), callback(onProgress)),
  );
}

/** One of these files, offered as a download. @param only its name; `null`: all in one archive */
export async function saveQueries(
  { workspace }: App,
  watchlist: string,
  language: WatchlistLanguage,
  only: string | null,
  onProgress: (share: number) => void,
): Promise<void> {
  saveFile(
    await historyWorker.run((api) =>
      api.saveQueries(workspace.name(), watchlist, withMoment({ language }), only, callback(onProgress)),
    ),
  );
}

/** What of a watchlist may go out to sensors. @param onProgress from 0 to 1 */
export function writeSensorRules(
  { workspace }: App,
  watchlist: string,
  asked: Pick<SensorRulesAsked, 'format' | 'audience'>,
  onProgress: (share: number) => void,
): Promise<ListedSensorRules> {
  return historyWorker.run((api) =>
    api.writeSensorRules(workspace.name(), watchlist, withMoment(asked), callback(onProgress)),
  );
}

/** One of these files, offered as a download. @param only its name; `null`: all in one archive */
export async function saveSensorRules(
  { workspace }: App,
  watchlist: string,
  asked: Pick<SensorRulesAsked, 'format' | 'audience'>,
  only: string | null,
  onProgress: (share: number) => void,
): Promise<void> {
  saveFile(
    await historyWorker.run((api) =>
      api.saveSensorRules(workspace.name(), watchlist, withMoment(asked), only, callback(onProgress)),
    ),
  );
}

function withMoment<Asked extends object>(asked: Asked): Asked & { readonly today: string; readonly at: string } {
  return { ...asked, today: currentDay(), at: new Date().toISOString() };
}

/** Fetches source lines from a file that is offered again. @returns how many were filled in */
export function fetchLines({ workspace }: App, search: string, file: File): Promise<Result<number>> {
  return historyWorker.run((api) => api.fetchLines(workspace.name(), search, file));
}

type Api = Parameters<Parameters<typeof historyWorker.run>[0]>[0];
type Name = ReturnType<App['workspace']['name']>;

/**
 * Of what the worker answers without a `Result`: what it throws is told by `problem`.
 * @param seen what else makes the answer an old one
 */
function createAnswer<Question, Answer>(
  app: App,
  question: Accessor<Question | null>,
  seen: Accessor<unknown>,
  ask: (question: Question) => (api: Api, name: Name) => Promise<Answer>,
): Latest<Answer> {
  const [turn, setTurn] = createSignal(0);
  createEffect(on(seen, () => setTurn((before) => before + 1), { defer: true }));
  const request = () => ({ name: app.workspace.name(), turn: turn() });
  return createLatest(app as AppState, request, question, async ({ name }, wanted) =>
    success(await historyWorker.run((api) => ask(wanted)(api, name))),
  );
}
