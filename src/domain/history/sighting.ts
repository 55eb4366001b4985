import type { ObservableType } from '../indicators/observable';
import type { Issue } from '../result';
import type { TlpLevel } from '../threats/threat-report';
import type { Disposition } from './fields';

export const DIRECTIONS = ['outbound', 'inbound', 'internal', 'external', 'unknown'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What to look for, and where. */
export interface SearchRequest {
  /** Ids of watchlists, and values of its own. */
  readonly watchlists: readonly string[];
  readonly values: readonly { readonly type: ObservableType | 'pattern'; readonly value: string }[];
  /** Ids of histories; `null`: all. */
  readonly histories: readonly string[] | null;
  /** ms since 1970, both inclusive; `null`: open. Records without a time are searched where both are open. */
  readonly from: number | null;
  readonly to: number | null;
  /** Also the hosts of URLs, in logs that know no paths (DNS, TLS, flows): weaker, and labelled so. */
  readonly hostsOfUrls: boolean;
}

/** A search that is kept: it can be run again when a history or a watchlist has grown. */
export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  readonly request: SearchRequest;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly run: SearchRun | null;
  /** When the result was last looked at; what was found since is new. */
  readonly lookedAt: string | null;
}

export interface SearchRun {
  readonly at: string;
  /** `false`: it was stopped, or could not decide everything; what was found is here. */
  readonly complete: boolean;
  readonly tookMs: number;
  readonly indicators: number;
  readonly records: number;
  readonly segments: number;
  /** Ids of the histories it went through, with their rows at that time. */
  readonly histories: Readonly<Record<string, number>>;
  readonly sightings: readonly Sighting[];
  /** Records that matched, each once. */
  readonly matched: number;
  /** Records that matched and are kept whole; fewer than `matched` only beyond the limit, which is said. */
  readonly kept: number;
  /** Records that fit parts of patterns and of which it was not decided whether they match; absent: none. */
  readonly undecided?: number;
  /**
   * The strictest marking of the files of indicators that were looked for, as they were then; unmarked ones are amber until
   * a person decides. `null`: none was asked. Absent: of a run from before it was kept.
   */
  readonly marking?: TlpLevel | null;
  /** What was wrong with what was looked for, the first of each kind, and how many of each code; absent: nothing. */
  readonly issues?: readonly Issue[];
  readonly issueCounts?: Readonly<Record<string, number>>;
}

/** An indicator seen in a history (STIX Sighting): one per indicator, with all its records. */
export interface Sighting {
  readonly type: ObservableType | 'pattern';
  readonly value: string;
  readonly count: number;
  /** ms since 1970. */
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  /** Found by the host of a URL alone. */
  readonly byHostOnly: boolean;
  readonly directions: Readonly<Partial<Record<Direction, number>>>;
  readonly dispositions: Readonly<Partial<Record<Disposition, number>>>;
  /** Both of the same record, with counts. Absent: of a search that was kept before they were counted together. */
  readonly pairs?: readonly (readonly [direction: Direction, disposition: Disposition, count: number])[];
  /** Fields it was found in, with counts. */
  readonly fields: Readonly<Record<string, number>>;
  /** Destination ports with counts, the most frequent first; at most 20 are kept. */
  readonly ports: readonly (readonly [port: number, count: number])[];
  readonly portCount: number;
  /** The hosts of our side, each with its count, the most frequent first; at most 100 are kept. */
  readonly hosts: readonly (readonly [host: string, count: number])[];
  readonly hostCount: number;
  /** By history. */
  readonly histories: Readonly<Record<string, number>>;
  /** Of the last run of a saved search: found since it was last looked at. */
  readonly newSince: number;
}

/** Relevance is direction × disposition (incident model, step 3). Unknown is never downgraded. */
export type Relevance = 'high' | 'medium' | 'low';
