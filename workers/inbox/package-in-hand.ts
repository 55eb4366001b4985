import { type OpenSegment, openSegment } from '../../src/domain/columns/open-column';
import type { InboxPackage } from '../../src/domain/inbox/package';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { InboxDatabase } from '../../src/store/inbox-database';
import { withWorkspace } from '../databases';
import { type FileSource, openFileSource } from '../file-source';
import { type ReadFile, readFile } from '../import-file';
import { isFolderAsking } from './watched-folder';

/** Packages go into the user's own workspace, as imports do. */
export const TARGET = 'own';

/** A package while its steps are done: it is read once, by whichever step needs it first. */
export interface PackageInHand {
  readonly known: InboxPackage;
  read(): Promise<Result<ReadFile>>;
  /** Its content, from the beginning; `null`: it cannot be had. */
  source(): Promise<FileSource | null>;
  /** What it says, packed; none where it cannot be read or says nothing. */
  statements(): Promise<readonly OpenSegment[]>;
}

export function takeInHand(db: InboxDatabase, known: InboxPackage, tell: (share: number) => void): PackageInHand {
  let reading: Promise<Result<ReadFile>> | null = null;
  let file: Result<File> | null = null;
  let statements: Promise<readonly OpenSegment[]> | null = null;
  const open = async () => {
    file ??= await openPackageFile(db, known);
    return file;
  };
  const read = () => {
    reading ??= open().then((opened) => {
      if (!opened.ok) return opened;
      return withWorkspace(TARGET, (workspace) =>
        readFile(opened.value, workspace, {}, ({ bytesRead, bytesTotal }) => tell(bytesRead / Math.max(1, bytesTotal))),
      );
    });
    return reading;
  };
  const source = async () => {
    const opened = await open();
    if (!opened.ok) return null;
    return openFileSource(opened.value, ({ bytesRead, bytesTotal }) => tell(bytesRead / Math.max(1, bytesTotal)));
  };
  return {
    known,
    read,
    source,
    statements() {
      statements ??= openStatements();
      return statements;
    },
  };

  async function openStatements(): Promise<readonly OpenSegment[]> {
    const [found, content] = [await read(), await source()];
    const says = found.ok ? found.value.reading.says : undefined;
    if (says === undefined || content === null) return [];
    return (await says.statements(content)).map(openSegment);
  }
}

type PackedAs = Pick<InboxPackage, 'fileName' | 'size' | 'fileDate' | 'bytes' | 'content'>;

/** The very bytes of the package, under its name. */
export async function openPackageFile(db: InboxDatabase, known: PackedAs): Promise<Result<File>> {
  if (known.bytes === 'in-folder') return openInFolder(db, known);
  const kept = await db.contents.get(known.content);
  if (kept === undefined) return failure(bytesGone('Its bytes are not in the inbox any more.'));
  return success(new File([kept.blob], known.fileName, { lastModified: Date.parse(known.fileDate) }));
}

/** Too large to be kept twice: it is what it was as long as neither size nor date has changed. */
async function openInFolder(db: InboxDatabase, known: PackedAs): Promise<Result<File>> {
  if (await isFolderAsking(db))
    return failure(
      issue(
        'error',
        'package-folder-asking',
        WHOLE_FILE,
        'It lies in the watched folder, and the browser wants to be asked.',
        {
          done: 'Allow the folder again, then go on; nothing was written.',
        },
      ),
    );
  const folder = await db.folders.get('watched');
  try {
    const handle = await folder?.handle.getFileHandle(known.fileName);
    const file = await handle?.getFile();
    if (file?.size === known.size && new Date(file.lastModified).toISOString() === known.fileDate) return success(file);
  } catch (error) {
    // Moved, removed, or not allowed any more; anything else is a bug of ours.
    if (!(error instanceof DOMException)) throw error;
  }
  return failure(
    bytesGone('It was too large to be kept in the inbox, and lies in the watched folder no more as it was.'),
  );
}

function bytesGone(message: string): Issue {
  return issue('error', 'package-bytes-gone', WHOLE_FILE, message, {
    done: 'Put it back, or give it to the inbox once more; nothing was written.',
  });
}
