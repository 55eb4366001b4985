import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import demonstrationUrl from '../../data/demonstration/estate.json?url';
import { EMPTY_INVENTORY, type Inventory } from '../domain/sensors/inventory';
import { changeInventory, resetInventory } from '../store/change-inventory';
import { describeHistory, type Reversal, redoChange, takeBackImport, undoChange } from '../store/change-log';
import type { ImportReceipt } from '../store/import-receipt';
import { readInventory } from '../store/inventory-store';
import { watch } from '../store/watch';
import { WORKSPACES, WorkspaceDatabase, type WorkspaceName } from '../store/workspace-database';
import { requestPersistence } from './offline';
import { createPreference, oneOf } from './preferences';

export interface Workspace {
  readonly name: Accessor<WorkspaceName>;
  /** `undefined` until the database has answered for the first time. */
  readonly inventory: Accessor<Inventory | undefined>;
  /** Newest first. */
  readonly receipts: Accessor<readonly ImportReceipt[]>;
  /** Labels of what undo and redo would take back or repeat; `null`: nothing. */
  readonly history: Accessor<{ readonly undo: string | null; readonly redo: string | null }>;
  /** One undoable step: a pure function from the inventory as it is to the inventory as it shall be. */
  change(label: string, step: (inventory: Inventory) => Inventory): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  takeBack(receipt: ImportReceipt): Promise<Reversal | null>;
  openDemonstration(): Promise<void>;
  /** Deletes the demonstration and goes back to the own workspace. */
  removeDemonstration(): Promise<void>;
  openOwn(): void;
}

export function createWorkspace(): Workspace {
  const [name, setName] = createPreference<WorkspaceName>('workspace', 'own', oneOf(WORKSPACES));
  const database = createMemo<WorkspaceDatabase>((previous) => {
    previous?.close();
    return new WorkspaceDatabase(name());
  });
  onCleanup(() => database().close());

  const inventory = createLive(database, readInventory);
  const receipts = createLive(database, (db) => db.receipts.orderBy('at').reverse().toArray());
  const history = createLive(database, describeHistory);

  async function change(label: string, step: (inventory: Inventory) => Inventory): Promise<void> {
    const sequence = await changeInventory(database(), label, step, new Date().toISOString());
    if (sequence !== null) void requestPersistence();
  }

  return {
    name,
    inventory,
    receipts: () => receipts() ?? [],
    history: () => history() ?? { undo: null, redo: null },
    change,
    async undo() {
      await undoChange(database());
    },
    async redo() {
      await redoChange(database());
    },
    takeBack: (receipt) => takeBackImport(database(), receipt.id, new Date().toISOString()),
    async openDemonstration() {
      const answer = await fetch(demonstrationUrl);
      const estate: Inventory = { ...EMPTY_INVENTORY, ...(await answer.json()) };
      const db = new WorkspaceDatabase('demonstration');
      await resetInventory(db, estate);
      db.close();
      setName('demonstration');
    },
    async removeDemonstration() {
      setName('own');
      await new WorkspaceDatabase('demonstration').delete();
    },
    openOwn: () => setName('own'),
  };
}

/** A query that answers again whenever what it read changes, in this tab, a worker or another tab. */
function createLive<Value>(
  database: Accessor<WorkspaceDatabase>,
  query: (db: WorkspaceDatabase) => Promise<Value>,
): Accessor<Value | undefined> {
  const [value, setValue] = createSignal<Value>();
  createEffect(() => {
    const db = database();
    const stop = watch(
      () => query(db),
      (answer) => setValue(() => answer),
    );
    onCleanup(() => {
      stop();
      setValue(undefined);
    });
  });
  return value;
}
