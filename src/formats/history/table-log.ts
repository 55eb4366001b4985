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
import { makeRowWriter, type PlannedColumn, type RowWriter } from './row-writer';
import { splitCells } from './table-cells';
import { DAY_ORDERS, guessColumns, listUnsearched } from './table-columns';
import { findHeader, isData, makeRecordJoiner, namesOf, type RecordJoiner, type TableRecord } from './table-records';
import { rateTable } from './table-sniff';
import { makeTextLineReader } from './text-lines';
import { composeUrl } from './web-urls';

/** Records that are looked at before the columns are settled. */
const SAMPLE_RECORDS = 200;
/** What is longer is no line of a table. */
const LONGEST_LINE = 256 * 1024;
const DELIMITER_SAMPLE = 64 * 1024;

export const TABLE_LOG: HistoryFormat = {
  id: 'table-log',
  name: 'Table of log records (CSV, TSV)',
  extensions: ['csv', 'tsv', 'txt'],
  docs: 'table-logs.md',
  sniff: ({ text }: Probe) => (text === null ? 0 : rateTable(text)),
  make: makeTableReader,
};

function makeTableReader(context: HistoryContext): HistoryReader {
  const waiting: TableRecord[] = [];
  let size = 0;
  let delimiter = ',';
  let joiner: RecordJoiner | null = null;
  let writer: RowWriter | null = null;
  let header: readonly string[] = [];
  const known = new Map<HeaderlessTable, RowWriter>();

  /** The columns are settled by the first records. */
  function settle(): void {
    if (waiting.length === 0) return;
    delimiter = guessDelimiter(
      waiting
        .map(({ text }) => text)
        .join('\n')
        .slice(0, DELIMITER_SAMPLE),
    );
    const first: TableRecord[] = [];
    let isSettled = false;
    joiner = makeRecordJoiner(delimiter, (record) => (isSettled ? take(record) : first.push(record)));
    for (const line of waiting.splice(0)) joiner.push(line);
    joiner.release();
    isSettled = true;
    const rows = first.map(({ text }) => splitCells(text, delimiter));
    const place = findHeader(rows);
    const top = rows[place] ?? [];
    const isHeaderless = headerlessTableOf(top) !== null || isData(top);
    if (!isHeaderless) begin(top, rows.slice(place + 1));
    else if (headerlessTableOf(top) === null) begin(namesOf(top), rows.slice(place));
    if (place > 0) {
      const found = excerpt(first[0]?.text ?? '');
      context.note(
        issue('note', 'table-titles', WHOLE_FILE, `${place} lines stand before the header.`, {
          found,
          done: 'Passed over.',
        }),
      );
    }
    for (const record of first.slice(isHeaderless ? place : place + 1)) take(record);
  }

  function begin(titles: readonly string[], rows: readonly (readonly string[])[]): void {
    header = titles.map((name) => name.trim());
    const guessed = guessColumns(header, rows);
    let { dayFirst } = guessed;
    const chosen = context.columns;
    const columns = guessed.columns.map((column, index): PlannedColumn | null => {
      if (chosen === null) return column;
      const [field = null, order = ''] = chosen[index]?.split(/:(?=(?:day|month)-first$)/) ?? [];
      if (Object.hasOwn(DAY_ORDERS, order)) dayFirst = DAY_ORDERS[order] ?? null;
      if (field === null) return null;
      return field === column?.field ? column : { field, how: howOf(field) };
    });
    const fields = columns.map((column) => column?.field ?? null);
    // What was chosen is no longer what the header says.
    const found = guessed.found.map((how, at) => (fields[at] === guessed.columns[at]?.field ? how : null));
    for (const [at, held] of listUnsearched(fields, found, rows).entries())
      if (held !== null)
        context.note(
          issue(
            'warning',
            'table-not-searched',
            WHOLE_FILE,
            `The column “${excerpt(header[at] || `column ${at + 1}`, 60)}” holds ${held}, and is not searched.`,
            {
              done: fields[at] === null ? 'It is left out.' : 'It is kept. Choose a field for it to have it searched.',
            },
          ),
        );
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

  function take({ text, line, offset, length }: TableRecord): void {
    const cells = splitCells(text, delimiter);
    const width = header.length;
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
    // Where one export follows another.
    if (header.join('') !== '' && cells.length === width && cells.every((cell, index) => cell.trim() === header[index]))
      return;
    context.sink.begin(line, offset, length);
    writer.put(cells);
  }

  function onLine(bytes: Uint8Array, start: number, end: number, line: number, offset: number, length: number): void {
    const whole = decodeLine(bytes, start, Math.min(end, start + LONGEST_LINE));
    const text = line === 1 ? whole.replace(/^\uFEFF/, '') : whole;
    const record = { text, line, offset, length };
    if (joiner !== null) {
      joiner.push(record);
      return;
    }
    if (waiting.length === 0 && (text.trim() === '' || /^"?sep=[,;\t|]"?$/i.test(text))) return;
    waiting.push(record);
    size += text.length;
    if (waiting.length >= SAMPLE_RECORDS || size >= DELIMITER_SAMPLE) settle();
  }

  return makeTextLineReader(onLine, () => {
    if (joiner === null) settle();
    joiner?.end();
    writer?.end();
    for (const own of known.values()) own.end();
  });
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
