import { createResource, type Resource } from 'solid-js';
import { CatalogDatabase, putRelease, removeRelease } from '../store/catalog-database';
import { HistoryDatabase } from '../store/history-database';
import { InboxDatabase } from '../store/inbox-database';
import { WORKSPACES, WorkspaceDatabase } from '../store/workspace-database';
import { inboxWorker } from './inbox-worker';
import { requestPersistence } from './persistence';
import { forgetPreferences } from './preferences';
import { releasesWorker } from './releases';
import { coverageWorker, historyWorker, importWorker, workspaceWorker } from './workers';

/** What the browser keeps for this page. `null`: the browser does not say. */
export interface DeviceStorage {
  /** Bytes, the stored copy of the app included; an estimate, which browsers round. */
  readonly used: number | null;
  readonly quota: number | null;
  /** Whether the browser promised not to evict it when space runs short. */
  readonly isPersistent: boolean | null;
}

export interface DeviceData {
  readonly storage: Resource<DeviceStorage>;
  refresh(): void;
  /** Asks the browser not to evict what is stored; some ask the user, others decide alone. */
  keep(): Promise<boolean>;
}

export function createDeviceData(): DeviceData {
  const [storage, { refetch }] = createResource(describeStorage);
  return {
    storage,
    refresh: () => void refetch(),
    async keep() {
      const isKept = await requestPersistence();
      void refetch();
      return isKept;
    },
  };
}

/** The policy in the page's own head; `null` where a server sends it instead, as the development server does. */
export function readPagePolicy(): string | null {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return meta?.content ?? null;
}

/**
 * Removes what was imported of a release from this device.
 * @returns the way back
 */
export async function removeCatalog(id: string): Promise<() => Promise<void>> {
  const removed = await withCatalogs((db) => removeRelease(db, id));
  return () => withCatalogs((db) => putRelease(db, removed));
}

/** Both workspaces, the inbox, all imported releases, all choices. The stored copy of the app itself stays: it holds no data. */
export async function deleteEverything(): Promise<void> {
  // A worker that has a database open would hold up its deletion.
  coverageWorker.cancel();
  importWorker.cancel();
  workspaceWorker.cancel();
  releasesWorker.cancel();
  historyWorker.cancel();
  inboxWorker.cancel();
  await Promise.all([
    ...WORKSPACES.flatMap((name) => [new WorkspaceDatabase(name).delete(), new HistoryDatabase(name).delete()]),
    new CatalogDatabase().delete(),
    new InboxDatabase().delete(),
  ]);
  forgetPreferences();
}

async function describeStorage(): Promise<DeviceStorage> {
  const storage = navigator.storage as StorageManager | undefined;
  const estimate = await storage?.estimate?.();
  return {
    used: estimate?.usage ?? null,
    quota: estimate?.quota ?? null,
    isPersistent: (await storage?.persisted?.()) ?? null,
  };
}

async function withCatalogs<Answer>(work: (db: CatalogDatabase) => Promise<Answer>): Promise<Answer> {
  const db = new CatalogDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
