import type { InventoryTable, WorkspaceDatabase } from './workspace-database';

/**
 * Undo and redo for everything the user edits: each change is a list of whole records before and after, written in
 * the same transaction as the change itself.
 */
export interface Edit {
  readonly table: InventoryTable;
  readonly key: string | [string, string];
  /** `null`: the record does not exist. */
  readonly before: object | null;
  readonly after: object | null;
}

export interface ChangeRecord {
  readonly sequence: number;
  /** What the user did, for the undo button: "Add Sysmon". */
  readonly label: string;
  /** ISO 8601. */
  readonly at: string;
  readonly edits: readonly Edit[];
  readonly undone: 0 | 1;
}

/** Older changes can no longer be undone; the inventory itself is not affected. */
const KEPT_CHANGES = 200;

/** Applies the edits and records them; a new change ends the possibility of redoing undone ones. */
export function commitChange(
  db: WorkspaceDatabase,
  label: string,
  edits: readonly Edit[],
  at: string,
): Promise<number> {
  return db.transaction('rw', tablesOf(db), async () => {
    await db.changes.filter((change) => change.undone === 1).delete();
    await apply(db, edits, 'after');
    const sequence = await db.changes.add({ label, at, edits, undone: 0 });
    await db.changes
      .where('sequence')
      .belowOrEqual(sequence - KEPT_CHANGES)
      .delete();
    return sequence;
  });
}

/** Takes the latest change back; resolves to its label, or `null` when there is none. */
export function undoChange(db: WorkspaceDatabase): Promise<string | null> {
  return db.transaction('rw', tablesOf(db), async () => {
    const change = await findUndoable(db);
    if (change === undefined) return null;
    await apply(db, change.edits, 'before');
    await db.changes.update(change.sequence, { undone: 1 });
    return change.label;
  });
}

export function redoChange(db: WorkspaceDatabase): Promise<string | null> {
  return db.transaction('rw', tablesOf(db), async () => {
    const change = await findRedoable(db);
    if (change === undefined) return null;
    await apply(db, change.edits, 'after');
    await db.changes.update(change.sequence, { undone: 0 });
    return change.label;
  });
}

/**
 * Takes one earlier change back as a change of its own: records that were edited since stay as they are.
 * @returns how many records were put back and how many were left because they changed since; `null` when the change
 *   is no longer known or already undone
 */
export function revertChange(
  db: WorkspaceDatabase,
  sequence: number,
  at: string,
): Promise<{ readonly reverted: number; readonly left: number } | null> {
  return db.transaction('rw', tablesOf(db), async () => {
    const change = await db.changes.get(sequence);
    if (change === undefined || change.undone === 1) return null;
    const inverse: Edit[] = [];
    for (const edit of change.edits) {
      const current = (await db.table(edit.table).get(edit.key as string)) ?? null;
      if (sameRecord(current, edit.after)) inverse.push({ ...edit, before: edit.after, after: edit.before });
    }
    if (inverse.length > 0) await commitChange(db, `Take back: ${change.label}`, inverse, at);
    return { reverted: inverse.length, left: change.edits.length - inverse.length };
  });
}

export async function describeHistory(db: WorkspaceDatabase): Promise<{ undo: string | null; redo: string | null }> {
  const [undo, redo] = await Promise.all([findUndoable(db), findRedoable(db)]);
  return { undo: undo?.label ?? null, redo: redo?.label ?? null };
}

function findUndoable(db: WorkspaceDatabase): Promise<ChangeRecord | undefined> {
  return db.changes
    .orderBy('sequence')
    .reverse()
    .filter((change) => change.undone === 0)
    .first();
}

function findRedoable(db: WorkspaceDatabase): Promise<ChangeRecord | undefined> {
  return db.changes
    .orderBy('sequence')
    .filter((change) => change.undone === 1)
    .first();
}

async function apply(db: WorkspaceDatabase, edits: readonly Edit[], side: 'before' | 'after'): Promise<void> {
  const puts = new Map<InventoryTable, object[]>();
  const deletes = new Map<InventoryTable, Edit['key'][]>();
  for (const edit of edits) {
    const record = edit[side];
    if (record === null) listOf(deletes, edit.table).push(edit.key);
    else listOf(puts, edit.table).push(record);
  }
  for (const [table, records] of puts) await db.table(table).bulkPut(records);
  for (const [table, keys] of deletes) await db.table(table).bulkDelete(keys as string[]);
}

function listOf<Item>(lists: Map<InventoryTable, Item[]>, table: InventoryTable): Item[] {
  const list = lists.get(table) ?? [];
  lists.set(table, list);
  return list;
}

function tablesOf(db: WorkspaceDatabase) {
  return [db.groups, db.deployments, db.customSensors, db.supporting, db.changes];
}

/** Records are plain data: their serialised forms are equal when they are, since edits keep the order of fields. */
function sameRecord(a: object | null, b: object | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
