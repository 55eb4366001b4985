import type { TlpLevel } from '../threats/threat-report';
import type { ObservableType } from './observable';

/** What one source says of one value: the unit of attack context. Several sources stand side by side and are never joined. */
export interface IndicatorStatement {
  /** `pattern`: a STIX pattern that is more than one value. */
  readonly type: ObservableType | 'pattern';
  /** Normalised (docs/indicators.md); of a pattern its text. */
  readonly value: string;
  /** As the source writes it. */
  readonly written: string;
  /** In the source: `line 12`, `objects[7].pattern`, `rules.csv, row 4`. */
  readonly place: string;
  /** 0 to 100; `null`: not said. Scales of the source are brought to this one (docs/indicators.md). */
  readonly confidence: number | null;
  /** ms since 1970; `null`: not said. */
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  /** Of this value, where it is marked otherwise than its source; `null`: as the source. */
  readonly tlp: TlpLevel | null;
  /** Whom the source itself names: a feed, an organisation; empty: the source itself. */
  readonly saidBy: string;
  /** What it is: an indicator's name, a comment, a family. */
  readonly comment: string;
  readonly labels: readonly string[];
  /** Addresses or names of reports about it. */
  readonly references: readonly string[];
  /** ATT&CK ids as written. */
  readonly techniques: readonly string[];
  readonly coursesOfAction: readonly string[];
}

/** Where readers of indicators put what they find. */
export interface StatementSink {
  add(statement: IndicatorStatement): void;
}

/** Of a statement that says nothing but its value. */
export function makeStatement(
  type: IndicatorStatement['type'],
  value: string,
  written: string,
  place: string,
  said: Partial<IndicatorStatement> = {},
): IndicatorStatement {
  return {
    type,
    value,
    written,
    place,
    confidence: null,
    firstSeen: null,
    lastSeen: null,
    validFrom: null,
    validUntil: null,
    tlp: null,
    saidBy: '',
    comment: '',
    labels: [],
    references: [],
    techniques: [],
    coursesOfAction: [],
    ...said,
  };
}

/** A file of indicators that was read; its statements are kept as columns. */
export interface IndicatorCollection {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly format: string;
  /** Who says so; empty: not stated. */
  readonly publisher: string;
  /** ISO 8601 date; `null`: not stated. */
  readonly published: string | null;
  /** `null`: not marked. */
  readonly marking: TlpLevel | null;
  readonly importedAt: string;
  /** Statements, and stored bytes of them. */
  readonly statements: number;
  readonly bytes: number;
  /** By type. */
  readonly counts: Readonly<Record<string, number>>;
  /** Id of the threat report that came with the same file; `null`: none. */
  readonly reportId: string | null;
}
