/** Lines of a table into its records: a quoted cell may hold line ends. */
import { isOpen, splitCells } from './table-cells';

export interface TableRecord {
  readonly text: string;
  /** Of its first line, and in bytes. */
  readonly line: number;
  readonly offset: number;
  readonly length: number;
}

/** A quote that stays open for longer is a stray one, and its line is a record by itself. */
const LONGEST_RECORD = 64 * 1024;
const MOST_LINES = 200;
/** A table with so many stray quotes has no cells over several lines: lines are looked at a bounded number of times. */
const MOST_STRAYS = 100;

export interface RecordJoiner {
  push(line: TableRecord): void;
  /**
   * Of a sample: lines that a quote holds back, and that are records by their width, are given as such. So one quote too many
   * in an early row does not hide the rest from whoever judges the table.
   */
  release(): void;
  end(): void;
}

const FEWEST_HELD = 3;

export function makeRecordJoiner(delimiter: string, onRecord: (record: TableRecord) => void): RecordJoiner {
  let open: TableRecord[] = [];
  let size = 0;
  let strays = 0;

  function give(record: TableRecord): void {
    if (record.text.trim() !== '') onRecord(record);
  }

  function giveUp(): void {
    const [first, ...rest] = open;
    open = [];
    size = 0;
    strays++;
    if (first !== undefined) give(first);
    for (const line of rest) push(line);
  }

  function push(line: TableRecord): void {
    const wasOpen = open.length > 0;
    if (!wasOpen && (strays >= MOST_STRAYS || !isOpen(line.text, delimiter))) {
      give(line);
      return;
    }
    open.push(line);
    size += line.text.length + 1;
    if (wasOpen && !isOpen(line.text, delimiter, true)) {
      const [first = line] = open;
      const text = open.map((each) => each.text).join('\n');
      open = [];
      size = 0;
      give({ ...first, text, length: line.offset + line.length - first.offset });
    } else if (size > LONGEST_RECORD || open.length > MOST_LINES) giveUp();
  }

  function isWideAsMost(): boolean {
    const widths = open.slice(1).map(({ text }) => splitCells(text, delimiter).length);
    const [first = 0] = widths;
    return (
      first > 1 &&
      widths.length >= FEWEST_HELD &&
      widths.filter((width) => width === first).length >= widths.length * 0.8
    );
  }

  return {
    push,
    release() {
      if (isWideAsMost()) giveUp();
    },
    end() {
      while (open.length > 0) giveUp();
    },
  };
}

/** Which record is the header: the first that is as wide as most. What stands before it is a title or a comment. */
export function findHeader(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const width = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
  const found = rows.findIndex((row) => row.length === width && !(row[0] ?? '').startsWith('#'));
  // Two records that differ say nothing of which is the odd one.
  return rows.length <= 2 || found < 0 || found > MOST_TITLES ? 0 : found;
}

const MOST_TITLES = 20;
const MOMENT =
  /^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{4},? \d{1,2}:\d\d|[A-Z][a-z]{2} {1,2}\d{1,2},? (?:\d{4},? )?\d\d:\d\d:\d\d)/;

/** A header has no moments in it: this table has none. */
export function isData(row: readonly string[]): boolean {
  return row.some((cell) => MOMENT.test(cell.trim()));
}

/** Of a table without a header: names that say nothing. */
export function namesOf(row: readonly string[]): readonly string[] {
  return row.map(() => '');
}
