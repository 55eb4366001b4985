import type { CatalogFacts } from '../../src/domain/attack/catalog-facts';
import type { Coverage } from '../../src/domain/coverage/coverage';
import type { TechniqueExplanation } from '../../src/domain/coverage/explain';
import type { InventoryFinding } from '../../src/domain/coverage/findings';
import type { CoverageSettings } from '../../src/domain/coverage/settings';
import type { Totals } from '../../src/domain/coverage/totals';
import type { TechniqueStatement } from '../../src/domain/dettect/statements';
import type { Result } from '../../src/domain/result';
import type { Sensor } from '../../src/domain/sensors/sensor';
import type { SensorGrounds } from '../../src/domain/sensors/sensor-grounds';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { ExportContext, ExportedFile, ExportKind } from './exports';
import type { KeptWorker } from './kept';
import type { LayersWorker } from './layers';

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

export interface CoverageWorker extends LayersWorker, KeptWorker {
  listCatalogs(): Promise<readonly CatalogEntry[]>;
  describeCatalog(catalogId: string): Promise<Result<CatalogFacts>>;
  listSensors(): Promise<readonly Sensor[]>;
  /** What the library's facts of a sensor rest on; `null`: nothing is stated. */
  findGrounds(sensorId: string): Promise<SensorGrounds | null>;
  compute(request: CoverageRequest): Promise<Result<CoverageAnswer>>;
  explain(request: CoverageRequest, techniqueId: string): Promise<Result<TechniqueExplanation>>;
  /** What the user's technique administrations say of a technique. */
  listStatements(request: CoverageRequest, techniqueId: string): Promise<Result<readonly TechniqueStatement[]>>;
  exportFile(request: CoverageRequest, kind: ExportKind, exportContext: ExportContext): Promise<Result<ExportedFile>>;
}
