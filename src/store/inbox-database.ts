import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Finding } from '../domain/inbox/findings';
import type { FolderFile } from '../domain/inbox/folder-listing';
import type { InboxPackage, PackageArrival, PlaybookStep } from '../domain/inbox/package';
import { closeWhenReplaced } from './close-when-replaced';

/** Bytes of a package. A blob lies on the disk until it is read. */
export interface StoredContentBytes {
  readonly id: string;
  readonly blob: Blob;
}

/** Came in, and is not known by its hash yet. */
export interface StoredArrival extends PackageArrival {
  readonly id: string;
}

export type StoredFinding = Finding & {
  /** Of the package. */
  readonly package: string;
};

/** The folder that is watched: there is one. */
export interface StoredFolder {
  readonly id: 'watched';
  readonly handle: FileSystemDirectoryHandle;
  /** ISO 8601. */
  readonly chosenAt: string;
}

/** A file of the folder as it was when it was taken, so that it is not taken again. */
export interface StoredFolderFile extends FolderFile {
  /** ISO 8601. */
  readonly takenAt: string;
}

/**
 * What came in and was not decided yet, with its bytes, and what became of the rest. A database of its own: nothing of a package is
 * in the workspace before somebody accepts it, and neither backups nor undo know of it.
 */
export class InboxDatabase extends Dexie {
  declare packages: EntityTable<InboxPackage, 'id'>;
  declare arrivals: EntityTable<StoredArrival, 'id'>;
  declare contents: EntityTable<StoredContentBytes, 'id'>;
  declare findings: Table<StoredFinding, [string, PlaybookStep]>;
  declare folders: EntityTable<StoredFolder, 'id'>;
  declare folderFiles: EntityTable<StoredFolderFile, 'name'>;

  constructor() {
    super('vedette-inbox');
    closeWhenReplaced(this);
    // A later version adds a line and, where needed, one pure upgrade step; an old line is never edited.
    this.version(1).stores({
      packages: 'id, arrivedAt',
      arrivals: 'id, arrivedAt',
      contents: 'id',
      findings: '[package+step], package',
      folders: 'id',
      folderFiles: 'name',
    });
  }
}
