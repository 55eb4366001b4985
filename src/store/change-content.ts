import type { Inventory } from '../domain/sensors/inventory';
import type { PlanningRecords, ThreatRecords, WatchRecords, WorkspaceContent } from '../domain/workspace/content';
import { applyEdits, clearChanges, commitChange, type Edit, tablesOfChanges } from './change-log';
import { diffContent, diffInventory, diffPlanning, diffThreats, diffWatch } from './content-edits';
import { readContent, readInventory, readPlanning, readThreats, readWatch } from './content-store';
import type { ImportReceipt } from './import-receipt';
import type { ContentTable, WorkspaceDatabase } from './workspace-database';

/** The inventory together with what planning keeps. */
export interface EstateContent extends PlanningRecords {
  readonly inventory: Inventory;
}

/** A pure function from what is there to what shall be; untouched records stay the same objects. */
export type Step =
  | { readonly of: 'inventory'; run(inventory: Inventory): Inventory }
  | { readonly of: 'planning'; run(planning: PlanningRecords): PlanningRecords }
  | { readonly of: 'threats'; run(threats: ThreatRecords): ThreatRecords }
  | { readonly of: 'watch'; run(watch: WatchRecords): WatchRecords }
  | { readonly of: 'estate'; run(estate: EstateContent): EstateContent }
  | { readonly of: 'content'; run(content: WorkspaceContent): WorkspaceContent };

/**
 * One undoable step. Read and written in one transaction: a field that is saved by leaving it and the click that left
 * it come at the same moment, and the second must see what the first has written.
 * @param at ISO 8601
 * @returns the number of the change; `null` when the step changes nothing
 */
export function change(db: WorkspaceDatabase, label: string, step: Step, at: string): Promise<number | null> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    const edits = await listEdits(db, step);
    return edits.length === 0 ? null : commitChange(db, label, edits, at);
  });
}

/**
 * One import: its effect, its receipt, and what it remembers or adds beside content; all of it or nothing.
 * @param alongside may touch receipts, remembered columns and products; other databases are out of its reach
 */
export function importStep(
  db: WorkspaceDatabase,
  label: string,
  step: Step | null,
  receipt: Omit<ImportReceipt, 'change' | 'takenBack'>,
  alongside: (db: WorkspaceDatabase) => Promise<void> = async () => undefined,
): Promise<ImportReceipt> {
  return db.transaction('rw', [...tablesOfChanges(db), db.columns, db.products], async () => {
    await alongside(db);
    const edits = step === null ? [] : await listEdits(db, step);
    const mark = { id: receipt.id, takenBack: false };
    const sequence = edits.length === 0 ? null : await commitChange(db, label, edits, receipt.at, mark);
    const kept: ImportReceipt = { ...receipt, change: sequence, takenBack: false };
    await db.receipts.add(kept);
    return kept;
  });
}

/** Tables whose records carry texts of others, and are shown without them. */
export type KeptTable = 'rules' | 'documents';

/**
 * One undoable step that takes records out, by the names of their tables, and reads no others.
 * @returns the number of the change; `null` when none of them is there
 */
export function removeRecords(
  db: WorkspaceDatabase,
  going: Partial<Readonly<Record<ContentTable, readonly string[]>>>,
  label: string,
  at: string,
): Promise<number | null> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    const edits: Edit[] = [];
    for (const [table, ids] of Object.entries(going) as [ContentTable, readonly string[]][]) {
      const found: readonly ({ readonly id: string } | undefined)[] = await db.table(table).bulkGet([...new Set(ids)]);
      for (const before of found) if (before !== undefined) edits.push({ table, key: before.id, before, after: null });
    }
    return edits.length === 0 ? null : commitChange(db, label, edits, at);
  });
}

/** Makes this the whole content and forgets all changes: there is nothing to go back to. */
export function resetContent(db: WorkspaceDatabase, content: WorkspaceContent): Promise<void> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    await applyEdits(db, diffContent(await readContent(db), content));
    await clearChanges(db);
  });
}

/** Of a step that only knows the inventory, or what planning, threats or watchlists keep, nothing else is read: layers may be many. */
async function listEdits(db: WorkspaceDatabase, step: Step): Promise<readonly Edit[]> {
  if (step.of === 'inventory') {
    const before = await readInventory(db);
    return diffInventory(before, step.run(before));
  }
  if (step.of === 'planning') {
    const before = await readPlanning(db);
    return diffPlanning(before, step.run(before));
  }
  if (step.of === 'threats') {
    const before = await readThreats(db);
    return diffThreats(before, step.run(before));
  }
  if (step.of === 'watch') {
    const before = await readWatch(db);
    return diffWatch(before, step.run(before));
  }
  if (step.of === 'estate') {
    const before = { inventory: await readInventory(db), ...(await readPlanning(db)) };
    const after = step.run(before);
    return [...diffInventory(before.inventory, after.inventory), ...diffPlanning(before, after)];
  }
  const before = await readContent(db);
  return diffContent(before, step.run(before));
}
