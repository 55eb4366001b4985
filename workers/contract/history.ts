import type { History } from '../../src/domain/history/history';
import type { MatchedRecord } from '../../src/domain/history/matched-record';
import type { SavedSearch, SearchRequest, SearchRun, Sighting } from '../../src/domain/history/sighting';
import type { Observable } from '../../src/domain/indicators/observable';
import type { WatchlistLanguage, WatchlistQueries } from '../../src/domain/indicators/queries/watchlist-queries';
import type { SensorRules, SensorRulesAsked } from '../../src/domain/indicators/sensor-rules/write-sensor-rules';
import type { IndicatorCollection, IndicatorStatement } from '../../src/domain/indicators/statement';
import type { UnsearchedPatterns } from '../../src/domain/indicators/stix-pattern/unsearched-patterns';
import type { Warninglist } from '../../src/domain/indicators/watchlist';
import type { Result } from '../../src/domain/result';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { ExportedFile } from './exports';
import type { SearchExports } from './search-exports';

/** What the page may ask about indicators, histories and searches. Types only: importing this file loads no code. */

export interface StatementsAsked {
  /** `null`: of all. */
  readonly collection: string | null;
  /** Part of a value or a comment; empty: all. */
  readonly containing: string;
  readonly types: readonly IndicatorStatement['type'][];
  readonly offset: number;
  readonly limit: number;
}

export interface StatementsAnswer {
  /** That fit. */
  readonly total: number;
  readonly rows: readonly (IndicatorStatement & { readonly collection: string })[];
}

/** What is known of one value, source by source. */
export interface ValueContext extends Observable {
  readonly written: string;
  readonly statements: readonly (IndicatorStatement & { readonly source: string; readonly collection: string })[];
  /** Threat reports whose text or fields name it. */
  readonly reports: readonly { readonly id: string; readonly name: string; readonly context: string }[];
  readonly watchlists: readonly { readonly id: string; readonly name: string }[];
  readonly warninglists: readonly { readonly id: string; readonly name: string }[];
  readonly benign: { readonly reason: string; readonly author: string; readonly at: string } | null;
  /** Of saved searches. */
  readonly sightings: readonly {
    readonly search: string;
    readonly name: string;
    readonly count: number;
    readonly lastSeen: number | null;
  }[];
}

export interface LookUpAnswer {
  /** In the order of the text: the first of them, where there are more than are looked up. */
  readonly values: readonly ValueContext[];
  /** Values in the text, each once. */
  readonly total: number;
}

/** What a watchlist comes to today: what is watched, and what is held back and why. Counts are of values, each once. */
export interface WatchlistFigures {
  readonly id: string;
  readonly watched: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly heldBack: {
    readonly expired: number;
    readonly notYetValid: number;
    readonly lowConfidence: number;
    readonly benign: number;
    readonly warninglists: number;
  };
  /** The first of them, with the reason in words. */
  readonly examples: readonly { readonly value: string; readonly type: string; readonly reason: string }[];
  /** The list itself is out of its time today. */
  readonly state: 'active' | 'expired' | 'not-yet';
  /** Patterns that are watched and cannot be looked for, whole or in part, by what stands in the way. */
  readonly unsearched: readonly UnsearchedPatterns[];
}

export interface SearchProgress {
  readonly segmentsDone: number;
  readonly segmentsTotal: number;
  readonly matched: number;
  /** From earlier searches on this device; `null`: none yet. */
  readonly estimatedMs: number | null;
}

/** A file by its beginning: all of a million values are hundreds of megabytes. */
export interface ListedFile {
  readonly name: string;
  readonly values: number;
  /** Characters. */
  readonly length: number;
  /** The whole of it, where it is short; empty, where very many files come before it. */
  readonly beginning: string;
}

export interface ListedSensorRules extends Omit<SensorRules, 'files'> {
  readonly files: readonly ListedFile[];
}

export interface ListedQueries extends Omit<WatchlistQueries, 'files'> {
  readonly files: readonly ListedFile[];
}

export interface QueriesAsked {
  readonly language: WatchlistLanguage;
  /** `2026-11-25` */
  readonly today: string;
  /** ISO 8601, when they are written. */
  readonly at: string;
}

export type { MatchedRecord, SensorRulesAsked, WatchlistLanguage };

/** A warninglist without its values. */
export interface ListedWarninglist extends Omit<Warninglist, 'list'> {
  readonly values: number;
}

/** A search in a list: of its run the figures, without the sightings, which may be very many. */
export interface ListedSearch extends Omit<SavedSearch, 'run'> {
  readonly run: ListedRun | null;
}

export interface ListedRun extends Omit<SearchRun, 'sightings'> {
  readonly sightings: number;
  /** Of them, those with records that are new since it was last looked at. */
  readonly newSightings: number;
}

export interface HistoryRoom {
  /** Bytes that the browser grants and uses; `null`: it does not say. */
  readonly quota: number | null;
  readonly usage: number | null;
  readonly histories: readonly { readonly id: string; readonly bytes: number }[];
}

export interface HistoryWorker extends SearchExports {
  listCollections(workspace: WorkspaceName): Promise<readonly IndicatorCollection[]>;
  listStatements(workspace: WorkspaceName, asked: StatementsAsked): Promise<StatementsAnswer>;
  /** Set aside: `putBack` brings it back for an hour, `throwAway` makes room at once. @param at ISO 8601 */
  removeCollection(workspace: WorkspaceName, id: string, at: string): Promise<void>;
  /** Searches and collections that were removed. @returns how many are here again */
  putBack(workspace: WorkspaceName, ids: readonly string[]): Promise<number>;
  /** For good. @param ids `null`: all that were removed more than an hour before `at` */
  throwAway(workspace: WorkspaceName, ids: readonly string[] | null, at: string): Promise<void>;
  /** Every value of a pasted text. */
  lookUp(workspace: WorkspaceName, text: string, today: string): Promise<LookUpAnswer>;
  /** One value whose type is known: by its text alone it may be taken for another, or for none. */
  lookUpValue(workspace: WorkspaceName, value: Observable, today: string): Promise<ValueContext | null>;
  /** @param today `2026-11-25` */
  watchlistFigures(workspace: WorkspaceName, today: string): Promise<readonly WatchlistFigures[]>;
  /** A watchlist in the words of an engine elsewhere. @param onProgress from 0 to 1 */
  writeQueries(
    workspace: WorkspaceName,
    watchlist: string,
    asked: QueriesAsked,
    onProgress: (share: number) => void,
  ): Promise<ListedQueries>;
  /** One of these files; `only` is `null`: all in one archive. */
  saveQueries(
    workspace: WorkspaceName,
    watchlist: string,
    asked: QueriesAsked,
    only: string | null,
    onProgress: (share: number) => void,
  ): Promise<ExportedFile>;
  /** What of a watchlist may go out to sensors, as their files. @param onProgress from 0 to 1 */
  writeSensorRules(
    workspace: WorkspaceName,
    watchlist: string,
    asked: SensorRulesAsked,
    onProgress: (share: number) => void,
  ): Promise<ListedSensorRules>;
  /** One of these files; `only` is `null`: all in one archive. */
  saveSensorRules(
    workspace: WorkspaceName,
    watchlist: string,
    asked: SensorRulesAsked,
    only: string | null,
    onProgress: (share: number) => void,
  ): Promise<ExportedFile>;

  listHistories(workspace: WorkspaceName): Promise<readonly History[]>;
  renameHistory(workspace: WorkspaceName, id: string, change: { name?: string; site?: string }): Promise<void>;
  listWarninglists(workspace: WorkspaceName): Promise<readonly ListedWarninglist[]>;
  removeWarninglist(workspace: WorkspaceName, id: string): Promise<void>;
  removeHistory(workspace: WorkspaceName, id: string): Promise<void>;
  /** Drops the oldest segments of a history until at least so many bytes are free. @returns rows dropped */
  dropOldest(workspace: WorkspaceName, id: string, bytes: number): Promise<number>;
  /** What that would drop. */
  countOldest(
    workspace: WorkspaceName,
    id: string,
    bytes: number,
  ): Promise<{ readonly rows: number; readonly bytes: number }>;
  room(workspace: WorkspaceName): Promise<HistoryRoom>;
  /** The first records, as stored: for looking at a history. */
  readRecords(
    workspace: WorkspaceName,
    history: string,
    offset: number,
    limit: number,
  ): Promise<readonly MatchedRecord[]>;

  listSearches(workspace: WorkspaceName): Promise<readonly ListedSearch[]>;
  /**
   * What its last run found, the most relevant first, part by part: thousands with all their hosts in one message would keep
   * the page from answering. No part comes before the one before it was taken; none: it has not run, or found nothing.
   */
  readSightings(
    workspace: WorkspaceName,
    search: string,
    onPart: (part: readonly Sighting[]) => void | Promise<void>,
  ): Promise<void>;
  /**
   * Runs a search in as many workers as there are cores; what was found is kept under `id` if that is a saved search. Stopping
   * is `stopSearch`: what was found until that moment is then kept. The sightings are read with `readSightings`.
   */
  search(
    workspace: WorkspaceName,
    id: string,
    request: SearchRequest,
    at: string,
    onProgress: (progress: SearchProgress) => void,
  ): Promise<Result<ListedRun>>;
  /** @param at of the run that is stopped, which may not have begun yet: as it was given to `search` */
  stopSearch(id: string, at: string): Promise<void>;
  /** A new one, or another name or request; its run stays as it is. */
  saveSearch(workspace: WorkspaceName, search: Omit<SavedSearch, 'run'>): Promise<void>;
  /** As `removeCollection`. */
  removeSearch(workspace: WorkspaceName, id: string, at: string): Promise<void>;
  /** @param at ISO 8601: the end of the run that was looked at, so that one kept meanwhile is not taken for looked at */
  markLooked(workspace: WorkspaceName, id: string, at: string): Promise<void>;
  /** Records that a search matched, of one sighting or of all. */
  readMatches(
    workspace: WorkspaceName,
    search: string,
    sighting: { readonly type: string; readonly value: string } | null,
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly rows: readonly MatchedRecord[] }>;
  /** Fetches the source lines of a search's records from a file that is offered again. @returns lines that were filled in */
  fetchLines(workspace: WorkspaceName, search: string, file: File): Promise<Result<number>>;
}
