/**
 * Tables of records under a header: exports of firewalls, proxies, SIEMs and consoles. Their records are cut here and not by
 * `delimited-text`, because each one's place in bytes is kept; the delimiter is guessed there.
 */
import { excerpt, issue, WHOLE_FILE } from '../../domain/result';
import { guessDelimiter } from '../delimited-text';
import type { Probe } from '../probe';
import { decodeLine } from './header-table';
import { type HeaderlessTable, headerlessTableOf } from './headerless-tables';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { makeLineReader } from './lines';
import { makeRowWriter, type PlannedColumn, type RowWriter } from './row-writer';
import { isOpen, splitCells } from './table-cells';
import { DAY_ORDERS, guessColumns } from './table-columns';
import { rateTable } from './table-sniff';
import { composeUrl } from './web-urls';

/** Records that are looked at before the columns are settled. */
const SAMPLE_RECORDS = 200;
/** A record whose quotes stay open for longer is one line with a stray quote. */
const LONGEST_RECORD = 256 * 1024;
const DELIMITER_SAMPLE = 64 * 1024;

export const TABLE_LOG: HistoryFormat = {
  id: 'table-log',
  name: 'Table of log records (CSV, TSV)',
  extensions: ['csv', 'tsv', 'txt'],
  docs: 'table-logs.md',
  sniff: ({ text }: Probe) => (text === null ? 0 : rateTable(text)),
  make: makeTableReader,
};

interface Waiting {
  readonly text: string;
  readonly line: number;
  readonly offset: number;
  readonly length: number;
}

function makeTableReader(context: HistoryContext): HistoryReader {
  const waiting: Waiting[] = [];
  let size = 0;
  let delimiter: string | null = null;
  let writer: RowWriter | null = null;
  let width = 0;
  const known = new Map<HeaderlessTable, RowWriter>();

  function settle(): void {
    const [first] = waiting;
    if (first === undefined) return;
    delimiter = guessDelimiter(
      waiting
        .map(({ text }) => text)
        .join('\n')
        .slice(0, DELIMITER_SAMPLE),
    );
    const mark = delimiter;
    const records = joinOpen(waiting.splice(0), mark);
    const rows = records.map(({ text }) => splitCells(text, mark));
    const [header = []] = rows;
    if (headerlessTableOf(header) === null) {
      begin(header, rows.slice(1));
      records.shift();
    }
    for (const record of records) take(record);
  }

  function begin(header: readonly string[], rows: readonly (readonly string[])[]): void {
    width = header.length;
    const guessed = guessColumns(
      header.map((name) => name.trim()),
      rows,
    );
    let { dayFirst } = guessed;
    const chosen = context.columns;
    const columns = guessed.columns.map((column, index): PlannedColumn | null => {
      if (chosen === null) return column;
      const [field = null, order = ''] = chosen[index]?.split(/:(?=(?:day|month)-first$)/) ?? [];
      if (Object.hasOwn(DAY_ORDERS, order)) dayFirst = DAY_ORDERS[order] ?? null;
      if (field === null) return null;
      return field === column?.field ? column : { field, how: howOf(field) };
    });
    const time = columns.findIndex((column) => column?.field === '@timestamp');
    const isUtc = /(?:^|[^a-z])(?:utc|gmt)(?:[^a-z]|$)/i.test(header[time] ?? '');
    if (dayFirst === null && rows.some((row) => /^\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b/.test(row[time] ?? ''))) {
      context.note(
        issue('warning', 'table-day-order', WHOLE_FILE, 'Dates such as 03/04/2026 do not say which part is the day.', {
          found: excerpt(rows[0]?.[time] ?? ''),
          done: 'Read without times, until it is chosen.',
        }),
      );
    }
    writer = makeRowWriter(isUtc ? asUtc(context) : context, columns, {
      dataset: 'table.log',
      dayFirst,
      derive: deriveUrl,
    });
    if (time < 0) {
      context.note(
        issue('warning', 'table-no-time', WHOLE_FILE, 'No column is read as the time of the record.', {
          done: 'Records have no time.',
        }),
      );
    }
  }

  function take({ text, line, offset, length }: Waiting): void {
    const cells = splitCells(text, delimiter ?? ',');
    const headerless = writer === null || cells.length !== width ? headerlessTableOf(cells) : null;
    if (headerless !== null) {
      let own = known.get(headerless);
      if (own === undefined) {
        own = makeRowWriter(headerless.isUtc === true ? asUtc(context) : context, headerless.columns, {
          dataset: headerless.dataset,
        });
        known.set(headerless, own);
      }
      context.sink.begin(line, offset, length);
      own.put(cells);
      return;
    }
    // A trailing delimiter makes one cell more; what is left out at the end is empty.
    const isWhole = cells.length === width || (cells.length === width + 1 && cells.at(-1) === '');
    if (writer === null || !isWhole) {
      const place = { kind: 'line', line } as const;
      context.reject(
        issue('error', 'table-width', place, `The record has ${cells.length} columns where the header has ${width}.`, {
          found: excerpt(text),
          done: 'Record left out.',
        }),
      );
      return;
    }
    context.sink.begin(line, offset, length);
    writer.put(cells);
  }

  let open: Waiting | null = null;
  function onLine(bytes: Uint8Array, start: number, end: number, line: number, offset: number): void {
    const whole = decodeLine(bytes, start, Math.min(end, start + LONGEST_RECORD));
    const text = line === 1 ? whole.replace(/^\uFEFF/, '') : whole;
    const record = { text, line, offset, length: end - start };
    if (delimiter === null) {
      if (text.trim() === '' && waiting.length === 0) return;
      if (waiting.length === 0 && /^"?sep=[,;\t|]"?$/i.test(text)) {
        size += text.length;
        return;
      }
      waiting.push(record);
      size += text.length;
      if (waiting.length >= SAMPLE_RECORDS || size >= DELIMITER_SAMPLE) settle();
      return;
    }
    pass(record);
  }

  function pass(record: Waiting): void {
    const joined: Waiting = open === null ? record : join(open, record);
    if (isOpen(joined.text, delimiter ?? ',')) {
      if (joined.text.length < LONGEST_RECORD) {
        open = joined;
        return;
      }
    }
    open = null;
    if (joined.text.trim() !== '') take(joined);
  }

  /** Of the sample; what stays open waits for the next line. */
  function joinOpen(lines: readonly Waiting[], mark: string): Waiting[] {
    const records: Waiting[] = [];
    let begun: Waiting | null = null;
    for (const line of lines) {
      const joined: Waiting = begun === null ? line : join(begun, line);
      begun = isOpen(joined.text, mark) && joined.text.length < LONGEST_RECORD ? joined : null;
      if (begun === null && joined.text.trim() !== '') records.push(joined);
    }
    open = begun;
    return records;
  }

  return makeLineReader(onLine, () => {
    if (delimiter === null) settle();
    const rest: Waiting | null = open;
    if (rest !== null) take(rest);
    writer?.end();
    for (const own of known.values()) own.end();
  });
}

function join(head: Waiting, tail: Waiting): Waiting {
  return { ...head, text: `${head.text}\n${tail.text}`, length: tail.offset + tail.length - head.offset };
}

function asUtc(context: HistoryContext): HistoryContext {
  return { ...context, time: { ...context.time, zoneMinutes: 0 } };
}

function howOf(field: string): PlannedColumn['how'] {
  if (field === '@timestamp' || field === 'event.start' || field === 'event.end') return 'moment';
  if (field === 'event.action' || field === 'event.outcome') return 'action';
  if (field === 'event.duration') return 'seconds';
  return field === 'network.transport' ? 'protocol' : 'text';
}

function deriveUrl(textOf: (field: string) => string | null, put: (field: string, value: string) => void): void {
  const path = textOf('url.path');
  if (path === null || textOf('url.full') !== null) return;
  const url = composeUrl({ scheme: null, host: textOf('url.domain'), port: null, path, query: textOf('url.query') });
  if (url !== null) put('url.full', url);
}
