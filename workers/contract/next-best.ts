import type { UserKind } from '../../src/domain/planning/weight-profile';
import type { Issue, Result } from '../../src/domain/result';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { PlanningRequest } from './planning';

/** What single additions would bring, and what could go. */
export interface NextBestWorker {
  /** Groups, campaigns and software that can be chosen for a profile of weights. */
  listThreats(catalogId: string): Promise<ThreatList>;
  /** What the request's profile comes to with this catalog, in words, and what it leaves out. */
  describeWeights(request: PlanningRequest): Promise<Result<WeightsAnswer>>;
  /** Keeps a layer's scores as a list of weights, in one undoable step. */
  keepLayerAsWeights(workspace: WorkspaceName, layerId: string, at: string): Promise<Result<KeptWeightList>>;
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
  readonly kind: UserKind;
  readonly techniques: number;
}

export interface WeightsAnswer {
  /** "by use in groups and campaigns". */
  readonly words: string;
  /** Techniques that weigh anything, and all of the catalog. */
  readonly weighed: number;
  readonly techniques: number;
  readonly issues: readonly Issue[];
}
