/** Tables of indicators: CSV and its like, with a header, a header in a comment, or none. `docs/formats/indicator-tables.md`. */
import { excerpt, type Issue, issue, WHOLE_FILE } from '../../domain/result';
import type { DelimitedRecord, Delimiter } from '../delimited-records';
import { type DelimitedReader, makeDelimitedReader } from '../delimited-text';
import { makeTextStream } from '../text-decoding';
import type { IndicatorColumn, IndicatorContext, IndicatorReader } from './indicator-reader';
import { makeFacts, makeStatementTaker } from './statement-taker';
import { describeColumns, guessIndicatorColumns, isTableHeader } from './table-columns';
import { makeRowReader, type RowReader } from './table-rows';

/** Columns that a format states itself. */
export interface TablePreset {
  readonly delimiter: Delimiter;
  /** @returns `null`: as in any table */
  readonly columns: (comments: readonly string[]) => readonly IndicatorColumn[] | null;
}

const GUESSED_BY = 200;
/** Comments before the first row; more are no head. */
const MOST_COMMENTS = 500;

export function makeTableReader(context: IndicatorContext, preset: TablePreset | null = null): IndicatorReader {
  const taker = makeStatementTaker(context);
  const stream = makeTextStream();
  const comments: string[] = [];
  let head = '';
  let isInHead = true;
  let offset = 0;
  let records: DelimitedReader | null = null;
  let waiting: DelimitedRecord[] = [];
  let rows: RowReader | null = null;
  let refused: Issue | null = null;

  /** Comments before the table; their last may be its header. */
  function takeHead(text: string, isLast: boolean): string {
    head += text;
    for (;;) {
      const end = head.indexOf('\n');
      if (end < 0 && !isLast) return '';
      const line = (end < 0 ? head : head.slice(0, end)).trim().replace(/^\uFEFF/, '');
      const isComment = line === '' || /^["']?(?:#|\/\/|;(?=\s))/.test(line);
      if (!isComment || head === '' || comments.length > MOST_COMMENTS) break;
      comments.push(line);
      offset++;
      head = end < 0 ? '' : head.slice(end + 1);
    }
    isInHead = false;
    const rest = head;
    head = '';
    return rest;
  }

  function begin(): DelimitedReader {
    const commented = preset === null ? findCommentedHeader(comments) : null;
    if (commented !== null) {
      // It goes before the rows as the header that it is.
      waiting = [{ line: 0, cells: commented, blank: false, problem: null }];
    }
    return makeDelimitedReader(preset === null ? { isHeader: isTableHeader } : { delimiter: preset.delimiter });
  }

  function take(found: readonly DelimitedRecord[]): void {
    if (rows !== null) {
      for (const record of found) takeRow(rows, record);
      return;
    }
    for (const record of found) if (!record.blank && !isComment(record)) waiting.push(record);
    if (waiting.length >= GUESSED_BY) settle();
  }

  function settle(): void {
    const cells = waiting.map((record) => record.cells);
    if (isHashesOfFeed(cells)) {
      refused = issue(
        'error',
        'misp-feed-hashes',
        WHOLE_FILE,
        'These are hashes of the values of a MISP feed, and not of files.',
        {
          done: 'Nothing was read. Import the feed itself.',
        },
      );
      return;
    }
    const stated = preset?.columns(comments) ?? null;
    const guess =
      stated === null ? guessIndicatorColumns(cells, true) : { hasHeader: false, names: [], columns: stated };
    const columns = context.columns ?? guess.columns;
    if (stated === null) context.tellColumns?.(describeColumns(guess, cells, columns));
    rows = makeRowReader(columns, taker, context);
    const first = guess.hasHeader || (waiting[0]?.line === 0 && stated === null) ? 1 : 0;
    for (const record of waiting.slice(first)) takeRow(rows, record);
    waiting = [];
  }

  function takeRow(reader: RowReader, record: DelimitedRecord): void {
    if (record.blank || isComment(record)) return;
    const line = record.line + offset;
    if (record.problem === 'too-long') {
      taker.reject({ kind: 'line', line }, 'This row is too long.', record.cells.join(' '));
      return;
    }
    if (record.problem === 'unclosed-quote')
      context.note(
        issue('warning', 'table-open-quote', { kind: 'line', line }, 'A quote opens in this row and does not close.', {
          found: excerpt(record.cells.join(' | ')),
          done: 'The row was cut at every separator; the rows below it are read as usual.',
        }),
      );
    reader.row(record.cells, `line ${line}`, { kind: 'line', line });
  }

  function push(text: string, isLast: boolean): void {
    if (text === '' && !isLast) return;
    const body = isInHead ? takeHead(text, isLast) : text;
    if (isInHead) return;
    records ??= begin();
    if (refused === null) take(records.push(body));
  }

  return {
    push: (chunk) => push(stream.push(chunk), false),
    end() {
      push(stream.end(), true);
      if (stream.failure !== null) context.reject(stream.failure);
      for (const found of stream.issues()) context.note(found);
      if (records !== null && refused === null) take(records.end());
      if (rows === null && refused === null) settle();
      if (refused !== null) context.reject(refused);
      rows?.end();
      return makeFacts(taker.items, { name: rows?.title ?? '' });
    },
  };
}

function isComment({ cells }: DelimitedRecord): boolean {
  return /^\s*(?:#|\/\/)/.test(cells[0] ?? '');
}

/** `# "first_seen_utc","ioc_value"`, `# Firstseen,DstIP,DstPort` */
function findCommentedHeader(comments: readonly string[]): readonly string[] | null {
  for (const comment of comments.slice(-5).reverse()) {
    const text = comment.replace(/^["'#\s]+(?=["\w])/, (lead) => (lead.endsWith('"') ? '"' : ''));
    const reader = makeDelimitedReader();
    const [first] = [...reader.push(text.replace(/^(?=[^"]*"(?:[^"]*"[^"]*")*[^"]*$)/, '"')), ...reader.end()];
    const cells = first?.cells.map((cell) => cell.replace(/^["'\s]+|["'\s]+$/g, '')) ?? [];
    if (isTableHeader(cells)) return cells;
  }
  return null;
}

/** A feed's `hashes.csv`: the MD5 of each value, and the event that has it. */
function isHashesOfFeed(rows: readonly (readonly string[])[]): boolean {
  return (
    rows.length > 0 &&
    rows.every(
      ([hash = '', uuid = '', ...rest]) =>
        rest.length === 0 && /^[\da-f]{32}$/i.test(hash) && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(uuid),
    )
  );
}
