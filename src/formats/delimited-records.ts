/**
 * Cuts text into records and cells: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), and what people make of it. One
 * pass with bounded looking ahead, so that a file full of unclosed quotes takes no longer than a sound one. Papa Parse
 * looks to the end of the text for each of them (25 s for 100 kB) and does not say where they begin; it is the oracle
 * of the tests.
 */

export type Delimiter = ',' | ';' | '\t' | '|';

export interface DelimitedRecord {
  /** The line in which the record begins, as an editor shows it: line breaks within quotes count. */
  readonly line: number;
  readonly cells: readonly string[];
  /** No cell holds anything but spaces. */
  readonly blank: boolean;
  /**
   * `unclosed-quote`: a quote that opens in this line is not closed; the record ends with the line, and its cells are
   * cut at every delimiter. `stray-quote`: a quote stands within a quoted cell without being doubled; it was kept as
   * text. `too-long`: only the beginning was kept.
   */
  readonly problem: 'unclosed-quote' | 'stray-quote' | 'too-long' | null;
}

/** Longer than any cell of a spreadsheet (32,767 characters) with all its quotes doubled. */
const QUOTED_LIMIT = 65_536;
/** Characters of a record. */
const RECORD_LIMIT = 1_048_576;
const KEPT_OF_TOO_LONG = 1000;

interface Cut {
  readonly record: DelimitedRecord;
  /** Where the next record begins. */
  readonly end: number;
  readonly nextLine: number;
}

/** Where records go, in their order. */
export interface RecordSink {
  /**
   * A line, before anything is cut: `true` when that was enough, and no record is made of it. What makes a million rows
   * as fast as cutting them is that most need not be cut. It may hold quotes, and end within them.
   */
  line(text: string, start: number, end: number, line: number): boolean;
  record(record: DelimitedRecord): void;
}

/** `more`: the record is not complete in this text. */
type Attempt = Cut | 'more';

export interface RecordCutter {
  /** Cuts what is complete; with `last`, everything. Line ends are LF. */
  cut(
    text: string,
    last: boolean,
    most?: number,
  ): { readonly records: readonly DelimitedRecord[]; readonly rest: string };
  /** The same, one after the other; gives the rest. */
  pass(text: string, last: boolean, sink: RecordSink): string;
}

export function makeRecordCutter(delimiter: Delimiter, firstLine = 1): RecordCutter {
  let line = firstLine;
  /** Within a record that was too long: what comes before the next line end belongs to it. */
  let skipping = false;

  function cutAt(text: string, start: number, nextQuote: number, last: boolean): Attempt {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    if (nextQuote >= end) {
      if (lineEnd < 0 && !last) return 'more';
      return finish(text.slice(start, end).split(delimiter), end + 1, line + 1, null);
    }
    return cutQuoted(text, start, last);
  }

  function cutQuoted(text: string, start: number, last: boolean): Attempt {
    const cells: string[] = [];
    let problem: DelimitedRecord['problem'] = null;
    let at = start;
    let breaks = 0;
    for (;;) {
      let opening = at;
      while (text[opening] === ' ') opening++;
      let end: number;
      if (text[opening] === '"') {
        const closed = closeQuote(text, opening, last);
        if (closed === 'more') return 'more';
        if (closed === 'unclosed') return giveUp(text, start, opening, breaks, last);
        if (closed.isStray) problem = 'stray-quote';
        cells.push(text.slice(opening + 1, closed.quote).replaceAll('""', '"'));
        breaks += closed.breaks;
        end = closed.end;
      } else {
        end = at;
        while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
        cells.push(text.slice(at, end));
      }
      if (end >= text.length && !last) return 'more';
      if (text[end] !== delimiter) return finish(cells, end + 1, line + breaks + 1, problem);
      at = end + 1;
    }
  }

  /** The closing quote is one with a delimiter or a line end behind it, spaces aside. */
  function closeQuote(text: string, opening: number, last: boolean) {
    const firstBreak = text.indexOf('\n', opening);
    let isStray = false;
    for (let quote = text.indexOf('"', opening + 1); ; quote = text.indexOf('"', quote + 1)) {
      if ((quote < 0 ? text.length : quote) - opening > QUOTED_LIMIT) return 'unclosed';
      if (quote < 0) return last ? 'unclosed' : 'more';
      if (text[quote + 1] === '"') {
        quote++;
        continue;
      }
      let end = quote + 1;
      while (text[end] === ' ') end++;
      if (end >= text.length && !last) return 'more';
      if (end >= text.length || text[end] === delimiter || text[end] === '\n') {
        return { quote, end, isStray, breaks: countLineBreaks(text, opening, quote) };
      }
      // In another line, it is the opening quote of another cell: ours was never closed.
      if (firstBreak >= 0 && firstBreak < quote) return 'unclosed';
      isStray = true;
    }
  }

  function giveUp(text: string, start: number, opening: number, breaks: number, last: boolean): Attempt {
    const lineEnd = text.indexOf('\n', opening);
    if (lineEnd < 0 && !last) return 'more';
    const end = lineEnd < 0 ? text.length : lineEnd;
    line += breaks;
    return finish(text.slice(start, end).split(delimiter), end + 1, line + 1, 'unclosed-quote');
  }

  function finish(cells: readonly string[], end: number, nextLine: number, problem: DelimitedRecord['problem']): Cut {
    const blank = problem !== 'unclosed-quote' && cells.every((cell) => cell.trim() === '');
    return { record: { line, cells, blank, problem }, end, nextLine };
  }

  function shorten(text: string, start: number): DelimitedRecord {
    const cells = text.slice(start, start + KEPT_OF_TOO_LONG).split(delimiter);
    return { line, cells, blank: false, problem: 'too-long' };
  }

  function cut(text: string, last: boolean, most = Number.POSITIVE_INFINITY) {
    const records: DelimitedRecord[] = [];
    const rest = pass(text, last, { line: () => false, record: (record) => void records.push(record) }, most, records);
    return { records, rest };
  }

  function pass(
    text: string,
    last: boolean,
    sink: RecordSink,
    most = Number.POSITIVE_INFINITY,
    passed: readonly DelimitedRecord[] = [],
  ): string {
    let start = 0;
    if (skipping) {
      const lineEnd = text.indexOf('\n');
      if (lineEnd < 0) return '';
      skipping = false;
      line++;
      start = lineEnd + 1;
    }
    let nextQuote = findQuote(text, start);
    while (start < text.length && passed.length < most) {
      if (nextQuote < start) nextQuote = findQuote(text, start);
      const lineEnd = text.indexOf('\n', start);
      if (lineEnd >= 0 && sink.line(text, start, lineEnd, line)) {
        line++;
        start = lineEnd + 1;
        continue;
      }
      const attempt = cutAt(text, start, nextQuote, last);
      if (attempt === 'more') {
        if (text.length - start <= RECORD_LIMIT) break;
        sink.record(shorten(text, start));
        line += countLineBreaks(text, start, text.length);
        skipping = true;
        return '';
      }
      sink.record(attempt.end - start > RECORD_LIMIT ? shorten(text, start) : attempt.record);
      line = attempt.nextLine;
      start = attempt.end;
    }
    return text.slice(start);
  }

  return { cut, pass: (text, last, sink) => pass(text, last, sink) };
}

function findQuote(text: string, from: number): number {
  const found = text.indexOf('"', from);
  return found < 0 ? Number.POSITIVE_INFINITY : found;
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
