/** Logs that are lines of columns under a header of their own, one record a line: what their readers have in common. */
import { excerpt, issue } from '../../domain/result';
import type { HistoryContext, HistoryReader } from './history-reader';
import { makeRowWriter, type PlannedColumn, type RowOptions, type RowWriter } from './row-writer';
import { makeTextLineReader } from './text-lines';

export interface HeaderTable extends RowOptions {
  /** The columns, if this line is a header; `null`: it is none. */
  readonly readHeader: (line: string) => readonly (PlannedColumn | null)[] | null;
  /** The cells of a record; `null`: it cannot be one. */
  readonly split: (line: string) => readonly string[] | null;
  /** A line that is no record: an empty one, a comment, a summary. */
  readonly isAside: (line: string) => boolean;
  /** Begins the codes of its issues. */
  readonly code: string;
  /** What is missing where no header was found. */
  readonly advice: string;
  /** Where `readHeader` tells the columns by the first record: that line is one. */
  readonly firstIsRecord?: (line: string) => boolean;
  /** Rows may be shorter by so many columns at their end. */
  readonly slack?: number;
}

/** What is longer is no line of a table. */
const LONGEST = 256 * 1024;
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const WESTERN = new TextDecoder('windows-1252');

/** UTF-8, and where it is none, Windows' western code page, which has a character for every byte. */
export function decodeLine(bytes: Uint8Array, start: number, end: number): string {
  const slice = bytes.subarray(start, end);
  try {
    return STRICT.decode(slice);
  } catch {
    return WESTERN.decode(slice);
  }
}

export function makeHeaderTableReader(context: HistoryContext, table: HeaderTable): HistoryReader {
  let writer: RowWriter | null = null;
  let width = 0;
  const writers = new Map<string, RowWriter>();

  function begin(columns: readonly (PlannedColumn | null)[]): void {
    const key = columns.map((column) => `${column?.field}:${column?.how}`).join('\n');
    writer = writers.get(key) ?? makeRowWriter(context, columns, table);
    writers.set(key, writer);
    width = columns.length;
  }

  function reject(code: string, line: number, message: string, text: string): void {
    const place = { kind: 'line', line } as const;
    context.reject(
      issue('error', `${table.code}-${code}`, place, message, { found: excerpt(text), done: 'Record left out.' }),
    );
  }

  function onLine(bytes: Uint8Array, start: number, end: number, line: number, offset: number, length: number): void {
    if (end - start > LONGEST) {
      reject('too-long', line, 'The line is longer than 256 KB.', decodeLine(bytes, start, start + 80));
      return;
    }
    const whole = decodeLine(bytes, start, end);
    const text = line === 1 ? whole.replace(/^\uFEFF/, '') : whole;
    if (text.trim() === '' || table.isAside(text)) return;
    const columns = table.readHeader(text);
    if (columns !== null) {
      begin(columns);
      if (table.firstIsRecord?.(text) !== true) return;
    }
    if (writer === null) {
      reject('no-header', line, `No line says what the columns are. ${table.advice}`, text);
      return;
    }
    const cells = table.split(text);
    if (cells === null || cells.length > width || cells.length < width - (table.slack ?? 0)) {
      const found = cells === null ? 'is no record' : `has ${cells.length} columns where the header has ${width}`;
      reject('width', line, `The line ${found}.`, text);
      return;
    }
    context.sink.begin(line, offset, length);
    writer.put(cells);
  }

  return makeTextLineReader(onLine, () => {
    for (const each of writers.values()) each.end();
  });
}
