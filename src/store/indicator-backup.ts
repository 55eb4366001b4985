import { findColumnFault } from '../domain/columns/check-column';
import { SEGMENT_ROWS, type SealedSegment } from '../domain/columns/column';
import type { IndicatorCollection } from '../domain/indicators/statement';
import { WARNINGLIST_TYPES, type Warninglist } from '../domain/indicators/watchlist';
import type { Issue } from '../domain/result';
import { TLP_LEVELS } from '../domain/threats/threat-report';
import { checkEach } from '../domain/workspace/check-content';
import {
  type Check,
  type Checks,
  isListOf,
  isName,
  isNullOr,
  isNumber,
  isOneOf,
  isPlainObject,
  isRecord,
  isText,
} from '../domain/workspace/check-value';
import { appendSegment } from './append-segment';
import type { HistoryDatabase } from './history-database';
import { listSegments, readColumns } from './read-segments';
import { removeCollection, removeOwned } from './remove-segments';

/** Collections of indicators and warninglists in a backup of their workspace. Histories are in none: they are too large. */

/** A collection with all it says, so that it comes whole or not at all. */
export interface PackedCollection {
  readonly collection: IndicatorCollection;
  readonly segments: readonly SealedSegment[];
}

export interface IndicatorTables {
  readonly indicatorCollections: readonly PackedCollection[];
  readonly warninglists: readonly Warninglist[];
}

export const INDICATOR_TABLES = ['indicatorCollections', 'warninglists'] as const;
export type IndicatorTable = (typeof INDICATOR_TABLES)[number];

/** Packed, of all collections together: as Base64 in JSON it is still read on a tablet. */
const MOST_BYTES = 64 * 1024 * 1024;

/** @returns what goes into the file, and names of the collections for which there was no room; newest first */
export async function dumpIndicators(
  db: HistoryDatabase,
  limit = MOST_BYTES,
): Promise<{ readonly tables: IndicatorTables; readonly leftOut: readonly string[] }> {
  const collections = (await db.collections.toArray()).sort((one, other) =>
    other.importedAt.localeCompare(one.importedAt),
  );
  const kept: PackedCollection[] = [];
  const leftOut: string[] = [];
  let room = limit;
  for (const collection of collections) {
    if (collection.bytes > room) {
      leftOut.push(collection.name);
      continue;
    }
    room -= collection.bytes;
    kept.push({ collection, segments: await packSegments(db, collection.id) });
  }
  const lists = await db.warninglists.toArray();
  const values = new Map((await db.warnings.toArray()).map(({ id, list }) => [id, list]));
  const warninglists = lists.map(({ values: _, ...list }) => ({ ...list, list: values.get(list.id) ?? [] }));
  return { tables: { indicatorCollections: kept, warninglists }, leftOut };
}

async function packSegments(db: HistoryDatabase, owner: string): Promise<readonly SealedSegment[]> {
  const packed: SealedSegment[] = [];
  for (const segment of await listSegments(db, owner)) {
    const { rows, from, to, bytes } = segment;
    const columns = (await readColumns(db, segment, () => true)).map(({ field, kind, data }) => ({
      field,
      kind,
      data,
    }));
    packed.push({ rows, from, to, bytes, columns });
  }
  return packed;
}

const isBytes: Check = (value, path, report) => {
  if (!(value instanceof ArrayBuffer)) report(path, 'bytes', value);
};

const counts: Check = (value, path, report) => {
  if (!isPlainObject(value)) report(path, 'counts by type', value);
  else for (const [type, count] of Object.entries(value)) isNumber(0)(count, `${path}.${type}`, report);
};

const COLLECTION: Checks<IndicatorCollection> = {
  id: isName,
  name: isText,
  fileName: isText,
  sha256: isText,
  size: isNumber(0),
  format: isText,
  publisher: isText,
  published: isNullOr(isText),
  marking: isNullOr(isOneOf(TLP_LEVELS)),
  importedAt: isText,
  statements: isNumber(0),
  bytes: isNumber(0),
  counts,
  reportId: isNullOr(isText),
};

const SEGMENT: Checks<SealedSegment> = {
  rows: isNumber(0, SEGMENT_ROWS),
  from: isNullOr(isNumber()),
  to: isNullOr(isNumber()),
  bytes: isNumber(0),
  columns: isListOf(
    isRecord({ field: isName, kind: isOneOf(['time', 'number', 'address', 'text', 'list']), data: isBytes }),
  ),
};

const checkSegment = isRecord(SEGMENT);

/** Whatever a look-up or search will read of it later is read once: a damaged buffer would end each of them. */
const isSegment: Check = (value, path, report) => {
  let isSound = true;
  checkSegment(value, path, (...found) => {
    isSound = false;
    report(...found);
  });
  if (!isSound) return;
  const { rows, columns } = value as SealedSegment;
  const fields = new Set<string>();
  for (const [at, column] of columns.entries()) {
    if (fields.has(column.field)) report(`${path}.columns[${at}].field`, 'a field once', column.field);
    fields.add(column.field);
    const fault = findColumnFault(column, rows);
    if (fault !== null) report(`${path}.columns[${at}].data`, `a column of ${rows} rows (${fault})`, column.field);
  }
};

const WARNINGLIST: Checks<Warninglist> = {
  id: isName,
  name: isText,
  description: isText,
  version: isNumber(),
  type: isOneOf(WARNINGLIST_TYPES),
  attributes: isListOf(isText),
  list: isListOf(isText),
  fileName: isText,
  importedAt: isText,
};

/** What of it can be brought in; the rest is reported, record by record. */
export function checkIndicators(
  dump: Readonly<Record<string, readonly unknown[]>>,
  report: (found: Issue) => void,
): { readonly tables: IndicatorTables; readonly rejected: number } {
  const packed = isRecord({ collection: isRecord(COLLECTION), segments: isListOf(isSegment) });
  const check = <Item>(table: IndicatorTable, sound: Check, keyOf: (record: Item) => string) =>
    checkEach<Item>(
      sound,
      (record) => keyOf(record as Item),
      Object.hasOwn(dump, table) ? (dump[table] ?? []) : [],
      `tables.${table}`,
      report,
    );
  const collections = check<PackedCollection>('indicatorCollections', packed, ({ collection }) => collection.id);
  const lists = check<Warninglist>('warninglists', isRecord(WARNINGLIST), ({ id }) => id);
  return {
    tables: { indicatorCollections: collections.kept, warninglists: lists.kept },
    rejected: collections.rejected + lists.rejected,
  };
}

/** What is not here yet is added, what is here stays. */
export async function addIndicators(db: HistoryDatabase, tables: IndicatorTables): Promise<void> {
  for (const { collection, segments } of tables.indicatorCollections) await addCollection(db, collection, segments);
  for (const list of tables.warninglists)
    await db.transaction('rw', [db.warninglists, db.warnings], async () => {
      if ((await db.warninglists.get(list.id)) === undefined) await putWarninglist(db, list);
    });
}

/** All of it or nothing; one that is here stays. */
export function addCollection(
  db: HistoryDatabase,
  collection: IndicatorCollection,
  segments: readonly SealedSegment[],
): Promise<void> {
  return db.transaction('rw', [db.collections, db.removed, db.segments, db.columns], async () => {
    if ((await db.collections.get(collection.id)) !== undefined) return;
    // Removed a moment ago: this is the same, and its segments are not written beside those.
    await db.removed.delete(collection.id);
    await removeOwned(db, collection.id);
    for (const segment of segments) await appendSegment(db, collection.id, segment);
    await db.collections.put(collection);
  });
}

/** In place of one of the same id: what names that one, names this; and of others that go. */
export function replaceCollection(
  db: HistoryDatabase,
  collection: IndicatorCollection,
  segments: readonly SealedSegment[],
  others: readonly string[],
): Promise<void> {
  return db.transaction('rw', [db.collections, db.removed, db.segments, db.columns], async () => {
    for (const id of [collection.id, ...others]) await removeCollection(db, id);
    await addCollection(db, collection, segments);
  });
}

/** In place of one of the same id. */
export function putWarninglist(db: HistoryDatabase, { list, ...said }: Warninglist): Promise<void> {
  return db.transaction('rw', [db.warninglists, db.warnings], async () => {
    await db.warninglists.put({ ...said, values: list.length });
    await db.warnings.put({ id: said.id, list });
  });
}
