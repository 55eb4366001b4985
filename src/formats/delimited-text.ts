/**
 * Delimited text as a stream of records with the line each begins in: line ends, the delimiter and Excel's `sep=` line
 * are dealt with here, the cutting in `delimited-records`. And the way back: a table as text.
 */
import Papa from 'papaparse';
import {
  type DelimitedRecord,
  type Delimiter,
  makeRecordCutter,
  type RecordCutter,
  type RecordSink,
} from './delimited-records';

export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

export interface DelimitedReader {
  /** Records that are complete with this text. */
  push(text: string): readonly DelimitedRecord[];
  end(): readonly DelimitedRecord[];
  /** The same for large files: records go to a sink as they are cut. */
  pass(text: string, sink: RecordSink): void;
  passEnd(sink: RecordSink): void;
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
const SEPARATOR_LINE = /^"?sep=([,;\t|])"?(?:\n|$)/i;

export function makeDelimitedReader(options: DelimitedOptions = {}): DelimitedReader {
  let delimiter = options.delimiter ?? null;
  let cutter: RecordCutter | null = null;
  let waiting = '';
  const lineEnds = makeLineEnds();

  function findCutter(last: boolean): RecordCutter | null {
    if (cutter === null) {
      // The first line may be `sep=`, whatever the delimiter.
      if (!last && waiting.length < (delimiter === null ? SAMPLE_LENGTH : 'sep=;\r\n'.length)) return null;
      delimiter ??= guessDelimiter(waiting, options.isHeader);
      const named = SEPARATOR_LINE.exec(waiting);
      const isNamed = named !== null && named[1] === delimiter;
      if (isNamed) waiting = waiting.slice(named[0].length);
      cutter = makeRecordCutter(delimiter, isNamed ? 2 : 1);
    }
    return cutter;
  }

  function take(last: boolean): readonly DelimitedRecord[] {
    const { records, rest } = findCutter(last)?.cut(waiting, last) ?? { records: [], rest: waiting };
    waiting = rest;
    return records;
  }

  function pass(last: boolean, sink: RecordSink): void {
    waiting = findCutter(last)?.pass(waiting, last, sink) ?? waiting;
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
    pass(text, sink) {
      waiting += lineEnds.push(text);
      pass(false, sink);
    },
    passEnd(sink) {
      waiting += lineEnds.end();
      pass(true, sink);
    },
    get delimiter() {
      return delimiter;
    },
  };
}

/** The delimiter whose records include a header; else the one that cuts the most records into equally many cells. */
export function guessDelimiter(text: string, isHeader?: (cells: readonly string[]) => boolean): Delimiter {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const named = DELIMITERS.find((delimiter) => delimiter === SEPARATOR_LINE.exec(sample)?.[1]);
  if (named !== undefined) return named;
  const candidates = DELIMITERS.map((delimiter) => {
    const cutter = makeRecordCutter(delimiter);
    const { records } = cutter.cut(sample, text.length <= SAMPLE_LENGTH, SAMPLE_RECORDS);
    const filled = records.filter((record) => !record.blank);
    const header = isHeader !== undefined && filled.some(({ cells }) => isHeader(cells));
    return { delimiter, header, evenness: rateEvenness(filled) };
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
  const table = [columns, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'string' ? neutraliseFormula(cell) : cell)),
  );
  const text = Papa.unparse(table, { delimiter, newline: '\r\n', quotes: needsQuotes });
  return `${mark ? '\ufeff' : ''}${text}\r\n`;
}

/** Wherever any delimiter occurs, so that a program that guesses another one cuts no cell in two. */
function needsQuotes(cell: unknown): boolean {
  return typeof cell === 'string' && /[",;|\t\r\n]|^\s|\s$/.test(cell);
}
