import Dexie, { type EntityTable, type Table } from 'dexie';
import type { FieldKind, SealedColumn } from '../domain/columns/column';
import type { Alert, AlertVerdict } from '../domain/detection/alerts/alert';
import type { DetectionRun } from '../domain/detection/detection-run';
import type { RuleRun } from '../domain/detection/sigma/rule-run';
import type { Signal, SignalRows } from '../domain/detection/signal';
import type { History } from '../domain/history/history';
import type { SavedSearch, SearchRun, Sighting } from '../domain/history/sighting';
import type { IndicatorCollection } from '../domain/indicators/statement';
import type { Warninglist } from '../domain/indicators/watchlist';
import { closeWhenReplaced } from './close-when-replaced';
import type { WorkspaceName } from './workspace-database';

/** What a segment belongs to: a history, a collection of indicators, or a run of a search whose records it holds. */
export type SegmentOwner = string;

/** A segment without its buffers: a list of them is read often. */
export interface StoredSegment {
  /** `<owner>/<sequence>`. */
  readonly id: string;
  readonly owner: SegmentOwner;
  /** Counts up within its owner, in the order of what was read: the lowest need not hold the oldest records. */
  readonly sequence: number;
  readonly rows: number;
  /** ms since 1970; `null`: no row has a time. */
  readonly from: number | null;
  readonly to: number | null;
  /** Of all its columns. */
  readonly bytes: number;
  readonly fields: readonly { readonly field: string; readonly kind: FieldKind }[];
}

/** One buffer: a search reads the few fields it asks about, and no others. */
export interface StoredColumn extends SealedColumn {
  readonly segment: string;
}

/** A search as a list shows it: its sightings may be very many, and stand apart. */
export interface StoredSearch extends Omit<SavedSearch, 'run'> {
  readonly run: StoredRun | null;
}

export interface StoredRun extends Omit<SearchRun, 'sightings'> {
  /** How many. */
  readonly sightings: number;
  /** Of them, those with records that are new since it was last looked at. */
  readonly newSightings: number;
  /** Whom the segments with its matched records belong to. */
  readonly owner: SegmentOwner;
}

/** One content of a history: its file, gzip undone, or one of its archive. So that the same is not read twice. */
export interface StoredContent {
  readonly history: string;
  /** As in `History.members`. */
  readonly member: string;
  /** Bytes. */
  readonly size: number;
  /** Hashes of its first 64 KiB, and of all of it: only what begins alike is read to its end to compare it. Of what is cut off the second is empty. */
  readonly head: string;
  readonly hash: string;
}

/** What the last run of a search found. */
export interface StoredSightings {
  readonly search: string;
  readonly sightings: readonly Sighting[];
  /** Found before an incomplete run that did not come to it: in no list, and not taken for new when it is found again. */
  readonly missed?: readonly Sighting[];
}

/** A warninglist as lists show it; its values stand apart. */
export interface StoredWarninglist extends Omit<Warninglist, 'list'> {
  readonly values: number;
}

export interface StoredWarnings {
  readonly id: string;
  readonly list: readonly string[];
}

/** Removed, and kept until it is settled that nobody wants it back; its segments stay. */
export type StoredSetAside =
  | {
      /** Of the search. */
      readonly id: string;
      /** ISO 8601: when it was removed. */
      readonly at: string;
      readonly kind: 'search';
      readonly search: StoredSearch;
      readonly sightings: readonly Sighting[];
      readonly missed?: readonly Sighting[];
    }
  | {
      /** Of the collection. */
      readonly id: string;
      readonly at: string;
      readonly kind: 'collection';
      readonly collection: IndicatorCollection;
    };

/** A signal as lists show it: its places are many, and stand apart. */
export type StoredSignal = Omit<Signal, 'records'>;

export interface StoredSignalRecords {
  /** Of the signal. */
  readonly id: string;
  readonly records: readonly SignalRows[];
}

/** A decision about an alert; several of the same alert are kept, and the latest holds. */
export interface StoredVerdict extends AlertVerdict {
  /** `<alert>~<at>`. */
  readonly id: string;
}

/**
 * Histories, collections of indicators and results of searches of one workspace. A database of its own: it may grow to
 * gigabytes, undo does not cover it, and a full disk harms nothing of the workspace.
 */
export class HistoryDatabase extends Dexie {
  declare histories: EntityTable<History, 'id'>;
  declare segments: EntityTable<StoredSegment, 'id'>;
  declare columns: Table<StoredColumn, [string, string]>;
  declare collections: EntityTable<IndicatorCollection, 'id'>;
  declare warninglists: EntityTable<StoredWarninglist, 'id'>;
  declare searches: EntityTable<StoredSearch, 'id'>;
  declare warnings: EntityTable<StoredWarnings, 'id'>;
  declare sightings: EntityTable<StoredSightings, 'search'>;
  declare contents: Table<StoredContent, [string, string]>;
  declare removed: Table<StoredSetAside, string>;
  declare detectionRuns: EntityTable<DetectionRun, 'at'>;
  /** Of the last run. */
  declare signals: EntityTable<StoredSignal, 'id'>;
  declare signalRecords: EntityTable<StoredSignalRecords, 'id'>;
  declare alerts: EntityTable<Alert, 'id'>;
  declare verdicts: EntityTable<StoredVerdict, 'id'>;
  declare ruleRuns: EntityTable<RuleRun, 'id'>;

  constructor(readonly workspace: WorkspaceName) {
    super(`vedette-history-${workspace}`);
    closeWhenReplaced(this);
    // A later version adds a line and, where needed, one pure upgrade step; an old line is never edited.
    this.version(1).stores({
      histories: 'id',
      segments: 'id, owner, [owner+sequence]',
      columns: '[segment+field]',
      collections: 'id',
      warninglists: 'id',
      warnings: 'id',
      searches: 'id',
      sightings: 'search',
    });
    this.version(2).stores({ contents: '[history+member], head', removed: 'id' });
    this.version(3).stores({
      detectionRuns: 'at',
      signals: 'id',
      signalRecords: 'id',
      alerts: 'id',
      verdicts: 'id, alert',
      ruleRuns: 'id',
    });
  }
}
