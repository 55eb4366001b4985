import type { History } from '../../src/domain/history/history';
import type { SearchRequest } from '../../src/domain/history/sighting';
import type { WatchRecords } from '../../src/domain/workspace/content';
import type { StoredSegment } from '../../src/store/history-database';
import type { SearchProgress } from '../contract/history';
import type { StartedPart } from './search-part-contract';

export interface SearchJob {
  readonly id: string;
  readonly request: SearchRequest;
  /** ISO 8601 */
  readonly at: string;
  readonly watch: WatchRecords;
  /** `2026-11-25` */
  readonly today: string;
  readonly startParts: () => readonly StartedPart[];
  readonly onProgress: (progress: SearchProgress) => void;
  readonly isStopped: () => boolean;
}

/** A segment to look through. */
export interface Task {
  readonly segment: StoredSegment;
  readonly history: History;
}
