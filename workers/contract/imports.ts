import type { Rule } from '../../src/domain/coverage/rule';
import type { AdministeredGroup, AdministeredTechnique } from '../../src/domain/dettect/administration';
import type { TimeSettings } from '../../src/domain/history/time-settings';
import type { Observable } from '../../src/domain/indicators/observable';
import type { IndicatorStatement } from '../../src/domain/indicators/statement';
import type { LayerTechnique } from '../../src/domain/layers/layer';
import type { LayerSummary } from '../../src/domain/layers/layer-summary';
import type { ListedWeight } from '../../src/domain/planning/weight-profile';
import type { Issue, Result } from '../../src/domain/result';
import type { Deployment, SystemGroup } from '../../src/domain/sensors/inventory';
import type { InventoryMeaning } from '../../src/domain/sensors/inventory-meanings';
import type { Sensor } from '../../src/domain/sensors/sensor';
import type { TechniqueStatement, ThreatReport, TlpLevel } from '../../src/domain/threats/threat-report';
import type { RestoreChoice } from '../../src/domain/workspace/restore';
import type { IndicatorColumn, SeenColumn } from '../../src/formats/indicators/indicator-reader';
import type { SysmonEvent } from '../../src/formats/sysmon-config';
import type { ImportCounts, ImportReceipt } from '../../src/store/import-receipt';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { CatalogEntry } from './coverage';
import type { ListedWarninglist, MatchedRecord } from './history';
import type { RestoreDetail } from './workspace';

/** What the page may ask of the import worker. Types only: importing this file loads no code. */

export interface ImportProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Of histories: records read so far. */
  readonly records?: number;
  /** Of documents, once their bytes are read. */
  readonly pages?: { readonly done: number; readonly total: number };
}

/** What the analyst decided about a file, where a reader can only guess. Nothing decided: everything is guessed. */
export interface ImportChoices {
  /** What to read it as, whatever it looks like: somebody said so. */
  readonly format?: ChosenFormat;
  readonly table?: TableChoices;
  readonly restore?: RestoreChoice;
  /** Of a sensor's configuration: the deployments that run with it. None: a new one. */
  readonly deployments?: readonly string[];
  readonly history?: HistoryChoices;
  readonly indicators?: IndicatorChoices;
}

/** What an analyst may say that a text or a workbook is: formats that their content does not always tell apart. */
export type ChosenFormat =
  | 'inventory-csv'
  | 'table-log'
  | 'indicator-table'
  | 'indicator-list'
  | 'report-text'
  | 'inventory-xlsx'
  | 'indicator-workbook';

/** How to read a file of logs. What is absent is guessed, or taken as it is usual. */
export interface HistoryChoices {
  readonly name?: string;
  /** Whose view it is. */
  readonly site?: string;
  readonly time?: Partial<TimeSettings>;
  /** Of a table, in its order: the field, or `null` for one that is left out. */
  readonly columns?: readonly (string | null)[];
  /** Ids of watchlists that are looked for on the way in; absent: all that are in force. */
  readonly watchlists?: readonly string[];
  /** A history of the same file or content is here, perhaps interrupted: this one takes its place. Otherwise it is refused. */
  readonly replace?: boolean;
  /** By our estimate it does not fit on this device; it is tried all the same, and what fits is kept. */
  readonly evenIfFull?: boolean;
}

/** How to read a file of indicators. */
export interface IndicatorChoices {
  readonly name?: string;
  readonly publisher?: string;
  /** Of a table, in its order. */
  readonly columns?: readonly IndicatorColumn[];
  /** A collection of the same file is here: this one takes its place. Otherwise it is refused. */
  readonly replace?: boolean;
}

/** How to read a table as an inventory. What is absent is guessed, or remembered from a table with the same headers. */
export interface TableChoices {
  /** Of a workbook: the sheet's name. */
  readonly sheet?: string;
  /** Per column, in the order of the file; `null`: not used. */
  readonly meanings?: readonly (InventoryMeaning | null)[];
  /** Without `meanings`: guess anew, and leave aside what was remembered. */
  readonly forget?: boolean;
  /** What rows are put together by, where no column names a system group. */
  readonly grouping?: readonly InventoryMeaning[];
  /** Name of a product as written in the file → id of a sensor, or `own` for a sensor of the user's own. */
  readonly sensors?: Readonly<Record<string, string>>;
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
  /** What it could be read as instead, what it was read as among them; empty: its content says what it is. */
  readonly readAs: readonly ChosenFormat[];
}

export type ImportDetail =
  | {
      readonly kind: 'inventory';
      readonly table: TableReading;
      /** The first of each. */
      readonly groups: readonly SystemGroup[];
      readonly deployments: readonly Deployment[];
      readonly customSensors: readonly Sensor[];
    }
  | { readonly kind: 'sensor'; readonly sensor: Sensor }
  | RestoreDetail
  | {
      readonly kind: 'layers';
      readonly layerCount: number;
      /** The first of them. */
      readonly layers: readonly PreviewedLayer[];
    }
  | {
      readonly kind: 'dettect-data-sources';
      /** The first of each. */
      readonly groups: readonly SystemGroup[];
      readonly deployments: readonly Deployment[];
      readonly customSensors: readonly Sensor[];
    }
  /** The first of them. */
  | { readonly kind: 'dettect-techniques'; readonly techniques: readonly AdministeredTechnique[] }
  | { readonly kind: 'dettect-groups'; readonly groups: readonly AdministeredGroup[] }
  | { readonly kind: 'dettect-own-data-sources' }
  | { readonly kind: 'sensors'; readonly sensors: readonly Sensor[] }
  /** The first of them, without their text, and how many there are. */
  | { readonly kind: 'rules'; readonly rules: readonly Rule[]; readonly count: number }
  | {
      readonly kind: 'sysmon';
      readonly events: readonly SysmonEvent[];
      /** Of Sysmon, as they are in the inventory. */
      readonly deployments: readonly { readonly id: string; readonly isChosen: boolean }[];
    }
  /** The first of them, and how many there are. */
  | {
      readonly kind: 'weights';
      readonly name: string;
      readonly weights: readonly ListedWeight[];
      readonly count: number;
    }
  | ReportDetail
  | HistoryDetail
  | IndicatorsDetail
  /** Values that are known and harmless. */
  | { readonly kind: 'warninglists'; readonly lists: readonly ListedWarninglist[] }
  | { readonly kind: 'catalog'; readonly entry: CatalogEntry; readonly techniques: number; readonly analytics: number };

/** A file of logs, by its beginning. Counts of the preview are of that part, unless it is the whole. */
export interface HistoryDetail {
  readonly kind: 'history';
  readonly name: string;
  readonly site: string;
  readonly time: TimeSettings;
  /** The first records as they would be stored. */
  readonly records: readonly Pick<MatchedRecord, 'fields' | 'time' | 'line' | 'member'>[];
  /** Of that part, ms since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  /** How the columns of a table are read; `null`: the format itself names its fields. */
  readonly columns: readonly HistoryColumn[] | null;
  /** The whole file was read. */
  readonly isWhole: boolean;
  /** Of the whole file, by that part: records, and bytes as stored. */
  readonly estimatedRows: number;
  readonly estimatedBytes: number;
  /** Bytes that can still be stored; `null`: the browser does not say. */
  readonly free: number | null;
  /** A history that seems to be of this very file, or of what is in it; certain only once it is imported. */
  readonly known: {
    readonly id: string;
    readonly name: string;
    readonly complete: boolean;
    /** It was read to its end, but is damaged. */
    readonly isDamaged: boolean;
    readonly rows: number;
  } | null;
  /** Watchlists in force, and whether they are looked for on the way in. */
  readonly watchlists: readonly { readonly id: string; readonly name: string; readonly isChosen: boolean }[];
}

export interface HistoryColumn {
  readonly header: string;
  /** `null`: left out. */
  readonly field: string | null;
  /** How the field was found; `null`: the column keeps its own name. */
  readonly how: 'header' | 'values' | 'chosen' | null;
  /** What it holds that can be looked for and is not, in words; `null`: nothing to speak of. */
  readonly unsearched: string | null;
  /** The first few different cells. */
  readonly samples: readonly string[];
}

/** A file of indicators: of statements the first. */
export interface IndicatorsDetail {
  readonly kind: 'indicators';
  readonly name: string;
  readonly publisher: string;
  readonly published: string | null;
  readonly marking: TlpLevel | null;
  readonly statements: readonly IndicatorStatement[];
  /** By type. */
  readonly typeCounts: Readonly<Record<string, number>>;
  /** How the columns of a table were read; `null`: it is none, or its format states them. */
  readonly columns: readonly SeenColumn[] | null;
  readonly known: { readonly id: string; readonly name: string } | null;
}

/** A report of a threat; of lists the first, and how many there are. */
export interface ReportDetail extends Pick<ThreatReport, 'name' | 'publisher' | 'published' | 'marking'> {
  readonly kind: 'report';
  readonly reportId: string;
  readonly words: number;
  readonly beginning: string;
  readonly statements: readonly Pick<TechniqueStatement, 'technique' | 'name'>[];
  readonly statementCount: number;
  readonly observables: readonly Observable[];
  readonly observableCount: number;
}

export interface PreviewedLayer extends LayerSummary {
  /** Each once. */
  readonly techniqueIds: readonly string[];
  readonly first: readonly LayerTechnique[];
}

/** How a table was understood as an inventory; what the analyst can correct by `TableChoices`. */
export interface TableReading {
  /** Of a workbook; `null` for text. */
  readonly sheets: { readonly names: readonly string[]; readonly chosen: string } | null;
  /** The line (of a sheet: the row) in which the headers stand, counted from 1. */
  readonly headerLine: number;
  readonly columns: readonly TableColumn[];
  /** Meanings without which nothing can be read, and that no column has. Not empty: nothing can be imported yet. */
  readonly missing: readonly InventoryMeaning[];
  /** What rows are put together by into system groups, where no column names one; empty when one does. */
  readonly grouping: readonly InventoryMeaning[];
  /** `hosts`: each row is a host, and rows are counted; `deployments`: each row is a sensor on a group. */
  readonly rowsAre: 'deployments' | 'hosts';
  /** Products as written, those with most rows first; the first of them when there are very many. */
  readonly products: readonly ProductReading[];
  readonly productCount: number;
}

export interface TableColumn {
  readonly header: string;
  /** `null`: not used. */
  readonly meaning: InventoryMeaning | null;
  /** How the meaning was found; `null` where there is none. `product`: its header is one, and each cell says whether or how far. */
  readonly how: 'header' | 'content' | 'remembered' | 'chosen' | 'product' | null;
  /** The first few different cells. */
  readonly samples: readonly string[];
}

/** What was made of one product name. */
export interface ProductReading {
  readonly name: string;
  readonly vendor: string | null;
  readonly rows: number;
  /** Of the library or the user's own; a new one for `own`. */
  readonly sensorId: string;
  /** `name`: equal to a name or alias. `similar`: alike, by `score`. `chosen`: by the analyst. `own`: none fits. */
  readonly how: 'name' | 'similar' | 'chosen' | 'own';
  /** Of similarity, 0 to 1; 1 where the name is equal. */
  readonly score: number;
  /** The likeliest sensors, best first. */
  readonly suggestions: readonly { readonly sensorId: string; readonly score: number }[];
}

export interface ImportWorker {
  /** Reads the whole file and writes nothing. */
  inspectFile(
    file: File,
    workspace: WorkspaceName,
    choices: ImportChoices,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportPreview>>;
  /**
   * Reads the file again, unless its reading was kept, and writes it in one transaction; releases, which are in another
   * database, before it. Histories are written segment by segment. Of histories and indicators, the receipt's id is also
   * that of the history or collection, and what was seen on the way in is the search `import-<id>`.
   */
  commitImport(
    file: File,
    workspace: WorkspaceName,
    choices: ImportChoices,
    at: string,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportReceipt>>;
}
