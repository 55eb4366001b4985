import type { ColumnReader } from '../../src/domain/columns/column';
import { openColumn } from '../../src/domain/columns/open-column';
import type { IndicatorStatement } from '../../src/domain/indicators/statement';
import { makeStatementReader } from '../../src/domain/indicators/statement-columns';
import type { HistoryDatabase, StoredSegment } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';

/** Which rows of a segment fit; asked with the columns it named. */
export type FindRows = (columnOf: (field: string) => ColumnReader | null, rows: number) => Iterable<number>;

export interface FoundStatement {
  readonly collection: string;
  readonly statement: IndicatorStatement;
}

/**
 * Goes through the statements of collections: of each segment only the fields asked about are read, and of those that
 * fit the whole.
 * @param offset, limit which of those that fit are wanted
 * @returns how many fit
 */
export async function scanStatements(
  db: HistoryDatabase,
  collections: readonly string[],
  fields: readonly string[],
  find: FindRows,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly total: number; readonly found: readonly FoundStatement[] }> {
  const found: FoundStatement[] = [];
  let total = 0;
  for (const collection of collections) {
    for (const segment of await listSegments(db, collection)) {
      const rows = fields.length === 0 ? null : await findInSegment(db, segment, fields, find);
      const count = rows?.length ?? segment.rows;
      const [first, end] = [Math.max(0, offset - total), Math.min(count, offset + limit - total)];
      if (first < end) {
        const read = await openStatements(db, segment);
        for (let at = first; at < end; at++)
          found.push({ collection, statement: read(rows === null ? at : (rows[at] ?? 0)) });
      }
      total += count;
    }
  }
  return { total, found };
}

async function findInSegment(
  db: HistoryDatabase,
  segment: StoredSegment,
  fields: readonly string[],
  find: FindRows,
): Promise<readonly number[]> {
  const columns = await readColumns(db, segment, (field) => fields.includes(field));
  const readers = new Map(columns.map((column) => [column.field, openColumn(column, segment.rows)]));
  return [...find((field) => readers.get(field) ?? null, segment.rows)];
}

async function openStatements(db: HistoryDatabase, segment: StoredSegment) {
  const columns = await readColumns(db, segment, () => true);
  return makeStatementReader(columns.map((column) => openColumn(column, segment.rows)));
}

/** Every value of a text column once: which of them fit. @returns by code; 0 is absent and never fits */
export function fitValues(column: ColumnReader | null, fits: (text: string) => boolean): Uint8Array | null {
  const values = column?.values ?? null;
  if (values === null) return null;
  const fitting = new Uint8Array(values.count + 1);
  for (let code = 1; code <= values.count; code++) if (fits(values.textOf(code))) fitting[code] = 1;
  return fitting;
}
