/** A table of computed coverage as CSV for spreadsheets: RFC 4180, CRLF, formulas neutralised. */
import { writeDelimited } from './delimited-text';

export interface CoverageTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly (string | number | null)[]>;
}

/** @param mark puts a byte order mark in front, by which Excel knows that the file is UTF-8 */
export function writeCoverageCsv({ columns, rows }: CoverageTable, mark = true): string {
  return writeDelimited(columns, rows, { mark });
}
