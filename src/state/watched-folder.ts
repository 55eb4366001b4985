import type { InboxDatabase } from '../store/inbox-database';

/** Chromium's, in no standard library yet: https://wicg.github.io/file-system-access/ */
interface FolderDoors {
  showDirectoryPicker?(options: { readonly id: string; readonly mode: 'read' }): Promise<FileSystemDirectoryHandle>;
  FileSystemObserver?: new (
    onChange: () => void,
  ) => {
    observe(handle: FileSystemDirectoryHandle): Promise<void>;
    disconnect(): void;
  };
}

interface AskingHandle {
  requestPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
}

const doors = globalThis as FolderDoors;

/** Whether this browser lets a page look into a folder. */
export const canWatchFolders = doors.showDirectoryPicker !== undefined;

/** Of one that was watched before nothing is remembered: what is in it now is new. @returns whether one was chosen */
export async function chooseFolder(db: InboxDatabase): Promise<boolean> {
  try {
    const handle = await doors.showDirectoryPicker?.({ id: 'inbox', mode: 'read' });
    if (handle === undefined) return false;
    await db.transaction('rw', [db.folders, db.folderFiles], async () => {
      await db.folderFiles.clear();
      await db.folders.put({ id: 'watched', handle, chosenAt: new Date().toISOString() });
    });
    return true;
  } catch (error) {
    // The choice was given up.
    if (error instanceof DOMException && error.name === 'AbortError') return false;
    throw error;
  }
}

/** The browser asks its user; to be called on a click. @returns whether it may be looked into */
export async function askForFolder(db: InboxDatabase): Promise<boolean> {
  const handle = (await db.folders.get('watched'))?.handle as AskingHandle | undefined;
  return (await handle?.requestPermission?.({ mode: 'read' })) === 'granted';
}

/** What was taken from it stays in the inbox. */
export async function leaveFolder(db: InboxDatabase): Promise<void> {
  await db.transaction('rw', [db.folders, db.folderFiles], async () => {
    await db.folders.clear();
    await db.folderFiles.clear();
  });
}

/** Tells of changes where the browser can. @returns stops telling; `null`: it cannot */
export async function observeFolder(db: InboxDatabase, onChange: () => void): Promise<(() => void) | null> {
  const handle = (await db.folders.get('watched'))?.handle;
  if (doors.FileSystemObserver === undefined || handle === undefined) return null;
  try {
    const observer = new doors.FileSystemObserver(onChange);
    await observer.observe(handle);
    return () => observer.disconnect();
  } catch {
    // Not on this disk, or not allowed: it is looked at from time to time.
    return null;
  }
}
