import type { Interval } from '../../src/domain/coverage/share';
import type { Grain, NextCandidate } from '../../src/domain/planning/next-candidates';
import type { Measure, PlanOption } from '../../src/domain/planning/plan';
import type { Hanging } from '../../src/domain/planning/redundancy';
import type { UserKind } from '../../src/domain/planning/weight-profile';
import type { Issue, Result } from '../../src/domain/result';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { ExportContext, ExportedFile } from './exports';
import type { PlanningRequest } from './planning';

/** What single additions would bring, and what could go. */
export interface NextBestWorker {
  /** What can be chosen for a profile of weights: groups, campaigns and software; the workspace's reports and layers. */
  listThreats(catalogId: string, workspace: WorkspaceName): Promise<ThreatList>;
  /** What the request's profile comes to with this catalog, in words, and what it leaves out. */
  describeWeights(request: PlanningRequest): Promise<Result<WeightsAnswer>>;
  /** Every single addition by what it brings, at every grain. */
  rankNext(request: PlanningRequest): Promise<Result<NextBestAnswer>>;
  /** Two additions that bring more together than each by itself. */
  rankPairs(request: PlanningRequest): Promise<Result<PairsAnswer>>;
  /** Additions as options of the plan, ready to be kept; `null`: not all are candidates any more. */
  makeOptions(request: PlanningRequest, candidateIds: readonly string[]): Promise<Result<readonly PlanOption[] | null>>;
  /** The ranked table of one grain as CSV. */
  exportNext(
    request: PlanningRequest,
    grain: Grain,
    context: Pick<ExportContext, 'at' | 'tlp'>,
  ): Promise<Result<ExportedFile>>;
  /** Whether any technique of the release can be counted in the groups that are looked at. */
  findScope(request: PlanningRequest): Promise<Result<ScopeAnswer>>;
  /** What could go, and what hangs on one sensor. */
  findRedundancy(request: PlanningRequest): Promise<Result<RedundancyAnswer>>;
  /** Keeps a layer's scores as a list of weights, in one undoable step. */
  keepLayerAsWeights(workspace: WorkspaceName, layerId: string, at: string): Promise<Result<KeptWeightList>>;
}

export interface ScopeAnswer {
  readonly catalogId: string;
  readonly isAnythingCounted: boolean;
}

/** Techniques are positions in the catalog's list. */
export interface NextBestAnswer {
  readonly catalogId: string;
  readonly measure: Measure;
  /** What the search for the best plan counts, which knows the ratings of its options; `null`: it has none. */
  readonly measureOfPlan: Measure | null;
  readonly coverage: Interval;
  /** Nothing that counts has a weight: no gain says anything. */
  readonly isWeightless: boolean;
  /** System groups in scope. */
  readonly groups: number;
  /** Largest gain first. */
  readonly rows: readonly NextRow[];
}

export interface NextRow
  extends Pick<NextCandidate, 'id' | 'grain' | 'name' | 'title' | 'where' | 'events' | 'status'> {
  readonly gain: Interval;
  /** `null`: all are on. */
  readonly gainWithAllEvents: Interval | null;
  readonly newlyRun: readonly number[];
  readonly newlyOneShort: readonly number[];
  readonly onMoreHosts: readonly number[];
  /** In the plan's currency over its years; `null`: not stated, or not in that currency. */
  readonly price: number | null;
  /** An option of the plan already. */
  readonly isOption: boolean;
}

export interface PairsAnswer {
  readonly catalogId: string;
  readonly pairs: readonly PairRow[];
  /** No other pair has a larger surplus. */
  readonly bound: number;
}

export interface PairRow {
  readonly first: PairSide;
  readonly second: PairSide;
  readonly together: number;
  readonly surplus: number;
  readonly newlyRun: readonly number[];
}

export interface PairSide {
  readonly id: string;
  /** With its place and what else tells it from others. */
  readonly title: string;
  readonly isOption: boolean;
  readonly gain: number;
}

export interface RedundancyAnswer {
  readonly catalogId: string;
  readonly measure: Measure;
  readonly coverage: Interval;
  readonly isWeightless: boolean;
  readonly deployments: readonly GoingRow[];
  readonly sensors: readonly GoingRow[];
  readonly together: GoingRow | null;
  readonly hanging: readonly Hanging[];
  /** Techniques that run anywhere. */
  readonly running: number;
}

export interface GoingRow {
  /** Of the deployment, or of the sensor. */
  readonly id: string;
  readonly sensorId: string;
  readonly name: string;
  readonly deploymentIds: readonly string[];
  /** Groups it observes. */
  readonly where: readonly string[];
  readonly stops: readonly { readonly technique: number; readonly groupName: string }[];
  readonly runsNowhere: readonly number[];
  readonly weaker: readonly number[];
  readonly loss: Interval;
  /** As stated, by currency and period: "12,000 EUR a year"; empty when nothing is stated. */
  readonly cost: string;
}

export interface KeptWeightList {
  readonly listId: string;
  /** Entries of the layer without a score of 0 or more. */
  readonly leftOut: number;
}

export interface ThreatList {
  /** The release that says so; `null`: nothing is known of who uses what. */
  readonly release: string | null;
  readonly threats: readonly ListedThreat[];
}

export interface ListedThreat {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: UserKind | 'reports' | 'layers';
  /** `null`: not counted before it is chosen. */
  readonly techniques: number | null;
}

export interface WeightsAnswer {
  /** "by use in groups and campaigns". */
  readonly words: string;
  /** Techniques that weigh anything, and all of the catalog. */
  readonly weighed: number;
  readonly techniques: number;
  readonly issues: readonly Issue[];
}
