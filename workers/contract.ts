import type { CatalogFacts } from '../src/domain/attack/catalog-facts';
import type { Coverage } from '../src/domain/coverage/coverage';
import type { TechniqueExplanation } from '../src/domain/coverage/explain';
import type { InventoryFinding } from '../src/domain/coverage/findings';
import type { CoverageSettings } from '../src/domain/coverage/settings';
import type { Totals } from '../src/domain/coverage/totals';
import type { Issue, Result } from '../src/domain/result';
import type { Deployment, SystemGroup } from '../src/domain/sensors/inventory';
import type { Sensor } from '../src/domain/sensors/sensor';
import type { ImportCounts, ImportReceipt } from '../src/store/import-receipt';
import type { WorkspaceName } from '../src/store/workspace-database';

/** What the page may ask of its workers. Types only: importing this file loads no code. */

export interface CoverageRequest {
  readonly workspace: WorkspaceName;
  /** As in `CatalogEntry.id`. */
  readonly catalogId: string;
  readonly settings: CoverageSettings;
}

export interface CatalogEntry {
  /** `enterprise-attack@19.1`. */
  readonly id: string;
  readonly domain: CatalogFacts['domain'];
  readonly release: string;
  /** `shipped` with the app, or imported by the user. */
  readonly origin: 'shipped' | 'imported';
}

export interface CoverageAnswer {
  readonly catalogId: string;
  readonly settings: CoverageSettings;
  /** For the SMAP lens only `states` says something; the other arrays are 0. */
  readonly coverage: Coverage;
  readonly totals: Totals;
  /** In the order of the catalog's tactics. */
  readonly tacticTotals: readonly Totals[];
  readonly findings: readonly InventoryFinding[];
}

export interface CoverageWorker {
  listCatalogs(): Promise<readonly CatalogEntry[]>;
  describeCatalog(catalogId: string): Promise<Result<CatalogFacts>>;
  listSensors(): Promise<readonly Sensor[]>;
  compute(request: CoverageRequest): Promise<Result<CoverageAnswer>>;
  explain(request: CoverageRequest, techniqueId: string): Promise<Result<TechniqueExplanation>>;
  exportFile(request: CoverageRequest, kind: ExportKind, exportContext: ExportContext): Promise<Result<ExportedFile>>;
}

export type ExportKind = 'navigator-layer' | 'coverage-table' | 'inventory-table';

export interface ExportContext {
  /** ISO 8601 date and time of the export. */
  readonly at: string;
  readonly tlp: string;
  /** Positions of the techniques that pass the screen's filters; `null`: all. */
  readonly shown: readonly number[] | null;
}

export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

export interface ImportProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** What a file holds, before anything is written. */
export interface ImportPreview {
  readonly fileName: string;
  readonly size: number;
  readonly format: string;
  readonly formatName: string;
  readonly counts: ImportCounts;
  readonly brought: readonly string[];
  readonly issues: readonly Issue[];
  readonly issueCounts: Readonly<Record<string, number>>;
  readonly detail: ImportDetail;
}

export type ImportDetail =
  | {
      readonly kind: 'inventory';
      /** How each column was understood; `meaning` `null`: not used. */
      readonly columns: readonly {
        readonly header: string;
        readonly meaning: string | null;
        readonly samples: readonly string[];
      }[];
      /** The first of each. */
      readonly groups: readonly SystemGroup[];
      readonly deployments: readonly Deployment[];
      readonly customSensors: readonly Sensor[];
    }
  | { readonly kind: 'sensor'; readonly sensor: Sensor }
  | { readonly kind: 'catalog'; readonly entry: CatalogEntry; readonly techniques: number; readonly analytics: number };

export interface ImportWorker {
  /** Reads the whole file and writes nothing. */
  inspectFile(
    file: File,
    workspace: WorkspaceName,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportPreview>>;
  /** Reads the file again and writes it in one transaction. */
  commitImport(
    file: File,
    workspace: WorkspaceName,
    at: string,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportReceipt>>;
}
