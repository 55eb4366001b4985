import type { Tallies } from '../../src/domain/history/collect-sightings';
import type { PackedValues } from '../../src/domain/indicators/packed-values';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { FoundInSegment } from './segment-finder';

/** What the parts of a search are told and answer. A part is a worker, or the same code in this thread. */

export interface PartSearch {
  readonly workspace: WorkspaceName;
  readonly values: PackedValues;
  readonly hostsOfUrls: boolean;
  /** ms since 1970, both inclusive; `null`: open. */
  readonly from: number | null;
  readonly to: number | null;
  /** Of the hash tables: whoever wrote the logs does not know it. */
  readonly seed: number;
}

export interface PartSegment {
  readonly id: string;
  readonly history: string;
}

export interface SearchPart {
  prepare(search: PartSearch): Promise<void>;
  /** @returns `null`: the segment is gone */
  search(segment: PartSegment): Promise<PartFound | null>;
  finish(): Promise<void>;
}

/** Each segment is answered whole: a part that is ended in the middle of the next takes nothing with it. */
export interface PartFound extends FoundInSegment {
  /** What its hits add up to. */
  readonly tallies: Tallies;
}

/** A part and the way to end it. */
export interface StartedPart<Part = SearchPart> {
  readonly part: Part;
  stop(): void;
}
