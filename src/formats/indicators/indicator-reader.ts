import type { StatementSink } from '../../domain/indicators/statement';
import type { Issue } from '../../domain/result';
import type { TlpLevel } from '../../domain/threats/threat-report';
import type { Probe } from '../probe';

/** What a column of a table of indicators says; `value` columns may be several, each with the type it names. */
export interface IndicatorColumn {
  readonly role: IndicatorColumnRole;
  /** Of a value column, where its header names one: `sha256`; `null`: by a type column, or by its look. */
  readonly type: string | null;
}

export const INDICATOR_COLUMN_ROLES = [
  'value',
  'type',
  'port',
  'confidence',
  'first-seen',
  'last-seen',
  'valid-from',
  'valid-until',
  'comment',
  'label',
  'tlp',
  'said-by',
  'reference',
  'technique',
  'left-out',
] as const;
export type IndicatorColumnRole = (typeof INDICATOR_COLUMN_ROLES)[number];

/** What a reader of indicators is given. */
export interface IndicatorContext {
  readonly sink: StatementSink;
  /** Something that claims to be an indicator, and could not be read. */
  readonly reject: (found: Issue) => void;
  /** Anything else worth saying; counts for nothing. */
  readonly note: (found: Issue) => void;
  /** How the analyst read the columns of a table, in its order; `null`: they are guessed. */
  readonly columns: readonly IndicatorColumn[] | null;
  /** How the columns of the table were read, once; not called where the format itself states them, or there is no table. */
  readonly tellColumns?: (columns: readonly SeenColumn[]) => void;
  readonly fileName: string;
}

/** A column of a table as it was read, for the analyst to correct. */
export interface SeenColumn {
  /** Of the header, or made up: `Column 3`. */
  readonly header: string;
  readonly column: IndicatorColumn;
  /** The first few different cells. */
  readonly samples: readonly string[];
}

/** What the file says of itself. */
export interface IndicatorFacts {
  /** Empty: it has no name but the file's. */
  readonly name: string;
  readonly publisher: string;
  /** ISO 8601; `null`: not stated. */
  readonly published: string | null;
  /** `null`: not marked. */
  readonly marking: TlpLevel | null;
  /** Values in the file: statements given + values rejected. Comments, headers and cells of prose are none. */
  readonly items: number;
}

/** Reads one content; chunks come in order and are cut anywhere, inside a character too. Nothing is kept of them after the call. */
export interface IndicatorReader {
  push(chunk: Uint8Array): void;
  end(): Promise<IndicatorFacts> | IndicatorFacts;
}

/** One format of indicators: its entry in the registry, and its reader. */
export interface IndicatorFormat {
  readonly id: string;
  readonly name: string;
  readonly extensions: readonly string[];
  /** Under `docs/formats`. */
  readonly docs: string;
  /** From 0 (no) to 1 (certain). */
  readonly sniff: (probe: Probe) => number;
  readonly make: (context: IndicatorContext) => IndicatorReader;
}
