/** A verdict as CSV for spreadsheets: RFC 4180, CRLF, formulas neutralised. */
import { composeVerdictTable, type VerdictSubject } from '../domain/threats/verdict-table';
import { writeDelimited } from './delimited-text';

/** @param mark puts a byte order mark in front, by which Excel knows that the file is UTF-8 */
export function writeVerdictCsv(subject: VerdictSubject, mark = true): string {
  const { columns, rows } = composeVerdictTable(subject);
  return writeDelimited(columns, rows, { mark });
}
