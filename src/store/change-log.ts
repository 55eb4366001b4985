import { CONTENT_TABLES, type ContentTable, type WorkspaceDatabase } from './workspace-database';

/**
 * Undo and redo for everything the user edits: each change is a list of whole records before and after, written in
 * the same transaction as the change itself.
 */
export interface Edit {
  readonly table: ContentTable;
  readonly key: string | [string, string];
  /** `null`: the record does not exist. */
  readonly before: object | null;
  readonly after: object | null;
}

/** What is said of a change. Its edits are a record of their own: the undo button asks for the label alone, often. */
export interface ChangeRecord {
  readonly sequence: number;
  /** What the user did, for the undo button: "Add Sysmon". */
  readonly label: string;
  /** ISO 8601. */
  readonly at: string;
  /** The receipt of the import that the change is, or takes back; undoing it says the opposite. */
  readonly receipt: { readonly id: string; readonly takenBack: boolean } | null;
  readonly undone: 0 | 1;
}

/** The edits of one change. */
export interface ChangeEdits {
  readonly sequence: number;
  readonly edits: readonly Edit[];
}

/** Older changes can no longer be undone; the inventory itself is not affected. */
const KEPT_CHANGES = 200;

/** What a change may touch, for transactions around it. */
export function tablesOfChanges(db: WorkspaceDatabase) {
  return [...CONTENT_TABLES.map((name) => db.table(name)), db.changes, db.edits, db.receipts];
}

/** Applies edits without a way back. */
export function applyEdits(db: WorkspaceDatabase, edits: readonly Edit[]): Promise<void> {
  return apply(db, edits, null, 'after');
}

/** Applies the edits and records them; a new change ends the possibility of redoing undone ones. */
export function commitChange(
  db: WorkspaceDatabase,
  label: string,
  edits: readonly Edit[],
  at: string,
  receipt: ChangeRecord['receipt'] = null,
): Promise<number> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    await forget(db, await db.changes.where('undone').equals(1).primaryKeys());
    await apply(db, edits, receipt, 'after');
    const sequence = await db.changes.add({ label, at, receipt, undone: 0 });
    await db.edits.add({ sequence, edits });
    await forget(
      db,
      await db.changes
        .where('sequence')
        .belowOrEqual(sequence - KEPT_CHANGES)
        .primaryKeys(),
    );
    return sequence;
  });
}

/** Forgets all changes: what is there stays. */
export async function clearChanges(db: WorkspaceDatabase): Promise<void> {
  await Promise.all([db.changes.clear(), db.edits.clear()]);
}

/** Takes the latest change back; resolves to its label, or `null` when there is none. */
export function undoChange(db: WorkspaceDatabase): Promise<string | null> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    const change = await findUndoable(db);
    if (change === undefined) return null;
    await apply(db, await readEdits(db, change.sequence), change.receipt, 'before');
    await db.changes.update(change.sequence, { undone: 1 });
    return change.label;
  });
}

export function redoChange(db: WorkspaceDatabase): Promise<string | null> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    const change = await findRedoable(db);
    if (change === undefined) return null;
    await apply(db, await readEdits(db, change.sequence), change.receipt, 'after');
    await db.changes.update(change.sequence, { undone: 0 });
    return change.label;
  });
}

/** What came of taking an import back. */
export interface Reversal {
  /** Records put back as they were before the import. */
  readonly reverted: number;
  /** Records that were edited since, and stay as they are. */
  readonly left: number;
}

/**
 * Takes an import back as a change of its own, which can be undone in turn.
 * @param at ISO 8601
 * @returns `null` when this workspace does not know the receipt, or there is nothing left to take back
 */
export function takeBackImport(db: WorkspaceDatabase, receiptId: string, at: string): Promise<Reversal | null> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    const receipt = await db.receipts.get(receiptId);
    if (receipt === undefined || receipt.takenBack || receipt.change === null) return null;
    const change = await db.changes.get(receipt.change);
    if (change === undefined) return null;
    const edits = await readEdits(db, change.sequence);
    const inverse: Edit[] = [];
    const left = new Set<string>();
    for (const table of CONTENT_TABLES) {
      const ofTable = edits.filter((edit) => edit.table === table);
      const current = await db.table(table).bulkGet(ofTable.map(({ key }) => key));
      for (const [at, edit] of ofTable.entries()) {
        // A report that was decided about stays, and what was read of it stays with it.
        const isOfLeft = table === 'reportContents' && left.has(String(edit.key));
        if (!isOfLeft && sameRecord(current[at] ?? null, edit.after))
          inverse.push({ ...edit, before: edit.after, after: edit.before });
        else if (table === 'threatReports') left.add(String(edit.key));
      }
    }
    await commitChange(db, `Take back: ${change.label}`, inverse, at, { id: receiptId, takenBack: true });
    return { reverted: inverse.length, left: edits.length - inverse.length };
  });
}

export async function describeHistory(db: WorkspaceDatabase): Promise<{ undo: string | null; redo: string | null }> {
  const [undo, redo] = await Promise.all([findUndoable(db), findRedoable(db)]);
  return { undo: undo?.label ?? null, redo: redo?.label ?? null };
}

function findUndoable(db: WorkspaceDatabase): Promise<ChangeRecord | undefined> {
  return db.changes.where('undone').equals(0).last();
}

function findRedoable(db: WorkspaceDatabase): Promise<ChangeRecord | undefined> {
  // In the order of the index: of equal values, the earliest number first.
  return db.changes.where('undone').equals(1).first();
}

async function readEdits(db: WorkspaceDatabase, sequence: number): Promise<readonly Edit[]> {
  return (await db.edits.get(sequence))?.edits ?? [];
}

async function forget(db: WorkspaceDatabase, sequences: readonly number[]): Promise<void> {
  if (sequences.length === 0) return;
  await Promise.all([db.changes.bulkDelete([...sequences]), db.edits.bulkDelete([...sequences])]);
}

async function apply(
  db: WorkspaceDatabase,
  edits: readonly Edit[],
  receipt: ChangeRecord['receipt'],
  side: 'before' | 'after',
): Promise<void> {
  const puts = new Map<ContentTable, object[]>();
  const deletes = new Map<ContentTable, Edit['key'][]>();
  for (const edit of edits) {
    const record = edit[side];
    if (record === null) listOf(deletes, edit.table).push(edit.key);
    else listOf(puts, edit.table).push(record);
  }
  for (const [table, records] of puts) await db.table(table).bulkPut(records);
  for (const [table, keys] of deletes) await deleteRecords(db, table, keys);
  if (receipt !== null) {
    await db.receipts.update(receipt.id, { takenBack: side === 'after' ? receipt.takenBack : !receipt.takenBack });
  }
}

/** Fewer than this are deleted one by one; so are many that lie between others. */
const MANY = 1000;

/** Undoing a large import deletes most of a table: IndexedDB is far quicker with ranges of keys than with each of them. */
async function deleteRecords(db: WorkspaceDatabase, name: ContentTable, keys: readonly Edit['key'][]): Promise<void> {
  const table = db.table(name);
  const gone = new Set(keys);
  const runs: [first: Edit['key'], last: Edit['key']][] = [];
  if (keys.length >= MANY && name !== 'supporting') {
    let isRun = false;
    for (const key of (await table.toCollection().primaryKeys()) as string[]) {
      const last = runs.at(-1);
      if (!gone.has(key)) isRun = false;
      else if (isRun && last !== undefined) last[1] = key;
      else isRun = runs.push([key, key]) > 0;
    }
  }
  if (runs.length === 0 || runs.length * 10 > keys.length) await table.bulkDelete([...keys]);
  else for (const [first, last] of runs) await table.where(':id').between(first, last, true, true).delete();
}

function listOf<Item>(lists: Map<ContentTable, Item[]>, table: ContentTable): Item[] {
  const list = lists.get(table) ?? [];
  lists.set(table, list);
  return list;
}

/** Records are plain data: their serialised forms are equal when they are, since edits keep the order of fields. */
function sameRecord(a: object | null, b: object | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
