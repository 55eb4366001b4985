import type { Inventory } from '../domain/sensors/inventory';
import { applyEdits, commitChange, tablesOfChanges } from './change-log';
import type { ImportReceipt } from './import-receipt';
import { diffInventory } from './inventory-edits';
import { readInventory } from './inventory-store';
import type { WorkspaceDatabase } from './workspace-database';

/**
 * One undoable step: a pure function from the inventory as it is to the inventory as it shall be. Read and written in
 * one transaction: a field that is saved by leaving it and the click that left it come at the same moment, and the
 * second must see what the first has written.
 * @param at ISO 8601
 * @returns the number of the change; `null` when the step changes nothing
 */
export function changeInventory(
  db: WorkspaceDatabase,
  label: string,
  step: (inventory: Inventory) => Inventory,
  at: string,
): Promise<number | null> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    const before = await readInventory(db);
    const edits = diffInventory(before, step(before));
    return edits.length === 0 ? null : commitChange(db, label, edits, at);
  });
}

/** One import: its effect on the inventory and its receipt, both or neither. */
export function importInventory(
  db: WorkspaceDatabase,
  label: string,
  step: (inventory: Inventory) => Inventory,
  receipt: Omit<ImportReceipt, 'change' | 'takenBack'>,
): Promise<ImportReceipt> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    const before = await readInventory(db);
    const edits = diffInventory(before, step(before));
    const mark = { id: receipt.id, takenBack: false };
    const change = edits.length === 0 ? null : await commitChange(db, label, edits, receipt.at, mark);
    const kept: ImportReceipt = { ...receipt, change, takenBack: false };
    await db.receipts.add(kept);
    return kept;
  });
}

/** Makes the inventory this one and forgets all changes: there is nothing to go back to. */
export function resetInventory(db: WorkspaceDatabase, inventory: Inventory): Promise<void> {
  return db.transaction('rw', tablesOfChanges(db), async () => {
    await applyEdits(db, diffInventory(await readInventory(db), inventory));
    await db.changes.clear();
  });
}
