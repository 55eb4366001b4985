import type { TechniqueId } from '../attack/identifiers';
import type { TechniqueState } from '../coverage/state';

/** Whether a threat can be seen in the estate, step by step in the order of the tactics. */
export interface ThreatVerdict {
  readonly tactics: readonly VerdictTactic[];
  readonly figures: VerdictFigures;
  /** Names that stand for no technique of the release in force. */
  readonly unresolved: readonly { readonly written: string; readonly reason: string }[];
}

export interface VerdictFigures {
  /** Techniques named, each once. */
  readonly steps: number;
  /** Steps for which an analytic could run in some group: what "can be seen" is out of. */
  readonly observable: number;
  /** Steps for which one runs in at least one group. */
  readonly seen: number;
  /** Name of the first tactic with a step that is seen; `null`: none is. */
  readonly firstSeenAt: string | null;
  /** Names of tactics with observable steps of which none is seen. */
  readonly blindFor: readonly string[];
  readonly notObservable: number;
  readonly notApplicable: number;
  readonly noAnalytic: number;
}

export interface VerdictTactic {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly VerdictStep[];
}

export interface VerdictStep {
  /** Position in the catalog. */
  readonly index: number;
  readonly technique: TechniqueId;
  readonly name: string;
  /** Name of the parent, of a sub-technique; else empty. */
  readonly parentName: string;
  /** Best state in any group. */
  readonly state: TechniqueState;
  readonly worstState: TechniqueState;
  readonly groups: readonly { readonly groupId: string; readonly name: string; readonly state: TechniqueState }[];
  /** That feed an analytic that runs, by name. */
  readonly sensors: readonly { readonly sensorId: string; readonly name: string }[];
  /** A sub-technique that is not seen while its parent is, or a parent of which only these sub-techniques are. */
  readonly relatives: { readonly parentRuns: boolean; readonly subTechniquesRunning: readonly TechniqueId[] };
  readonly isAccepted: boolean;
  readonly written: string;
  readonly passage: string;
}
