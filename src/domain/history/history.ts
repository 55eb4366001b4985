import type { TimeSettings } from './time-settings';

/** A file of records that was read, as its segments are kept. Not edited but for name and site. */
export interface History {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  /** Of the file as given; empty until it was read to its end. */
  readonly sha256: string;
  readonly size: number;
  /** Ids of formats in the registry; of an archive perhaps several. */
  readonly formats: readonly string[];
  /** Whose view it is: the vantage. Empty: not said. */
  readonly site: string;
  readonly time: TimeSettings;
  /** ISO 8601. */
  readonly importedAt: string;
  readonly rows: number;
  /** ms since 1970; `null`: no record has a time. */
  readonly from: number | null;
  readonly to: number | null;
  /** Stored bytes, of all segments. */
  readonly bytes: number;
  readonly segments: number;
  /** `false`: its import was interrupted, and what is here is whole segments from its beginning; or its file is damaged. */
  readonly complete: boolean;
  /** Members of an archive, or the file itself. `record.*` are places in one of them; `log.file.path` names it. */
  readonly members: readonly string[];
  /** Rows of the oldest segments that somebody dropped to make room. */
  readonly dropped: number;
}

/** It was read to its end, and part of it could not be: reading the same file again gives no more. */
export function isDamaged({ complete, sha256 }: Pick<History, 'complete' | 'sha256'>): boolean {
  return !complete && sha256 !== '';
}
