import type { AttackDomain } from '../attack/identifiers';
import type { Observable } from '../indicators/observable';

/**
 * What somebody wrote about a threat: a bundle, an event, an article, pasted text. Two records: this one, which the
 * analyst edits, and `ReportContent`, which is what was read and never changes.
 */
export interface ThreatReport {
  /** `report-` and the SHA-256 of what was read: the same file is the same report. */
  readonly id: string;
  readonly name: string;
  /** Empty: it was pasted. */
  readonly fileName: string;
  /** Id of its format in the registry. */
  readonly format: string;
  /** Who says so; empty: not stated. */
  readonly publisher: string;
  /** `2026-11-24`; `null`: not stated. */
  readonly published: string | null;
  /** As the report is marked; `null`: it is not. */
  readonly marking: TlpLevel | null;
  /** Its place among the others, as they came. */
  readonly position: number;
  /** Per technique, at most one. */
  readonly decisions: readonly TechniqueDecision[];
  /** The analyst's own. */
  readonly notes: string;
}

/** Traffic Light Protocol 2.0 (https://www.first.org/tlp/), strictest last; version 1's white reads as clear. */
export const TLP_LEVELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type TlpLevel = (typeof TLP_LEVELS)[number];

/** What the analyst decided about a technique of a report. */
export interface TechniqueDecision {
  /** Id of the technique, in the release in force when it was decided; upgrades move it. */
  readonly technique: string;
  readonly verdict: 'accepted' | 'rejected';
  /** In the text: the words it was decided on, where the analyst added the technique by hand. */
  readonly passage: TextRange | null;
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Offsets into `ReportContent.text`, in UTF-16 units, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What was read of a report. */
export interface ReportContent {
  /** Of its report. */
  readonly id: string;
  /** Prose as plain text, paragraphs separated by line ends; empty: there is none. */
  readonly text: string;
  /** Where the text comes from, in order, the first at 0: "page 3", "objects[4].description"; empty: it has no parts. */
  readonly sections: readonly TextSection[];
  /** Techniques that the format itself names in its fields: attack patterns, galaxies, tags, tables. */
  readonly statements: readonly TechniqueStatement[];
  /** Whom and what it is about, each with the techniques it states of them. */
  readonly subjects: readonly ReportSubject[];
  /** For watchlists. */
  readonly observables: readonly CollectedObservable[];
  readonly sightings: readonly StatedSighting[];
}

/** Of a report whose text is not here: a backup may have lost it. */
export function makeEmptyContent(id: string): ReportContent {
  return { id, text: '', sections: [], statements: [], subjects: [], observables: [], sightings: [] };
}

export interface TextSection {
  readonly start: number;
  readonly label: string;
}

export interface TechniqueStatement {
  /** As written (`T1059.001`, perhaps retired); empty: only a name is given. */
  readonly technique: string;
  /** As written; empty: only an id is given. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** `null`: not said. */
  readonly domain: AttackDomain | null;
  /** Short name of the tactic at which this step stands, where the report places it at one; else empty. */
  readonly tactic: string;
  /** Place among the steps, where the report gives an order (Attack Flow); else `null`. */
  readonly order: number | null;
  /** Where in the file: `objects[12]`. */
  readonly place: string;
  /** What the report says of it: how it was done. */
  readonly passage: string;
}

export const SUBJECT_KINDS = [
  'report',
  'grouping',
  'group',
  'campaign',
  'software',
  'incident',
  'flow',
  'infrastructure',
  'mitigation',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface ReportSubject {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly aliases: readonly string[];
  /** ATT&CK's id (`G0016`), where the report gives one; else empty. */
  readonly attackId: string;
  readonly place: string;
  /** Positions in `statements`: stated of it directly, by what it contains, or by what it uses. */
  readonly statements: readonly number[];
}

/** A value to look for, with what the report says of it. */
export interface CollectedObservable extends Observable {
  /** As the report writes it, defanged perhaps. */
  readonly written: string;
  /** `objects[7].pattern`, `line 12`, `page 3`. */
  readonly place: string;
  /** What the report says of it: an indicator's name, a comment, the words around it. */
  readonly context: string;
}

/** STIX `sighting`: something of the report was seen. */
export interface StatedSighting {
  /** Name or id of what was seen. */
  readonly of: string;
  readonly place: string;
  readonly count: number | null;
  /** ISO 8601. */
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
}

/** What a reader of a format gives: everything but what the app decides. */
export interface ReadReport {
  /** Empty: the file's name stands for it. */
  readonly name: string;
  readonly publisher: string;
  readonly published: string | null;
  readonly marking: TlpLevel | null;
  readonly content: Omit<ReportContent, 'id'>;
}

/** A file read, with the sum that nothing was lost: read = kept + reported. */
export interface ReportFile {
  readonly report: ReadReport;
  readonly counts: {
    /** "objects", "attributes", "pages". */
    readonly unit: string;
    readonly read: number;
    readonly kept: number;
    readonly reported: number;
  };
}
