import Dexie from 'dexie';
import type { SealedColumn } from '../domain/columns/column';
import type { HistoryDatabase, SegmentOwner, StoredSegment } from './history-database';

/** In the order in which they were stored. */
export function segmentsOf(db: HistoryDatabase, owner: SegmentOwner) {
  return db.segments.where('[owner+sequence]').between([owner, Dexie.minKey], [owner, Dexie.maxKey]);
}

export function listSegments(db: HistoryDatabase, owner: SegmentOwner): Promise<readonly StoredSegment[]> {
  return segmentsOf(db, owner).toArray();
}

/** The columns asked for that the segment has, in the order in which they were stored. */
export async function readColumns(
  db: HistoryDatabase,
  segment: Pick<StoredSegment, 'id' | 'fields'>,
  wanted: (field: string) => boolean,
): Promise<readonly SealedColumn[]> {
  const keys = segment.fields.filter(({ field }) => wanted(field)).map(({ field }) => [segment.id, field] as const);
  const found = await db.columns.bulkGet(keys.map(([id, field]): [string, string] => [id, field]));
  return found.filter((column) => column !== undefined);
}

/** As `readColumns`. @returns `null`: the segment was removed meanwhile */
export async function readWholeColumns(
  ...asked: Parameters<typeof readColumns>
): Promise<readonly SealedColumn[] | null> {
  const [, { fields }, wanted] = asked;
  const columns = await readColumns(...asked);
  return columns.length === fields.filter(({ field }) => wanted(field)).length ? columns : null;
}
