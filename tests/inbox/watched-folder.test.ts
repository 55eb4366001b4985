import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { InboxDatabase } from '../../src/store/inbox-database';
import { openPackageFile } from '../../workers/inbox/package-in-hand';
import { takeIn } from '../../workers/inbox/take-in';
import { isFolderAsking, lookIntoFolder } from '../../workers/inbox/watched-folder';

/** A folder as a browser hands it out; no store of records can hold a made-up one, so that only it is made up. */
interface MadeUpFolder {
  readonly files: Map<string, File>;
  permission: PermissionState;
  isGone: boolean;
}

const db = new InboxDatabase();
let folder: MadeUpFolder;

function makeHandle(): FileSystemDirectoryHandle {
  const entryOf = (name: string) => ({
    kind: 'file',
    name,
    getFile: async () => {
      const file = folder.files.get(name);
      if (file === undefined) throw new DOMException('gone', 'NotFoundError');
      return file;
    },
  });
  const handle = {
    name: 'feeds',
    queryPermission: async () => folder.permission,
    async *values() {
      if (folder.isGone) throw new DOMException('gone', 'NotFoundError');
      yield { kind: 'directory', name: 'within' };
      for (const name of folder.files.keys()) yield entryOf(name);
    },
    async getFileHandle(name: string) {
      if (!folder.files.has(name)) throw new DOMException('gone', 'NotFoundError');
      return entryOf(name);
    },
  };
  return handle as unknown as FileSystemDirectoryHandle;
}

function put(name: string, text: string, lastModified = 1000): void {
  folder.files.set(name, new File([text], name, { lastModified }));
}

beforeEach(() => {
  folder = { files: new Map(), permission: 'granted', isGone: false };
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 1000, usage: 0 }) } });
  vi.spyOn(db.folders, 'get').mockImplementation(
    () => Promise.resolve({ id: 'watched', handle: makeHandle(), chosenAt: '' }) as never,
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await Promise.all(db.tables.map((table) => table.clear()));
  // What waits from look to look is of the worker: an empty folder ends that.
  folder.files.clear();
});

async function lookTwice(): Promise<unknown> {
  await lookIntoFolder(db);
  return lookIntoFolder(db);
}

it('takes what is at rest, once, and counts what it does not look into', async () => {
  put('a.csv', 'x');
  expect(await lookIntoFolder(db)).toMatchObject({ state: 'watching', taken: 0, waiting: 1, folders: 1 });
  expect(await lookIntoFolder(db)).toMatchObject({ taken: 1, waiting: 0 });
  expect(await lookTwice()).toMatchObject({ taken: 0, waiting: 0 });
  expect(await db.arrivals.toArray()).toMatchObject([{ fileName: 'a.csv', bytes: 'kept', from: 'folder' }]);
  put('a.csv', 'xy', 2000);
  await lookTwice();
  expect(await db.arrivals.count()).toBe(2);
});

it('says that the browser wants to be asked, or that the folder is gone, and takes nothing', async () => {
  put('a.csv', 'x');
  folder.permission = 'prompt';
  expect(await lookTwice()).toEqual({ state: 'asking', name: 'feeds' });
  folder.permission = 'granted';
  folder.isGone = true;
  expect(await lookTwice()).toMatchObject({ state: 'unreachable', name: 'feeds' });
  expect(await db.arrivals.count()).toBe(0);
});

it('leaves in the folder what there is no room for twice, and knows it by its hash all the same', async () => {
  put('large.csv', 'x'.repeat(700));
  await lookTwice();
  await takeIn(db, () => undefined);
  expect(await db.packages.toArray()).toMatchObject([{ fileName: 'large.csv', bytes: 'in-folder', content: '' }]);
  expect(await db.contents.count()).toBe(0);
});

it('takes the others where one is locked, counts it, and takes it once it is free', async () => {
  const locked = new File(['x'], 'a.csv', { lastModified: 1000 });
  vi.spyOn(locked, 'slice').mockImplementation(
    () => ({ arrayBuffer: () => Promise.reject(new DOMException('locked', 'NotReadableError')) }) as unknown as Blob,
  );
  folder.files.set('a.csv', locked);
  put('b.csv', 'y');
  put('c.csv', 'z');
  expect(await lookTwice()).toMatchObject({ state: 'watching', taken: 2, unread: 1 });
  expect(await lookTwice()).toMatchObject({ taken: 0, unread: 1 });
  put('a.csv', 'x');
  expect(await lookTwice()).toMatchObject({ taken: 1, unread: 0 });
  expect((await db.arrivals.toArray()).map(({ fileName }) => fileName).sort()).toEqual(['a.csv', 'b.csv', 'c.csv']);
});

it('keeps what it took of a folder while the browser wants to be asked again', async () => {
  put('large.csv', 'x'.repeat(700));
  await lookTwice();
  expect(await isFolderAsking(db)).toBe(false);
  folder.permission = 'prompt';
  expect(await isFolderAsking(db)).toBe(true);
  await takeIn(db, () => undefined);
  expect([await db.arrivals.count(), await db.packages.count()]).toEqual([1, 0]);
  const [arrival] = await db.arrivals.toArray();
  if (arrival === undefined) throw new Error('It was not kept.');
  expect(await openPackageFile(db, arrival)).toMatchObject({ issues: [{ code: 'package-folder-asking' }] });
  folder.permission = 'granted';
  await takeIn(db, () => undefined);
  expect([await db.arrivals.count(), await db.packages.count()]).toEqual([0, 1]);
});

it('takes a file anew that went from the folder before it was read', async () => {
  put('large.csv', 'x'.repeat(700));
  await lookTwice();
  const [file] = folder.files.values();
  folder.files.clear();
  await takeIn(db, () => undefined);
  expect(await Promise.all([db.arrivals.count(), db.packages.count(), db.folderFiles.count()])).toEqual([0, 0, 0]);
  if (file !== undefined) folder.files.set('large.csv', file);
  await lookTwice();
  await takeIn(db, () => undefined);
  expect(await db.packages.count()).toBe(1);
});
