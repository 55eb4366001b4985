import type { SealedSegment } from '../../src/domain/columns/column';
import type { History } from '../../src/domain/history/history';
import type { HistoryDatabase } from '../../src/store/history-database';
import type { HistoryDetail } from '../contract/imports';
import type { StreamJob } from '../readings/reading';

/** Looks for the watchlists' values in every segment on its way in, and keeps the source lines of what matched. */
export interface ImportWatch {
  /** A piece of a member that is about to be read; `offset` of its first byte. */
  keepPiece(member: string, bytes: Uint8Array, offset: number): void;
  look(segment: SealedSegment): Promise<void>;
  finish(): Promise<void>;
  /** Keeps what was seen as a search. @returns in words */
  keep(history: History): Promise<readonly string[]>;
}

export async function makeImportWatch(
  _db: HistoryDatabase,
  _job: StreamJob,
  _watchlists: HistoryDetail['watchlists'],
): Promise<ImportWatch | null> {
  return null;
}
