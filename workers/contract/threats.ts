import type { Result } from '../../src/domain/result';
import type { ThreatComparison } from '../../src/domain/threats/compare-threats';
import type { QueriesOfPlace } from '../../src/domain/threats/compose-hunt-sheet';
import type { TechniqueEvidence, UnresolvedName } from '../../src/domain/threats/evidence';
import type { ExportFact } from '../../src/domain/threats/export-facts';
import type { HuntPlan } from '../../src/domain/threats/hunt-plan';
import type { QueryLanguage } from '../../src/domain/threats/hunt-queries';
import type {
  CollectedObservable,
  ReportSubject,
  StatedSighting,
  TextSection,
  ThreatReport,
} from '../../src/domain/threats/threat-report';
import type { ThreatKind } from '../../src/domain/threats/threat-steps';
import type { ThreatVerdict, VerdictFigures } from '../../src/domain/threats/verdict';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { CoverageRequest } from './coverage';
import type { ExportedFile } from './exports';

/** What the page may ask about threats. Types only: importing this file loads no code. */

/**
 * A threat, as text: `report-<sha256>`, `report-<sha256>~<position of a subject>`, `layer:<id of a layer>`, or an id of
 * ATT&CK (`G0016`, `S0002`, `C0058`), of a group or campaign also with all that its software can do (`G0016+software`).
 */
export type ThreatRef = string;

/** A threat in a list, with how much of it can be seen. */
export interface ListedThreat {
  readonly ref: ThreatRef;
  readonly kind: ThreatKind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly figures: VerdictFigures;
}

export interface ListedReport extends ListedThreat {
  readonly report: ThreatReport;
  /** Pieces of evidence that wait for a decision. */
  readonly undecided: number;
  /** Techniques that it names of another domain of ATT&CK. */
  readonly otherDomain: number;
  readonly observables: number;
  readonly subjects: readonly {
    readonly ref: ThreatRef;
    readonly kind: ReportSubject['kind'];
    readonly name: string;
    readonly techniques: number;
  }[];
}

/** A report opened for reading: its text with everything found in it. */
export interface ReportReading {
  readonly report: ThreatReport;
  readonly text: string;
  readonly sections: readonly TextSection[];
  /** Strongest first, then in the order of the tactics. */
  readonly evidence: readonly TechniqueEvidence[];
  readonly unresolved: readonly UnresolvedName[];
  readonly subjects: readonly ReportSubject[];
  readonly observables: readonly CollectedObservable[];
  readonly sightings: readonly StatedSighting[];
  /** `no-prose`: suggestions need an imported ATT&CK bundle. */
  readonly suggestions: 'on' | 'off' | 'no-prose';
}

/** A group, software or campaign of ATT&CK that a report names. */
export interface NamedThreat {
  readonly id: string;
  readonly name: string;
  /** How many ATT&CK says it uses. */
  readonly techniques: number;
}

export interface VerdictAnswer {
  /** By a report as a whole; else empty. */
  readonly named: readonly NamedThreat[];
  readonly ref: ThreatRef;
  readonly kind: ThreatKind;
  readonly name: string;
  readonly verdict: ThreatVerdict;
}

export interface HuntAnswer {
  readonly ref: ThreatRef;
  readonly plan: HuntPlan;
}

/** What a place of the hunt plan is asked, for the steps that ask so. */
export type PlaceQueries = QueriesOfPlace;

/** `threats` in the order asked for; positions of the comparison are positions in it. */
export interface Comparison extends ThreatComparison {
  readonly threats: readonly (Omit<ListedThreat, 'aliases'> & {
    /** How many techniques of another domain of ATT&CK it names: they are compared with none. */
    readonly elsewhere: number;
  })[];
}

export type ThreatExportKind =
  | 'verdict-markdown'
  | 'verdict-csv'
  | 'verdict-layer'
  | 'threat-stix'
  | 'hunt-sheet-markdown'
  | 'comparison-csv';

export interface ThreatExportContext {
  /** ISO 8601 date and time of the export. */
  readonly at: string;
  readonly tlp: string;
  /** Of hunt sheets: the languages wanted, in order; none: of each place those of where its logs go. */
  readonly languages: readonly QueryLanguage[];
}

export interface ThreatsWorker {
  /** With what was read of them, and their hunt sheets: one step that can be undone. */
  removeReports(workspace: WorkspaceName, ids: readonly string[], label: string, at: string): Promise<void>;
  /** The user's layers of this domain, then the groups, campaigns and software of the release in force. */
  listThreats(request: CoverageRequest): Promise<Result<readonly ListedThreat[]>>;
  listReports(request: CoverageRequest): Promise<Result<readonly ListedReport[]>>;
  /** @param withSuggestions asks the lexical model as well */
  readReport(
    request: CoverageRequest,
    reportId: string,
    withSuggestions: boolean,
  ): Promise<Result<ReportReading | null>>;
  computeVerdict(request: CoverageRequest, ref: ThreatRef): Promise<Result<VerdictAnswer | null>>;
  planHunt(request: CoverageRequest, ref: ThreatRef): Promise<Result<HuntAnswer | null>>;
  /** What stands on a hunt sheet that leaves the app: date, release, lens, estate, marking. @param tlp as in exports */
  describeHunt(
    request: CoverageRequest,
    ref: ThreatRef,
    context: Pick<ThreatExportContext, 'at' | 'tlp'>,
  ): Promise<Result<readonly ExportFact[]>>;
  /** In the order of the plan's places. @param languages none: of each place those of where its logs go */
  writeQueries(
    request: CoverageRequest,
    ref: ThreatRef,
    languages: readonly QueryLanguage[],
  ): Promise<Result<readonly PlaceQueries[]>>;
  compareThreats(request: CoverageRequest, refs: readonly ThreatRef[]): Promise<Result<Comparison>>;
  exportThreat(
    request: CoverageRequest,
    refs: readonly ThreatRef[],
    kind: ThreatExportKind,
    context: ThreatExportContext,
  ): Promise<Result<ExportedFile>>;
}
