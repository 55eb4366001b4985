import type { SealedColumn } from './column';
import { openColumn } from './open-column';

/** @returns why a buffer from outside cannot be read as this column; `null`: it can, in every row */
export function findColumnFault(column: SealedColumn, rows: number): string | null {
  try {
    const { values } = openColumn(column, rows);
    if (values === null) return null;
    const beyond = values.codes.findIndex((code) => code > values.count);
    return beyond === -1 ? null : `row ${beyond + 1} names a value that is not there`;
  } catch (error) {
    // A buffer that is too short, or of another version.
    return error instanceof Error ? error.message : String(error);
  }
}
