import type { Dexie, Table } from 'dexie';
import { CatalogDatabase } from './catalog-database';
import { isSoundRecord } from './check-records';
import type { ImportReceipt } from './import-receipt';
import { CONTENT_TABLES, WorkspaceDatabase } from './workspace-database';

/** Records by the names of their tables. */
export type TableDump = Readonly<Record<string, readonly unknown[]>>;

/**
 * The list of changes stays here: its numbers are this database's own, and what it undoes is not there where the backup is
 * brought in.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(['changes']);

/** Every other table, also one that is added later. One moment: the whole is read in one transaction. */
export function dumpWorkspace(db: WorkspaceDatabase): Promise<TableDump> {
  const tables = db.tables.filter(({ name }) => !LEFT_OUT.has(name));
  return db.transaction('r', tables, async () => {
    const dumped = await Promise.all(tables.map(async (table) => [table.name, await table.toArray()] as const));
    return Object.fromEntries(dumped);
  });
}

export function dumpReleases(): Promise<TableDump> {
  return withReleases((db) =>
    db.transaction('r', db.tables, async () => {
      const dumped = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const));
      return Object.fromEntries(dumped);
    }),
  );
}

/**
 * Receipts, remembered columns and the like: what is not here yet is added, what is here stays. Content is restored as a
 * change, which can be undone.
 */
export function addRecords(db: WorkspaceDatabase, dump: TableDump): Promise<void> {
  return addTo(db, dump, new Set<string>([...CONTENT_TABLES, ...LEFT_OUT]));
}

export function addReleases(dump: TableDump): Promise<void> {
  return withReleases((db) => addTo(db, dump, new Set()));
}

/** Which of these are on this device. */
export function findReleasesHere(ids: readonly string[]): Promise<ReadonlySet<string>> {
  return withReleases(async (db) => {
    const found = await db.catalogs.bulkGet([...ids]);
    return new Set(ids.filter((_, at) => found[at] !== undefined));
  });
}

/** Tables of a dump that this version does not have, with how much is in them. */
export function listUnknownTables(
  workspace: TableDump,
  releases: TableDump,
): readonly { readonly name: string; readonly records: number }[] {
  // Their names are known without opening them.
  const known = [new WorkspaceDatabase('own'), new CatalogDatabase()].map(
    (db) => new Set(db.tables.map(({ name }) => name)),
  );
  return [workspace, releases].flatMap((dump, at) =>
    Object.entries(dump).flatMap(([name, { length }]) =>
      known[at]?.has(name) || length === 0 ? [] : [{ name, records: length }],
    ),
  );
}

async function addTo(db: Dexie, dump: TableDump, except: ReadonlySet<string>): Promise<void> {
  const tables = db.tables.filter(({ name }) => Object.hasOwn(dump, name) && !except.has(name));
  if (tables.length === 0) return;
  await db.transaction('rw', tables, async () => {
    for (const table of tables) {
      const fresh = await findNew(table, dump[table.name] ?? []);
      if (fresh.length > 0) await table.bulkPut(fresh);
    }
  });
}

async function findNew(table: Table, records: readonly unknown[]): Promise<readonly object[]> {
  const { keyPath } = table.schema.primKey;
  const sound = records.filter(
    (record): record is object => hasKey(record, keyPath) && isSoundRecord(table.name, record),
  );
  const here = await table.bulkGet(
    sound.map((record) => (record as Readonly<Record<string, unknown>>)[String(keyPath)]),
  );
  const fresh = sound.filter((_, at) => here[at] === undefined);
  return table.name === 'receipts' ? fresh.map(forgetChange) : fresh;
}

function hasKey(record: unknown, keyPath: string | string[] | null | undefined): boolean {
  if (typeof record !== 'object' || record === null || typeof keyPath !== 'string') return false;
  return Object.hasOwn(record, keyPath) && typeof (record as Readonly<Record<string, unknown>>)[keyPath] === 'string';
}

/** The change that an import made belongs to the list that did not come along: it cannot be taken back any more. */
function forgetChange(receipt: object): object {
  return { ...(receipt as ImportReceipt), change: null };
}

async function withReleases<Answer>(work: (db: CatalogDatabase) => Promise<Answer>): Promise<Answer> {
  const db = new CatalogDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
