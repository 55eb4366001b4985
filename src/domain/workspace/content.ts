import type { Rule } from '../coverage/rule';
import type { BenignValue, Watchlist } from '../indicators/watchlist';
import type { Layer } from '../layers/layer';
import type { Plan } from '../planning/plan';
import type { Scenario } from '../planning/scenario';
import type { WeightList } from '../planning/weight-profile';
import { EMPTY_INVENTORY, type Inventory } from '../sensors/inventory';
import type { HuntSheet } from '../threats/hunt-sheet';
import type { ReportContent, ThreatReport } from '../threats/threat-report';

/** What planning keeps beside the inventory. */
export interface PlanningRecords {
  readonly scenarios: readonly Scenario[];
  readonly plans: readonly Plan[];
  readonly weightLists: readonly WeightList[];
}

/** What the analyst keeps about threats; what was read of each report stands apart, since it is large and never changes. */
export interface ThreatRecords {
  readonly threatReports: readonly ThreatReport[];
  readonly huntSheets: readonly HuntSheet[];
}

/** What is looked for, and what is known to be harmless. The indicators themselves stand apart, packed. */
export interface WatchRecords {
  readonly watchlists: readonly Watchlist[];
  readonly benignValues: readonly BenignValue[];
}

/** Everything the user brought or made, which undo, backup and release upgrades cover. Inputs only. */
export interface WorkspaceContent extends PlanningRecords, ThreatRecords, WatchRecords {
  readonly inventory: Inventory;
  readonly layers: readonly Layer[];
  /** Analytics deployed. */
  readonly rules: readonly Rule[];
  readonly documents: readonly ForeignDocument[];
  /** Of each report, what was read. */
  readonly reportContents: readonly ReportContent[];
}

/**
 * A file of another tool that is more than what we read of it: kept to the letter, so that writing it back loses
 * nothing.
 */
export interface ForeignDocument {
  readonly id: string;
  /** Id of its format in the registry: `dettect-data-sources`. */
  readonly format: string;
  readonly name: string;
  readonly text: string;
}

/** A kept file without its text. */
export interface DocumentSummary extends Omit<ForeignDocument, 'text'> {
  /** As it is written, in UTF-8. */
  readonly bytes: number;
}

export function summariseDocument({ text, ...summary }: ForeignDocument): DocumentSummary {
  return { ...summary, bytes: new TextEncoder().encode(text).length };
}

/** In characters: an administration of every technique with thirty entries each. Kept files are parsed again and again. */
export const LONGEST_DOCUMENT = 4 * 1024 * 1024;

export const EMPTY_CONTENT: WorkspaceContent = {
  inventory: EMPTY_INVENTORY,
  layers: [],
  rules: [],
  documents: [],
  scenarios: [],
  plans: [],
  weightLists: [],
  threatReports: [],
  huntSheets: [],
  reportContents: [],
  watchlists: [],
  benignValues: [],
};
