/** Where JSON documents of one object hold their records: exports, pages of answers, files of cloud services. */

/** Keys from the outside in; arrays on the way have none. */
const RECORD_ARRAYS: ReadonlySet<string> = new Set([
  'Records',
  'records',
  'hits',
  'hits.hits',
  'responses.hits.hits',
  'hits.events',
  'results',
  'Results',
  'result',
  'value',
  'Events',
  'events',
  'Events.Event',
  'logEvents',
  'Findings',
  'findings',
  'entries',
  'items',
  'data',
  'logs',
  'Items',
]);

/** Rows of cells, whose names stand in a list of columns before them. */
const ROW_ARRAYS: ReadonlySet<string> = new Set(['tables.rows', 'Tables.Rows', 'rows', 'values', 'datarows']);
const COLUMN_ARRAYS: ReadonlySet<string> = new Set(['tables.columns', 'Tables.Columns', 'columns', 'fields', 'schema']);

/** With one of these first, an object may be such a document; an event begins otherwise. */
const FIRST_KEYS: ReadonlySet<string> = new Set([
  ...[...RECORD_ARRAYS, ...ROW_ARRAYS, ...COLUMN_ARRAYS].map((path) => path.split('.')[0] ?? ''),
  'took',
  'timed_out',
  '_scroll_id',
  '_shards',
  'pit_id',
  'preview',
  'init_offset',
  'messages',
  'messageType',
  'owner',
  'kind',
  'etag',
  'nextPageToken',
  'NextToken',
  'nextToken',
  'count',
  'total',
  'statistics',
  'status',
  'Stats',
  'Schema',
  'Results',
  'error',
  '@odata.context',
]);

/** An object that says when it happened is an event, whatever lists it has. */
const EVENT_KEYS =
  /^(?:@?timestamp|_?time|ts|date|eventTime|event_time|TimeGenerated.*|TimeCreated|EventTime|UtcTime|unixTime|CreationTime|createdDateTime|activityDateTime|published|event_type|EventID|EventId|eventName|Event|_source|columns\.)$/i;

export type ArrayKind = 'records' | 'rows' | 'columns' | null;

export function kindOfArray(path: string): ArrayKind {
  if (RECORD_ARRAYS.has(path)) return 'records';
  if (ROW_ARRAYS.has(path)) return 'rows';
  return COLUMN_ARRAYS.has(path) ? 'columns' : null;
}

export function mayHoldRecords(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let isFirst = true;
  for (const key in value) {
    if (isFirst ? !FIRST_KEYS.has(key) : isEventKey(key)) return false;
    isFirst = false;
  }
  return !isFirst;
}

export function isEventKey(key: string): boolean {
  return EVENT_KEYS.test(key);
}

/** Names of a list of columns: texts, or objects that have a name. */
export function readColumnNames(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  const names = value.map((each: unknown) => {
    if (typeof each === 'string') return each;
    if (typeof each !== 'object' || each === null) return '';
    const { name, ColumnName, displayName } = each as { name?: unknown; ColumnName?: unknown; displayName?: unknown };
    return [name, ColumnName, displayName].find((one) => typeof one === 'string' && one !== '') ?? '';
  });
  return names.length > 0 && names.every((name) => typeof name === 'string' && name !== '')
    ? (names as string[])
    : null;
}

/** A row of cells as an object; a cell without a column is named by its place, from 1. */
export function objectOfRow(row: readonly unknown[], columns: readonly string[]): unknown {
  return Object.fromEntries(row.map((cell, at) => [columns[at] ?? `column ${at + 1}`, cell]));
}
