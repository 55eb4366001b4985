import type { TechniqueId } from '../attack/identifiers';
import type { Obstacle } from '../coverage/candidates';

/** Where to look for a threat: the fewest sensors, and of those the fewest events, that show every step wherever it can be seen. */
export interface HuntPlan {
  readonly places: readonly HuntPlace[];
  readonly steps: readonly HuntStep[];
  /** Steps that cannot be seen, and what each lacks. */
  readonly missing: readonly MissingStep[];
  /** No smaller set shows all of them; else it is the best that was found in time. */
  readonly isProven: boolean;
  /** When it is not proven: no set has fewer places than this. */
  readonly lowerBound: number;
}

/** One sensor with the events and log sources that are worth looking at. */
export interface HuntPlace {
  readonly sensorId: string;
  readonly sensorName: string;
  readonly events: readonly HuntEvent[];
  readonly groupNames: readonly string[];
  /** Where its logs go, as the inventory says; each once. */
  readonly logDestinations: readonly string[];
  /** The shortest retention among its deployments; `null`: none is stated. */
  readonly retentionDays: number | null;
  readonly techniques: readonly TechniqueId[];
}

export interface HuntEvent {
  /** As in the sensor's list; empty: the log source as a whole. */
  readonly eventId: string;
  readonly logSource: string;
  /** Codes that ATT&CK's analytics of these steps name in this log source and that are this event's. */
  readonly codes: readonly string[];
  readonly components: readonly string[];
  readonly techniques: readonly TechniqueId[];
}

export interface HuntStep {
  readonly technique: TechniqueId;
  readonly name: string;
  readonly tactic: string;
  /** Of the smallest set, those that show this step: which analytic of ATT&CK it is, and what feeds it. */
  readonly shownBy: readonly {
    readonly analytic: string;
    /** Groups in which it is shown in this way. */
    readonly groupNames: readonly string[];
    readonly needs: readonly {
      readonly component: string;
      readonly sensorId: string;
      readonly sensorName: string;
      readonly eventIds: readonly string[];
      /** Not in the set, since it is as small as can be: other events of the sensor that ATT&CK names for this. */
      readonly alsoNamed: readonly string[];
      readonly logSources: readonly string[];
      /** Codes that ATT&CK's channel names. */
      readonly codes: readonly string[];
      /** Events of these that are mapped to the component, and that the analytic does not name. */
      readonly mappedOnly: readonly string[];
    }[];
  }[];
}

export interface MissingStep {
  readonly technique: TechniqueId;
  readonly name: string;
  readonly tactic: string;
  readonly state: string;
  /** Of the analytic that is closest to running. */
  readonly lacks: readonly {
    readonly component: string;
    readonly candidates: readonly {
      readonly sensorId: string;
      readonly sensorName: string;
      readonly obstacle: Obstacle;
    }[];
  }[];
  /** Options of the plan each of which would make it run. */
  readonly closedBy: readonly { readonly optionId: string; readonly name: string }[];
}
