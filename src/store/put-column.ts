import type { SealedColumn } from '../domain/columns/column';
import type { HistoryDatabase } from './history-database';

/** A column more for a segment that is stored, or in place of the one it had; its sizes follow. */
export function putColumn(db: HistoryDatabase, segmentId: string, column: SealedColumn): Promise<void> {
  return db.transaction('rw', [db.segments, db.columns], async () => {
    const segment = await db.segments.get(segmentId);
    if (segment === undefined) return;
    const { field, kind, data } = column;
    const before = await db.columns.get([segmentId, field]);
    await db.columns.put({ segment: segmentId, field, kind, data });
    await db.segments.put({
      ...segment,
      bytes: segment.bytes + data.byteLength - (before?.data.byteLength ?? 0),
      fields: before === undefined ? [...segment.fields, { field, kind }] : segment.fields,
    });
  });
}
