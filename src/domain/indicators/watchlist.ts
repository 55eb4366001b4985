import type { Observable, ObservableType } from './observable';

/** A named set of indicators to look for, and why. Edited by the analyst; undo and backups cover it. */
export interface Watchlist {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly owner: string;
  /** `2026-11-24`; `null`: from the beginning, without an end. The last day counts. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** 0 to 100: statements with less confidence are left out. Those that say none are kept. */
  readonly minimumConfidence: number;
  /** Ids of collections of indicators, all of whose statements are watched. */
  readonly collections: readonly string[];
  /** Values of its own: typed, pasted, or taken from a search that found nothing yet. */
  readonly values: readonly WatchedValue[];
  /** Ids of warninglists whose values are held back; the benign list always is. */
  readonly warninglists: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly position: number;
}

export interface WatchedValue extends ListedValue {
  /** Since when, ISO 8601, and what for. */
  readonly addedAt: string;
  readonly note: string;
}

export interface ListedValue {
  readonly type: ObservableType | 'pattern';
  /** Of an observable: normalised; a pattern as it stands. */
  readonly value: string;
}

/** A value that somebody here knows to be harmless, with the reason: held back from every watchlist, visibly. */
export interface BenignValue extends Observable {
  readonly id: string;
  readonly reason: string;
  readonly author: string;
  readonly at: string;
}

/** A MISP warninglist (https://github.com/MISP/misp-warninglists): values that are known, and no indicators. */
export interface Warninglist {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly type: WarninglistType;
  /** MISP's attribute types it is meant for; empty: all. */
  readonly attributes: readonly string[];
  readonly list: readonly string[];
  readonly fileName: string;
  readonly importedAt: string;
}

export const WARNINGLIST_TYPES = ['string', 'substring', 'hostname', 'cidr', 'regex'] as const;
export type WarninglistType = (typeof WARNINGLIST_TYPES)[number];
