import type { Result } from '../../src/domain/result';
import type { ContentPart } from '../../src/domain/workspace/check-content';
import type { RestoreChoice } from '../../src/domain/workspace/restore';
import type { Reversal } from '../../src/store/change-log';
import type { ImportReceipt } from '../../src/store/import-receipt';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { ExportedFile } from './exports';

/** What the page may ask about a workspace as a whole. Types only: importing this file loads no code. */

/** What a backup holds, and what restoring it as chosen would do. */
export interface RestoreDetail {
  readonly kind: 'workspace';
  /** ISO 8601. */
  readonly madeAt: string;
  readonly isDemonstration: boolean;
  readonly choice: RestoreChoice;
  readonly parts: readonly RestorePart[];
  /** Of imported ATT&CK releases: their ids, and whether they are on this device already. */
  /** What a backup holds beside the work itself, by table; of it, what is not here yet is added. */
  readonly beside: readonly {
    readonly table: 'receipts' | 'columns' | 'products' | 'indicatorCollections' | 'warninglists';
    readonly inFile: number;
  }[];
  readonly releases: readonly { readonly id: string; readonly isHere: boolean }[];
  readonly preferences: Readonly<Record<string, unknown>>;
}

export interface RestorePart {
  readonly part: ContentPart;
  readonly inFile: number;
  readonly here: number;
  readonly added: number;
  readonly same: number;
  readonly conflicts: number;
  /** Names of the first records that differ. */
  readonly conflictNames: readonly string[];
  readonly onlyHere: number;
  readonly afterwards: number;
}

export interface LinkOptions {
  /** Empty: whoever has the link reads it. */
  readonly passphrase: string;
  /** Notes, owners, costs and log destinations as well. */
  readonly withRemarks: boolean;
  /** What-ifs as well. */
  readonly withScenarios: boolean;
  /** Who sends it, as they want to be called; empty: it is not said. */
  readonly sender: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What a link holds; nothing of it is written yet. */
export interface LinkPreview {
  readonly sender: string;
  /** ISO 8601 date; empty: it is not said. */
  readonly at: string;
  readonly groups: readonly { readonly name: string; readonly hosts: number | null; readonly isKnown: boolean }[];
  readonly deployments: number;
  /** By name, those deployed most often first. */
  readonly sensors: readonly { readonly name: string; readonly deployments: number }[];
  readonly customSensors: number;
  readonly supporting: number;
  readonly scenarios: readonly { readonly name: string; readonly changes: number }[];
  /** What adding it would do: "2 new system groups". */
  readonly brings: readonly string[];
}

export type LinkReading = { readonly kind: 'locked' } | { readonly kind: 'open'; readonly preview: LinkPreview };

/** @property leftOut names of collections of indicators that are too large for it */
export type BackupFile = ExportedFile & { readonly leftOut: readonly string[] };

export interface WorkspaceWorker {
  backUp(
    workspace: WorkspaceName,
    preferences: Readonly<Record<string, unknown>>,
    options: { readonly at: string; readonly withReleases: boolean },
  ): Promise<BackupFile>;
  /** The payload of a link, `#/open/<payload>`. */
  makeLink(workspace: WorkspaceName, options: LinkOptions): Promise<Result<string>>;
  /** @param passphrase empty: none was given yet */
  readLink(payload: string, passphrase: string, workspace: WorkspaceName): Promise<Result<LinkReading>>;
  addLink(payload: string, passphrase: string, workspace: WorkspaceName, at: string): Promise<Result<ImportReceipt>>;
  /** Takes the latest change back, which may be an import of many thousand records; its label, or `null`: there is none. */
  undo(workspace: WorkspaceName): Promise<string | null>;
  redo(workspace: WorkspaceName): Promise<string | null>;
  /** `null`: the receipt is not known, or nothing is left to take back. */
  takeBack(workspace: WorkspaceName, receiptId: string, at: string): Promise<Reversal | null>;
}
