/**
 * Delimited text (RFC 4180 and what spreadsheets make of it) as a stream of records with the line each begins in.
 * Papa Parse cuts the records; line ends, line numbers, the delimiter and the repair of unclosed quotes are ours.
 */
import Papa from 'papaparse';

export type Delimiter = ',' | ';' | '\t' | '|';
export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

export interface DelimitedRecord {
  /** The line in which the record begins, as an editor shows it: line breaks within quotes count. */
  readonly line: number;
  readonly cells: readonly string[];
  /** No cell holds anything but spaces. */
  readonly blank: boolean;
  /**
   * `unclosed-quote`: a quote that opens in this line is not closed; the record is this line alone, its cells cut at
   * every delimiter. `stray-quote`: a quote stands within a quoted cell without being doubled; it was kept as text.
   */
  readonly problem: 'unclosed-quote' | 'stray-quote' | null;
}

export interface DelimitedReader {
  /** Records that are complete with this text. */
  push(text: string): readonly DelimitedRecord[];
  end(): readonly DelimitedRecord[];
  /** `null` until enough was read to tell. */
  readonly delimiter: Delimiter | null;
}

export interface DelimitedOptions {
  readonly delimiter?: Delimiter;
  /** Whether a record could be this format's header; decides between delimiters before anything else does. */
  readonly isHeader?: (cells: readonly string[]) => boolean;
}

/** Characters to judge the delimiter by. */
const SAMPLE_LENGTH = 65_536;
const SAMPLE_RECORDS = 40;
/** A quoted cell longer than this is taken for an unclosed quote: memory stays bounded. */
const RECORD_LIMIT = 1_048_576;

export function makeDelimitedReader(options: DelimitedOptions = {}): DelimitedReader {
  let delimiter = options.delimiter ?? null;
  let waiting = '';
  let line = 1;
  const lineEnds = makeLineEnds();

  function take(last: boolean): readonly DelimitedRecord[] {
    if (delimiter === null) {
      if (!last && waiting.length < SAMPLE_LENGTH) return [];
      delimiter = guessDelimiter(waiting, options.isHeader);
    }
    if (line === 1) skipSeparatorLine(delimiter);
    const records: DelimitedRecord[] = [];
    for (;;) {
      const { consumed, cutShort } = cutRecords(waiting, delimiter, line, last, records);
      line += countLineBreaks(waiting, 0, consumed);
      waiting = waiting.slice(consumed);
      if (!cutShort) break;
    }
    return records;
  }

  /** Excel's first line `sep=;` names the delimiter. */
  function skipSeparatorLine(separator: Delimiter): void {
    const named = SEPARATOR_LINE.exec(waiting);
    if (named === null || named[1] !== separator) return;
    waiting = waiting.slice(named[0].length);
    line = 2;
  }

  return {
    push(text) {
      waiting += lineEnds.push(text);
      return take(false);
    },
    end() {
      waiting += lineEnds.end();
      return take(true);
    },
    get delimiter() {
      return delimiter;
    },
  };
}

const SEPARATOR_LINE = /^"?sep=([,;\t|])"?(?:\n|$)/i;

/** Cuts complete records off the beginning of a text; `cutShort` when it must be called again for the rest. */
function cutRecords(
  text: string,
  delimiter: Delimiter,
  firstLine: number,
  last: boolean,
  records: DelimitedRecord[],
): { readonly consumed: number; readonly cutShort: boolean } {
  let consumed = 0;
  let line = firstLine;
  let cutShort = false;

  function giveUpLine(): void {
    const end = text.indexOf('\n', consumed);
    const until = end < 0 ? text.length : end;
    records.push(makeRecord(line, text.slice(consumed, until).split(delimiter), 'unclosed-quote'));
    consumed = end < 0 ? text.length : end + 1;
    line++;
    cutShort = true;
  }

  const parser = new Papa.Parser({
    delimiter,
    newline: '\n',
    quoteChar: '"',
    step: ({ data, errors, meta }: Papa.ParseStepResult<string[][]>) => {
      const cells: readonly string[] = data[0] ?? [];
      const breaks = countLineBreaks(text, consumed, meta.cursor);
      const spansLines = breaks > 1 || (breaks === 1 && text[meta.cursor - 1] !== '\n');
      const unclosed = errors.some((error) => error.code === 'MissingQuotes') || (errors.length > 0 && spansLines);
      if (unclosed) {
        giveUpLine();
        parser.abort();
        return;
      }
      const atEnd = last && meta.cursor === text.length && consumed === text.length;
      if (!atEnd) records.push(makeRecord(line, cells, errors.length > 0 ? 'stray-quote' : null));
      line += breaks;
      consumed = meta.cursor;
    },
  });
  if (text !== '') parser.parse(text, 0, !last);
  if (!cutShort && text.length - consumed > RECORD_LIMIT) giveUpLine();
  return { consumed, cutShort: cutShort && consumed < text.length };
}

function makeRecord(line: number, cells: readonly string[], problem: DelimitedRecord['problem']): DelimitedRecord {
  return { line, cells, blank: problem !== 'unclosed-quote' && cells.every((cell) => cell.trim() === ''), problem };
}

/** The delimiter whose records include a header; else the one that cuts the most records into equally many cells. */
export function guessDelimiter(text: string, isHeader?: (cells: readonly string[]) => boolean): Delimiter {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const named = DELIMITERS.find((delimiter) => delimiter === SEPARATOR_LINE.exec(sample)?.[1]);
  if (named !== undefined) return named;
  const candidates = DELIMITERS.map((delimiter) => {
    const records: DelimitedRecord[] = [];
    let rest = sample;
    for (let more = true; more && records.length < SAMPLE_RECORDS; ) {
      const { consumed, cutShort } = cutRecords(rest, delimiter, 1, text.length <= SAMPLE_LENGTH, records);
      rest = rest.slice(consumed);
      more = cutShort;
    }
    const filled = records.filter((record) => !record.blank).slice(0, SAMPLE_RECORDS);
    return {
      delimiter,
      header: filled.some(({ cells }) => isHeader?.(cells) === true),
      evenness: rateEvenness(filled),
    };
  });
  return candidates.reduce((best, next) => {
    if (best.header !== next.header) return best.header ? best : next;
    return next.evenness > best.evenness ? next : best;
  }).delimiter;
}

/** How many sound records share a width, wider ones counting more; 0 when nothing is cut. */
function rateEvenness(records: readonly DelimitedRecord[]): number {
  const byWidth = new Map<number, number>();
  for (const { cells, problem } of records) {
    if (problem === null) byWidth.set(cells.length, (byWidth.get(cells.length) ?? 0) + 1);
  }
  let best = 0;
  for (const [width, count] of byWidth) if (width > 1) best = Math.max(best, count * Math.log2(width));
  return best;
}

/** CRLF and CR become LF, also where a chunk ends between CR and LF. */
function makeLineEnds() {
  let heldReturn = false;
  return {
    push(text: string): string {
      const whole = heldReturn ? `\r${text}` : text;
      heldReturn = whole.endsWith('\r');
      const certain = heldReturn ? whole.slice(0, -1) : whole;
      return certain.includes('\r') ? certain.replace(/\r\n?/g, '\n') : certain;
    },
    end: () => (heldReturn ? '\n' : ''),
  };
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/**
 * What spreadsheets take for a formula, https://owasp.org/www-community/attacks/CSV_Injection, also behind apostrophes,
 * so that the apostrophe we put in front can be told from one that was there.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Text that no spreadsheet computes: an apostrophe in front of what looks like a formula. */
export function neutraliseFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Undoes `neutraliseFormula`, and nothing else. */
export function restoreFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

export interface DelimitedLayout {
  readonly delimiter?: Delimiter;
  /** A byte order mark in front: Excel then reads the file as UTF-8. */
  readonly mark?: boolean;
}

/** A table as delimited text with CRLF line ends; text that looks like a formula is neutralised, numbers are not text. */
export function writeDelimited(
  columns: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
  { delimiter = ',', mark = false }: DelimitedLayout = {},
): string {
  const lines = [columns.map(writeCell).join(delimiter)];
  for (const row of rows) lines.push(row.map(writeCell).join(delimiter));
  return `${mark ? '\ufeff' : ''}${lines.join('\r\n')}\r\n`;
}

/** Quoted wherever any delimiter occurs, so that a program that guesses another one cuts no cell in two. */
function writeCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = neutraliseFormula(cell);
  return /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
