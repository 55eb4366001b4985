import type { DroppedFile } from '../../state/bundle-files';

/** Dropped by mistake, a home folder must not be walked to its end. */
const MOST_FILES = 20_000;

/** Everything that was dropped, folders walked through. To be called while the event is handled: later it is empty. */
export function listDropped(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...transfer.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  const isPlain = entries.every((entry) => entry === null || entry.isFile);
  const files = [...transfer.files].map((file) => ({ file, path: file.name }));
  return isPlain ? Promise.resolve(files) : walkAll(entries.filter((entry) => entry !== null));
}

async function walkAll(roots: readonly FileSystemEntry[]): Promise<readonly DroppedFile[]> {
  const found: DroppedFile[] = [];
  const left = [...roots];
  for (let entry = left.shift(); entry !== undefined && found.length < MOST_FILES; entry = left.shift()) {
    if (isFile(entry)) found.push({ file: await readEntry(entry), path: entry.fullPath.replace(/^\//, '') });
    else if (isFolder(entry) && !/^(?:\.git|node_modules|__pycache__)$/.test(entry.name))
      left.unshift(...(await listFolder(entry)));
  }
  return found;
}

/** A folder gives its entries a hundred at a time. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    entries.push(...some);
  }
}

function readEntry(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
