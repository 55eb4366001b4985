/** Where logs are, and the language in which they are asked for there. */
export const QUERY_LANGUAGES = [
  'spl',
  'kql-sentinel',
  'kql-defender',
  'esql',
  'eql',
  'sigma',
  'osquery',
  'zeek',
  'ausearch',
  'cloudtrail-lookup',
  'athena',
] as const;
export type QueryLanguage = (typeof QUERY_LANGUAGES)[number];

/** What to look at: events of one sensor's log source. */
export interface QuerySubject {
  readonly sensorId: string;
  readonly logSource: string;
  /** Event ids, record types, API names, tables or log files; empty: all of the log source. */
  readonly codes: readonly string[];
}

export interface HuntQuery {
  readonly language: QueryLanguage;
  readonly text: string;
  /** What must be adapted or is assumed: the index, the table; perhaps empty. */
  readonly note: string;
}
