import type { AttackDomain } from '../../src/domain/attack/identifiers';
import type { SealedSegment } from '../../src/domain/columns/column';
import type { Issue, Result } from '../../src/domain/result';
import type { Inventory } from '../../src/domain/sensors/inventory';
import type { ReportContent, ThreatReport } from '../../src/domain/threats/threat-report';
import type { WatchRecords, WorkspaceContent } from '../../src/domain/workspace/content';
import type { Step } from '../../src/store/change-content';
import type { ImportCounts } from '../../src/store/import-receipt';
import type { RememberedColumns } from '../../src/store/remembered-columns';
import type { WorkspaceDatabase, WorkspaceName } from '../../src/store/workspace-database';
import type { ImportChoices, ImportDetail } from '../contract/imports';
import type { FileSource } from '../file-source';
import type { PackedProse } from '../prose-parts';

/** A file read, whatever its format: what it holds, and what accepting it would do. */
export interface Reading {
  readonly counts: ImportCounts;
  readonly brought: readonly string[];
  readonly issueCounts: Readonly<Record<string, number>>;
  readonly detail: ImportDetail;
  readonly effect: Effect;
  /** What the file turned out to be, where its beginning said something else. */
  readonly format?: string;
  /** Of the file as given, lower-case hex, where the reader has made it anyway. */
  readonly sha256?: string;
  /**
   * It is made of the file alone, and small enough to be kept until the analyst decides. What its step does may depend on
   * the workspace: it looks itself.
   */
  readonly outlastsChanges?: boolean;
  /** How the analyst read the columns of a table: remembered once it is imported; `null`: what was is forgotten. */
  readonly columns?: { readonly header: string; readonly meanings: RememberedColumns['meanings'] | null };
  /** For whoever weighs it before it is imported. Absent: it speaks of no threat. */
  readonly says?: SaidContent;
}

/** What a file says of threats. */
export interface SaidContent {
  /** What it gives to look for, packed as the collection would be that the import makes. */
  readonly statements: (source: FileSource) => Promise<readonly SealedSegment[]>;
  /** As the import would keep it; `null`: it is no report. */
  readonly report: { readonly report: ThreatReport; readonly content: ReportContent } | null;
}

export type Effect =
  | {
      readonly kind: 'step';
      readonly label: string;
      readonly step: Step;
      /** What is added in the same transaction and is no content: undo does not cover it, and it takes nothing away. */
      readonly alongside?: (db: WorkspaceDatabase) => Promise<void>;
      /** Releases and indicators that are added: they stand in other databases, which no transaction spans. */
      readonly releases?: () => Promise<void>;
      /** Makes a collection of its indicators, in the database of histories. @returns what went wrong, or `null` */
      readonly indicators?: (source: FileSource, job: StreamJob) => Promise<Issue | null>;
    }
  | { readonly kind: 'stream'; readonly run: RunStream }
  | { readonly kind: 'release'; readonly release: PackedRelease }
  | { readonly kind: 'nothing' };

/**
 * What is too large for one transaction: it is written in pieces into the database of histories, and each piece is whole. The
 * receipt says what became of it.
 */
export type RunStream = (source: FileSource, job: StreamJob) => Promise<Result<StreamOutcome>>;

export interface StreamJob {
  readonly workspace: WorkspaceName;
  /** Of the receipt, and of what is made. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly choices: ImportChoices;
  readonly fileName: string;
  readonly size: number;
  /** ISO 8601 of the file's last change. */
  readonly fileDate: string;
  /** Of the file as given; being made meanwhile. */
  readonly sha256: () => Promise<string>;
  /** Says how many records are read. */
  tellRecords(count: number): void;
}

export interface StreamOutcome {
  readonly counts: ImportCounts;
  readonly brought: readonly string[];
  readonly issues: readonly Issue[];
  readonly issueCounts: Readonly<Record<string, number>>;
}

/** An ATT&CK release as it is stored; `null`: the file does not have it, or the app does already. */
export interface PackedRelease {
  /** As `catalogId` makes it. */
  readonly id: string;
  readonly domain: AttackDomain;
  readonly release: string;
  readonly catalog: ArrayBuffer | null;
  readonly prose: PackedProse | null;
  readonly threats: ArrayBuffer | null;
}

/** What is there already, and what the analyst decided about this file. */
export interface ReadingContext {
  readonly inventory: Inventory;
  readonly workspace: WorkspaceName;
  /** ISO 8601 of the file's last change. */
  readonly fileDate: string;
  /** Everything else as well; read when it is asked for, since layers may be many. */
  content(): Promise<WorkspaceContent>;
  readonly choices: ImportChoices;
  /** Says how far a document is read. */
  tellPages(pages: { readonly done: number; readonly total: number }): void;
  /** Watchlists and benign values, without the rest. */
  watch(): Promise<WatchRecords>;
  /** How tables were read before, by their headers. */
  recallColumns(): Promise<(header: string) => RememberedColumns['meanings'] | null>;
  /** Whether a threat report is here already: asked by its id, since the texts of all may be many megabytes. */
  hasReport(id: string): Promise<boolean>;
}

export type Reader = (source: FileSource, context: ReadingContext) => Promise<Result<Reading>>;

export const MEBIBYTE = 1024 * 1024;

export function countOf(n: number, one: string, many = `${one}s`): string[] {
  return n === 0 ? [] : [`${n.toLocaleString('en')} ${n === 1 ? one : many}`];
}

export function countByCode(issues: readonly Issue[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
