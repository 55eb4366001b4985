import type { Issue } from '../domain/result';

/** What became of one imported file: kept with the workspace, so that it can be read again and taken back. */
export interface ImportReceipt {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex, of the file as it was given. */
  readonly sha256: string;
  /** Id and name of the format it was recognised as. */
  readonly format: string;
  readonly formatName: string;
  readonly counts: ImportCounts;
  /** What it brought: "2 system groups, 3 deployments". */
  readonly brought: readonly string[];
  readonly issues: readonly Issue[];
  /** All issues by code; more than `issues` holds when there were very many. */
  readonly issueCounts: Readonly<Record<string, number>>;
  /** The change it made, for taking it back; `null` when it changed no inventory. */
  readonly change: number | null;
  /** Kept true by the change log: undoing an import takes it back, undoing that brings it again. */
  readonly takenBack: boolean;
}

/** Items in = kept + reported, in the unit of the format (rows, objects). */
export interface ImportCounts {
  readonly unit: string;
  readonly read: number;
  readonly kept: number;
  readonly reported: number;
}
