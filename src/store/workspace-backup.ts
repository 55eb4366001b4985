import type { Dexie, Table } from 'dexie';
import { type Issue, issue } from '../domain/result';
import { CatalogDatabase } from './catalog-database';
import { checkTable, isSoundRecord } from './check-records';
import type { ImportReceipt } from './import-receipt';
import { CONTENT_TABLES, WorkspaceDatabase } from './workspace-database';

/** Records by the names of their tables. */
export type TableDump = Readonly<Record<string, readonly unknown[]>>;

/**
 * The list of changes stays here: its numbers are this database's own, and what it undoes is not there where the backup is
 * brought in.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(['changes', 'edits']);

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

/**
 * What `addRecords` can bring of a dump. The rest is reported: each record that is not sound, and the whole of a table
 * that no backup has.
 */
export function checkDump(
  dump: TableDump,
  report: (found: Issue) => void,
): { readonly tables: TableDump; readonly rejected: number } {
  let rejected = 0;
  const tables = Object.entries(dump).map(([name, records]) => {
    const where = `tables.${name}`;
    const checked = LEFT_OUT.has(name) ? leaveOut(records, where, report) : checkTable(name, records, where, report);
    rejected += checked.rejected;
    return [name, checked.kept] as const;
  });
  return { tables: Object.fromEntries(tables), rejected };
}

function leaveOut(records: readonly unknown[], path: string, report: (found: Issue) => void) {
  const message = 'A list of changes belongs to the database in which they were made.';
  const found = `${records.length} ${records.length === 1 ? 'record' : 'records'}`;
  if (records.length > 0)
    report(issue('warning', 'changes-in-backup', { kind: 'path', path }, message, { found, done: 'It is left out.' }));
  return { kept: [], rejected: records.length };
}

/**
 * Of releases, what has a key that a database takes: packed bytes are checked when they are read. Tables that this
 * version does not have stay as they are.
 */
export function checkReleases(
  dump: TableDump,
  report: (found: Issue) => void,
): { readonly tables: TableDump; readonly rejected: number } {
  // Its tables are known without opening it.
  const known = new Map(new CatalogDatabase().tables.map((table) => [table.name, table.schema.primKey.keyPath]));
  let rejected = 0;
  const tables = Object.entries(dump).map(([name, records]) => {
    const keyPath = known.get(name);
    if (keyPath === undefined) return [name, records] as const;
    const kept = records.filter((record, at) => {
      const isKept = keyOf(record, keyPath) !== null;
      const place = { kind: 'path', path: `releases.${name}[${at}]` } as const;
      if (!isKept)
        report(
          issue('error', 'release-nameless', place, 'The record does not say which release it belongs to.', {
            done: 'The record is left out.',
          }),
        );
      return isKept;
    });
    rejected += records.length - kept.length;
    return [name, kept] as const;
  });
  return { tables: Object.fromEntries(tables), rejected };
}

/** Which releases a dump has something of that is not on this device. */
export function findNewReleases(dump: TableDump): Promise<ReadonlySet<string>> {
  return withReleases(async (db) => {
    const found = await Promise.all(
      db.tables.map(async (table) => {
        const { keyPath } = table.schema.primKey;
        return (await findNew(table, recordsOf(dump, table.name))).map((record) => keyOf(record, keyPath));
      }),
    );
    return new Set(found.flat().filter((key) => key !== null));
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

/** @param except tables that are none of its business */
export async function addTo(db: Dexie, dump: TableDump, except: ReadonlySet<string>): Promise<void> {
  const tables = db.tables.filter(({ name }) => Object.hasOwn(dump, name) && !except.has(name));
  if (tables.length === 0) return;
  await db.transaction('rw', tables, async () => {
    for (const table of tables) {
      const fresh = await findNew(table, recordsOf(dump, table.name));
      if (fresh.length > 0) await table.bulkPut(fresh);
    }
  });
}

function recordsOf(dump: TableDump, name: string): readonly unknown[] {
  return Object.hasOwn(dump, name) ? (dump[name] ?? []) : [];
}

async function findNew(table: Table, records: readonly unknown[]): Promise<readonly object[]> {
  const { keyPath } = table.schema.primKey;
  const here = new Set((await table.toCollection().primaryKeys()).map(headOf));
  const fresh = records.filter((record): record is object => {
    const key = keyOf(record, keyPath);
    return key !== null && !here.has(key) && isSoundRecord(table.name, record);
  });
  return table.name === 'receipts' ? fresh.map(forgetChange) : fresh;
}

type KeyPath = Table['schema']['primKey']['keyPath'];

/** What a record belongs to; `null`: it has no key that a database takes. */
function keyOf(record: unknown, keyPath: KeyPath): string | null {
  if (typeof record !== 'object' || record === null) return null;
  const fields = record as Readonly<Record<string, unknown>>;
  const parts = (Array.isArray(keyPath) ? keyPath : [String(keyPath)]).map((name) =>
    Object.hasOwn(fields, name) ? fields[name] : null,
  );
  const isKey = parts.every((part) => typeof part === 'string' || (typeof part === 'number' && Number.isFinite(part)));
  return isKey ? headOf(parts) : null;
}

/** Of a key in several parts, the first: parts of one thing come together or not at all, and are not mixed. */
function headOf(key: unknown): string {
  return String(Array.isArray(key) ? key[0] : key);
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
