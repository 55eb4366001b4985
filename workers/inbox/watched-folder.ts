import { type FolderFile, planFolder } from '../../src/domain/inbox/folder-listing';
import type { InboxDatabase } from '../../src/store/inbox-database';
import { tryIntakeLock } from '../../src/store/inbox-locks';
import { addFromFolder } from '../../src/store/inbox-packages';
import { findInnermost } from '../../src/store/innermost-error';
import { freeOf, isQuotaError, readStorageRoom } from '../../src/store/storage-room';
import type { FolderLook } from '../contract/inbox';

/** Larger files stay in the folder until they are decided: kept twice, they would fill the disk. Bytes. */
const LARGEST_COPY = 256 * 1024 * 1024;
/** A home folder that was chosen by mistake must not be listed to its end. */
const MOST_FILES = 5000;

/** Chromium's, in no standard library yet: https://wicg.github.io/file-system-access/ */
interface AskingHandle {
  queryPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** Whether the browser lets it be looked into without asking its user first. */
async function isAllowed(handle: FileSystemDirectoryHandle): Promise<boolean> {
  const permission = await (handle as AskingHandle).queryPermission?.({ mode: 'read' });
  return permission === undefined || permission === 'granted';
}

/** There is a watched folder, and its user has to be asked before anything can be read that lies there alone. */
export async function isFolderAsking(db: InboxDatabase): Promise<boolean> {
  const folder = await db.folders.get('watched');
  return folder !== undefined && !(await isAllowed(folder.handle));
}

/** As they were at the last look; new ones are taken when they have not changed since. */
let waiting: ReadonlyMap<string, FolderFile> = new Map();

/** Takes in what is new in the watched folder. Folders within it are left alone, and counted. */
export async function lookIntoFolder(db: InboxDatabase): Promise<FolderLook> {
  const folder = await db.folders.get('watched');
  if (folder === undefined) return { state: 'none' };
  const { handle } = folder;
  const { name } = handle;
  if (!(await isAllowed(handle))) return { state: 'asking', name };
  try {
    const listed = await listFolder(handle);
    const taken = await tryIntakeLock(() => takeNew(db, handle, listed.files));
    return {
      state: 'watching',
      name,
      taken: taken?.taken ?? 0,
      unread: taken?.unread ?? 0,
      waiting: waiting.size,
      left: listed.left,
      folders: listed.folders,
    };
  } catch (error) {
    if (isQuotaError(error)) return { state: 'unreachable', name, problem: 'This device has no room for more.' };
    if (!(error instanceof DOMException)) throw error;
    return { state: 'unreachable', name, problem: 'It was moved, removed or renamed, or the browser may not read it.' };
  }
}

async function listFolder(handle: FileSystemDirectoryHandle) {
  const files: FolderFile[] = [];
  let [folders, left] = [0, 0];
  for await (const entry of handle.values()) {
    if (entry.kind === 'directory') folders++;
    else if (files.length >= MOST_FILES) left++;
    else files.push(await describeFile(entry));
  }
  return { files: files.filter(({ size }) => size > 0), folders, left };
}

/** One that goes while it is looked at counts as empty. */
async function describeFile(entry: FileSystemFileHandle): Promise<FolderFile> {
  try {
    const { name, size, lastModified } = await entry.getFile();
    return { name, size, lastModified };
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return { name: entry.name, size: 0, lastModified: 0 };
  }
}

async function takeNew(
  db: InboxDatabase,
  handle: FileSystemDirectoryHandle,
  files: readonly FolderFile[],
): Promise<{ readonly taken: number; readonly unread: number }> {
  const known = new Map((await db.folderFiles.toArray()).map((file) => [file.name, file]));
  const plan = planFolder(files, known, waiting);
  waiting = plan.waiting;
  let [taken, unread] = [0, 0];
  for (const { name } of plan.take) {
    try {
      const file = await (await handle.getFileHandle(name)).getFile();
      const free = freeOf(await readStorageRoom());
      const keepsBytes = file.size <= LARGEST_COPY && (free === null || file.size < free / 2);
      // One that is locked fails here, and not within a transaction, where it could not be told from a fault of the database.
      await file.slice(0, 1).arrayBuffer();
      await addFromFolder(db, file, keepsBytes, new Date().toISOString());
      taken++;
    } catch (error) {
      if (!isOfFile(error)) throw error;
      unread++;
    }
  }
  return { taken, unread };
}

/** What goes wrong with one file alone: it is locked by another program, or went meanwhile. It is tried again at the next looks. */
const OF_FILE: ReadonlySet<string> = new Set(['NotReadableError', 'NotFoundError', 'TypeMismatchError']);

function isOfFile(error: unknown): boolean {
  return [error, findInnermost(error)].some((each) => each instanceof Error && OF_FILE.has(each.name));
}
