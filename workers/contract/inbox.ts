import type { Result } from '../../src/domain/result';
import type { ImportReceipt } from '../../src/store/import-receipt';
import type { CoverageRequest } from './coverage';

/** What the page may ask about what came into the inbox. Types only: importing this file loads no code. */

/** What packages are held against: a release and how coverage is counted; of the user's own workspace always. */
export type InboxGround = Pick<CoverageRequest, 'catalogId' | 'settings'>;

export interface InboxProgress {
  /** Of the package that is worked on; `null`: none is. */
  readonly id: string | null;
  readonly words: string;
  /** 0 to 1; `null`: not known. */
  readonly share: number | null;
}

/** How it stands with the watched folder. */
export type FolderLook =
  | { readonly state: 'none' }
  /** The browser wants to be asked again, by a click. */
  | { readonly state: 'asking'; readonly name: string }
  | {
      readonly state: 'watching';
      readonly name: string;
      /** Taken in by this look; not yet at rest; more than are looked at. */
      readonly taken: number;
      readonly waiting: number;
      readonly left: number;
      /** At rest, and could not be read: locked by another program, most often. Tried again. */
      readonly unread: number;
      /** Folders within it are not looked into. */
      readonly folders: number;
    }
  /** It was moved, removed, or lies on a disk that is not there. */
  | { readonly state: 'unreachable'; readonly name: string; readonly problem: string };

export interface InboxWorker {
  /** Takes in what is new in the watched folder. */
  lookIntoFolder(): Promise<FolderLook>;
  /**
   * Works on everything that waits, until nothing is left that no other tab is at. Ended at any moment, it goes on where it was when it
   * is asked again.
   */
  workInbox(ground: InboxGround, onProgress: (progress: InboxProgress) => void): Promise<void>;
  /** Imports what a package holds, as the import does, and keeps its search. @param at ISO 8601 */
  acceptPackage(
    id: string,
    at: string,
    onProgress: (progress: InboxProgress) => void,
  ): Promise<Result<Pick<ImportReceipt, 'id' | 'brought'>>>;
}
