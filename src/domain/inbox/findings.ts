import type { SearchRequest, SearchRun, Sighting } from '../history/sighting';
import type { IndicatorStatement } from '../indicators/statement';
import type { Issue } from '../result';
import type { TlpLevel } from '../threats/threat-report';
import type { VerdictFigures } from '../threats/verdict';

/** What the steps of the playbook found out about a package: enough to decide on, and for the note. Lists are bounded; counts are whole. */

/** What it is, by the app's own readers. */
export interface ReadFinding {
  readonly step: 'read';
  /** Id and name of its format. */
  readonly format: string;
  readonly formatName: string;
  /** What kind of thing the import would make of it: `report`, `indicators`, `history`, `rules` … */
  readonly kind: string;
  /** Empty: it says none, and its file's name stands for it. */
  readonly name: string;
  readonly publisher: string;
  readonly published: string | null;
  readonly marking: TlpLevel | null;
  readonly counts: { readonly unit: string; readonly read: number; readonly kept: number; readonly reported: number };
  /** "1 report", "214 indicators". */
  readonly brought: readonly string[];
  readonly issues: readonly Issue[];
  readonly issueCounts: Readonly<Record<string, number>>;
  /** The first words of a report's prose; empty: there are none. */
  readonly beginning: string;
  /** Values to look for, by type; empty: it gives none. */
  readonly typeCounts: Readonly<Record<string, number>>;
  /** The first of them. */
  readonly values: readonly Pick<IndicatorStatement, 'type' | 'value' | 'comment'>[];
  /** Why the import has to ask something first, in words; `null`: it can be accepted as it stands. */
  readonly obstacle: string | null;
}

/** What is known already, and what the techniques it names come to. */
export interface ContextFinding {
  readonly step: 'context';
  /** How the very same file came into the workspace before, in words; `null`: it did not. */
  readonly importedBefore: string | null;
  /** `null`: it gives no values. */
  readonly known: KnownValues | null;
  /** `null`: it names no technique. */
  readonly threat: ThreatContext | null;
}

export interface KnownValues {
  /** Values that were looked up, of all. */
  readonly asked: number;
  readonly total: number;
  /** Of those looked up: that some file of indicators or a report here names. */
  readonly known: number;
  readonly watched: number;
  readonly benign: number;
  readonly onWarninglists: number;
  /** That a search kept here has seen. */
  readonly seen: number;
  /** Where they are known, the most frequent first. */
  readonly sources: readonly {
    readonly kind: 'collection' | 'report';
    readonly name: string;
    readonly values: number;
  }[];
  /** The first that are known, with where. */
  readonly examples: readonly { readonly type: string; readonly value: string; readonly words: string }[];
}

export interface ThreatContext {
  /** `enterprise-attack 19.1` */
  readonly release: string;
  readonly figures: VerdictFigures;
  /** In a sentence, and what is not counted; perhaps empty. */
  readonly verdict: string;
  readonly outside: string;
  /** Steps in the order of the tactics. */
  readonly techniques: readonly {
    readonly id: string;
    readonly name: string;
    readonly tactic: string;
    /** In the words of the lens: "Runs", "Blind". */
    readonly state: string;
    readonly sensors: readonly string[];
  }[];
  readonly unresolved: number;
}

/** Whether it has been here. */
export interface SearchFinding {
  readonly step: 'search';
  /** What the kept search asks for; `null`: nothing was searched. */
  readonly request: SearchRequest | null;
  /** What is looked for and is more than a search keeps: only what was seen is kept. */
  readonly isCut: boolean;
  readonly run: Omit<SearchRun, 'sightings'> | null;
  /** "2 of 34 watched indicators were seen in 1 of 3 histories." Empty: nothing was searched. */
  readonly answer: string;
  /** "outbound, established, to 203.0.113.7 from 10.1.2.3"; `null`: nothing was seen. */
  readonly mostRelevant: string | null;
  /** The most relevant first, and how many there are. */
  readonly sightings: readonly Sighting[];
  readonly sightingCount: number;
  /** Names of the histories that were gone through. */
  readonly histories: readonly string[];
  /** Values that were not looked for, by reason: expired, on a warninglist … */
  readonly heldBack: Readonly<Record<string, number>>;
  /** Of a log: it was itself looked through for what is watched. */
  readonly inItself: boolean;
}

export interface DraftFinding {
  readonly step: 'draft';
  readonly markdown: string;
}

export type Finding = ReadFinding | ContextFinding | SearchFinding | DraftFinding;

/** Of one package, what is known so far. */
export interface Findings {
  readonly read: ReadFinding | null;
  readonly context: ContextFinding | null;
  readonly search: SearchFinding | null;
  readonly draft: DraftFinding | null;
}

export const NO_FINDINGS: Findings = { read: null, context: null, search: null, draft: null };
