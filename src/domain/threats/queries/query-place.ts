/**
 * Where the events of a log source stand in the products that keep logs, and how an event is named there. A place is
 * data; the writers of each language turn it into text. A product of whose logs nothing certain is known has no place:
 * no query is better than one that asks a table that does not exist. docs/hunt-queries.md says what was looked up.
 */
export interface QueryPlace {
  /** Sensors of the library whose events these are. */
  readonly sensors: readonly string[];
  /** Log source names of ATT&CK, compared folded; a name that ends in `*` stands for all that begin so. Empty: any. */
  readonly logSources: readonly string[];
  readonly readCode: CodeReader;
  readonly asks: QueryAsks;
}

/** Each field language asks a table for values of columns; the others have ways of their own. */
export interface QueryAsks {
  readonly spl?: FieldAsk;
  readonly 'kql-sentinel'?: FieldAsk | 'defender';
  readonly 'kql-defender'?: FieldAsk | 'defender';
  readonly esql?: FieldAsk;
  readonly eql?: FieldAsk;
  readonly athena?: FieldAsk;
  readonly sigma?: SigmaAsk;
  readonly osquery?: OsqueryAsk;
  readonly zeek?: true;
  readonly ausearch?: AusearchAsk;
  readonly 'cloudtrail-lookup'?: true;
}

/** A field that a code says nothing about; no code can hold it, as it is a control character. */
export const ANY = '\u0000';

/**
 * The values of an event's code in the order of the ask's fields, `''` where the field must be absent; `null`: the
 * code names nothing there.
 */
export type CodeReader = (code: string) => readonly string[] | null;

export interface FieldAsk {
  /** SPL: the search; KQL and Athena: the table; ES|QL and EQL: the index pattern. */
  readonly from: string;
  /** What holds for every event of the log source, in the language itself. */
  readonly where?: string;
  /** What narrows the log source down when no code does. */
  readonly whenWhole?: string;
  /** Expressions that hold the code's values, in the language itself; absent: events are not told apart by code. */
  readonly fields?: readonly string[];
  /** The field holds a number, so that values are written bare. */
  readonly isNumber?: true;
  /** How the product writes values, where that differs from the code. */
  readonly letterCase?: 'upper' | 'lower';
  /** How the product writes a code's first value, where no rule of case says; `null`: it does not have it. */
  readonly nameThere?: (value: string) => string | null;
  /** Athena: what the table calls the time, and how it keeps it. */
  readonly time?: { readonly column: string; readonly kind: 'iso' | 'epoch' };
  /** Where a code that is no value of the fields is searched for as text. */
  readonly text?: string;
  /** Codes of ATT&CK are not told apart here: all of the log source is asked for, and the note says so. */
  readonly whole?: true;
  readonly columns: readonly string[];
  /** For events of which more is known, by the values of their codes; `null`: the columns above. */
  readonly columnsOf?: (values: readonly string[]) => readonly string[] | null;
  /** What such columns rest on. */
  readonly columnsNote?: string;
  readonly note?: string;
}

export interface SigmaAsk {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
  readonly fields: readonly string[];
  readonly isNumber?: true;
  /** Some codes are in the log of another service. */
  readonly other?: { readonly service: string; readonly codes: readonly string[] };
}

export type OsqueryAsk =
  | { readonly kind: 'tables' }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'unified-log' }
  | { readonly kind: 'endpoint-security' };

export interface AusearchAsk {
  /** Record types when no code says which; empty: none, the codes must. */
  readonly records: readonly string[];
}
