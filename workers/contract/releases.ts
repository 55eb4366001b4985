import type { TechniqueReading } from '../../src/domain/attack/prose';
import type { ChangeKind, ReleaseDiff } from '../../src/domain/attack/release-diff';
import type { Result } from '../../src/domain/result';
import type { ScoreRule, UpgradeEvent } from '../../src/domain/workspace/reference-kind';
import type { UpgradeDecisions, UpgradePlan } from '../../src/domain/workspace/upgrade';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { CatalogEntry } from './coverage';
import type { ExportedFile } from './exports';

/** What the page may ask about ATT&CK releases themselves. Types only: importing this file loads no code. */

/** What the user imported of a release. */
export interface ImportedRelease {
  /** As in `CatalogEntry.id`. */
  readonly id: string;
  readonly fileName: string;
  readonly importedAt: string;
  /** Techniques with prose; 0: none was in the file. */
  readonly described: number;
  /** Of everything of it that is stored. */
  readonly bytes: number;
}

/** The release that each domain is brought up to, as `CatalogEntry.id`; what is absent, to the newest there is. */
export type UpgradeTargets = Partial<Record<CatalogEntry['domain'], string>>;

export interface UpgradeOutlook {
  readonly plan: UpgradePlan;
  /** In force, one for each domain. */
  readonly targets: readonly CatalogEntry[];
  /** What a question can be answered with besides its candidates; empty when nothing is asked. */
  readonly techniques: readonly {
    readonly id: string;
    readonly name: string;
    readonly domain: CatalogEntry['domain'];
  }[];
}

export interface UpgradeReport {
  /** Number of the change, for undoing; `null`: there was nothing to change. */
  readonly change: number | null;
  readonly label: string;
  readonly events: readonly UpgradeEvent[];
}

export interface ReleasesWorker {
  listImported(): Promise<readonly ImportedRelease[]>;
  /** `null`: no prose of this release is here, or it has none for this technique. */
  readTechnique(catalogId: string, techniqueId: string): Promise<TechniqueReading | null>;
  diff(fromId: string, toId: string): Promise<Result<ReleaseDiff>>;
  /** @param kinds of the changes to include; `null`: all */
  exportDiff(
    fromId: string,
    toId: string,
    file: 'table' | 'layer',
    kinds: readonly ChangeKind[] | null,
    at: string,
  ): Promise<Result<ExportedFile>>;
  /** Reads everything the workspace holds and changes nothing. */
  planUpgrade(workspace: WorkspaceName, targets: UpgradeTargets): Promise<Result<UpgradeOutlook>>;
  /** One undoable step. */
  applyUpgrade(
    workspace: WorkspaceName,
    targets: UpgradeTargets,
    decisions: UpgradeDecisions,
    scoreRule: ScoreRule,
    at: string,
  ): Promise<Result<UpgradeReport>>;
}
