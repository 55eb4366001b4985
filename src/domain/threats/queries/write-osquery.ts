import { findOsqueryTable, type OsqueryTable } from './osquery-tables';
import type { OsqueryAsk, QueryPlace } from './query-place';
import { isPlausibleCode, quoteSql } from './quote';
import { describeUnread, readCodes } from './read-codes';
import { type TimeSpan, toIso, toSeconds } from './time-span';
import type { Draft } from './write-query';

const DAY = 86_400;

export function writeOsquery(
  ask: OsqueryAsk,
  place: QueryPlace,
  codes: readonly string[],
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  if (ask.kind === 'tables') return writeTables(codes, span, limit);
  if (ask.kind === 'endpoint-security') return writeEndpointSecurity(codes, span, limit);
  if (ask.kind === 'unified-log') return writeUnifiedLog(codes, span, limit);
  const { values, texts, unread } = readCodes(codes, place.readCode, isPlausibleCode);
  if (values.length === 0 && codes.length > 0) return null;
  const ids = values.map(([id = '']) => id);
  const conditions = [
    `channel = ${quoteSql(ask.channel)}`,
    ...(ids.length === 0 ? [] : [`eventid IN (${ids.join(', ')})`]),
    ...writeDateTime(span),
  ];
  return {
    text: statement(
      'windows_eventlog',
      ['datetime', 'computer_name', 'provider_name', 'eventid', 'data'],
      conditions,
      'datetime',
      limit,
    ),
    note: `Reads the log on the host itself. ${describeUnread([...unread, ...texts])}`.trim(),
  };
}

function writeTables(codes: readonly string[], span: TimeSpan | null, limit: number): Draft | null {
  const [tables, unread] = [new Set<OsqueryTable>(), [] as string[]];
  for (const code of codes) {
    const table = findOsqueryTable(code.trim());
    if (table === null) unread.push(code);
    else tables.add(table);
  }
  if (tables.size === 0) return null;
  const isAnyState = [...tables].some(({ isEvented }) => !isEvented);
  const isAnyEvented = [...tables].some(({ isEvented }) => isEvented);
  const note = [
    isAnyEvented ? 'Tables of events hold rows only where their collection is switched on.' : '',
    isAnyState ? 'A table without a time shows how things are now.' : '',
    describeUnread(unread),
  ];
  return {
    text: [...tables].map((table) => writeTable(table, [], span, limit)).join('\n\n'),
    note: note.filter((part) => part !== '').join(' '),
  };
}

function writeTable(table: OsqueryTable, conditions: readonly string[], span: TimeSpan | null, limit: number): string {
  const all = [...conditions, ...(table.isEvented ? writeSeconds('time', span) : [])];
  return statement(table.name, table.columns, all, table.isEvented ? 'time' : null, limit);
}

/** Which table and event type of osquery stands for an event of the Endpoint Security framework. */
const ENDPOINT_SECURITY: Readonly<Record<string, readonly [string, string]>> = {
  exec: ['es_process_events', 'exec'],
  fork: ['es_process_events', 'fork'],
  exit: ['es_process_events', 'exit'],
  open: ['es_process_file_events', 'open'],
  create: ['es_process_file_events', 'create'],
  rename: ['es_process_file_events', 'rename'],
  write: ['es_process_file_events', 'write'],
  truncate: ['es_process_file_events', 'truncate'],
};

function writeEndpointSecurity(codes: readonly string[], span: TimeSpan | null, limit: number): Draft | null {
  const [asked, unread] = [new Map<string, string[]>(), [] as string[]];
  for (const code of codes) {
    const name = /^(?:es_event_type_notify_|es_event_)?([a-z]+)(?:_t)?$/i.exec(code.trim())?.[1]?.toLowerCase() ?? '';
    const pair = Object.hasOwn(ENDPOINT_SECURITY, name) ? ENDPOINT_SECURITY[name] : undefined;
    if (pair === undefined) unread.push(code);
    else asked.set(pair[0], [...(asked.get(pair[0]) ?? []), quoteSql(pair[1])]);
  }
  const statements = [...asked].flatMap(([name, types]) => {
    const table = findOsqueryTable(name);
    const kinds = [...new Set(types)].join(', ');
    return table === null ? [] : [writeTable(table, [`event_type IN (${kinds})`], span, limit)];
  });
  if (statements.length === 0) return null;
  return {
    text: statements.join('\n\n'),
    note: `Needs osquery with its Endpoint Security tables switched on. ${describeUnread(unread)}`.trim(),
  };
}

function writeUnifiedLog(codes: readonly string[], span: TimeSpan | null, limit: number): Draft | null {
  const [subsystems, unread] = [[] as string[], [] as string[]];
  for (const code of codes.map((text) => text.trim().replace(/^subsystem:/, ''))) {
    (/^com\.apple\.[\w.-]+$/.test(code) ? subsystems : unread).push(code);
  }
  if (codes.length > 0 && subsystems.length === 0) return null;
  const conditions = [
    ...writeSeconds('timestamp', span),
    ...(subsystems.length === 0 ? [] : [`subsystem IN (${[...new Set(subsystems)].map(quoteSql).join(', ')})`]),
    `max_rows = ${limit}`,
  ];
  return {
    text: statement(
      'unified_log',
      ['timestamp', 'process', 'subsystem', 'category', 'message'],
      conditions,
      'timestamp',
      limit,
    ),
    note: `Reads the log on the host itself; subsystems are compared letter by letter. ${describeUnread(unread)}`.trim(),
  };
}

function statement(
  table: string,
  columns: readonly string[],
  conditions: readonly string[],
  order: string | null,
  limit: number,
): string {
  return [
    `SELECT ${columns.join(', ')}`,
    `FROM ${table}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join('\n  AND ')}`]),
    ...(order === null ? [] : [`ORDER BY ${order} DESC`]),
    `LIMIT ${limit};`,
  ].join('\n');
}

function writeSeconds(column: string, span: TimeSpan | null): string[] {
  if (span === null) return [`${column} >= CAST(strftime('%s', 'now') AS INTEGER) - ${DAY}`];
  return [`${column} >= ${toSeconds(span.from)}`, ...(span.to === null ? [] : [`${column} <= ${toSeconds(span.to)}`])];
}

function writeDateTime(span: TimeSpan | null): string[] {
  if (span === null) return ["datetime >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 day')"];
  return [
    `datetime >= ${quoteSql(toIso(span.from))}`,
    ...(span.to === null ? [] : [`datetime <= ${quoteSql(toIso(span.to))}`]),
  ];
}
