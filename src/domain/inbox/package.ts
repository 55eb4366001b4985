import type { Issue } from '../result';

/** What is done with every package, in this order, before a person looks at it. */
export const PLAYBOOK = ['read', 'context', 'search', 'draft'] as const;
export type PlaybookStep = (typeof PLAYBOOK)[number];

/** What became of a step. Its findings stand apart: a list of packages is read often. */
export interface StepRecord {
  readonly step: PlaybookStep;
  /** ISO 8601: when it ended. */
  readonly at: string;
  /** `left-out`: there was nothing to do; `failed`: it could not be done, and the steps after it were done all the same. */
  readonly became: 'done' | 'left-out' | 'failed';
  /** In a sentence. */
  readonly words: string;
}

/**
 * Where its bytes are. `kept`: in the inbox, until it is decided. `in-folder`: too large to be kept twice; it stays in the watched
 * folder under its name. `gone`: it is decided.
 */
export type PackageBytes = 'kept' | 'in-folder' | 'gone';

export type PackageStanding =
  /** Steps are left. */
  | { readonly kind: 'open' }
  /** It waits for a person. `problem`: why the last attempt to import it failed; `null`: none was made. */
  | { readonly kind: 'finished'; readonly at: string; readonly problem: string | null }
  | { readonly kind: 'unreadable'; readonly at: string; readonly issues: readonly Issue[] }
  /** The import was begun and its end is not known yet; its receipt carries this very `at`. */
  | { readonly kind: 'accepting'; readonly at: string }
  /** Ids of the receipt and of the search that was kept; `null`: there is none. */
  | { readonly kind: 'accepted'; readonly at: string; readonly receipt: string; readonly search: string | null }
  | { readonly kind: 'dismissed'; readonly at: string; readonly reason: string };

/** One content that came into the inbox, once, under however many names. */
export interface InboxPackage {
  /** SHA-256 of its bytes, lower-case hex. */
  readonly id: string;
  readonly fileName: string;
  /** Other names under which the same content came. */
  readonly otherNames: readonly string[];
  /** Bytes. */
  readonly size: number;
  /** ISO 8601 of the file's last change. */
  readonly fileDate: string;
  /** ISO 8601. */
  readonly arrivedAt: string;
  readonly from: 'hand' | 'folder';
  readonly bytes: PackageBytes;
  /** Key of its bytes among the contents; empty: they are not kept here. */
  readonly content: string;
  /** Ended ones, in the order of the playbook. */
  readonly steps: readonly StepRecord[];
  /** How often the step it is at was begun: one that is begun again and again breaks whoever does it. */
  readonly begun: number;
  readonly standing: PackageStanding;
  /** ISO 8601: when the same content last came after it was decided; `null`: it did not. */
  readonly cameAgain: string | null;
}

export type PackageArrival = Pick<
  InboxPackage,
  'fileName' | 'size' | 'fileDate' | 'arrivedAt' | 'from' | 'bytes' | 'content'
>;
