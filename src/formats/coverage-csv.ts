/** A table of computed coverage as CSV for spreadsheets: RFC 4180, CRLF, formulas neutralised. */
import type { CoverageTable } from '../domain/coverage/coverage-table';
import { writeDelimited } from './delimited-text';

/** @param mark puts a byte order mark in front, by which Excel knows that the file is UTF-8 */
export function writeCoverageCsv({ columns, rows }: CoverageTable, mark = true): string {
  return writeDelimited(columns, rows, { mark });
}
