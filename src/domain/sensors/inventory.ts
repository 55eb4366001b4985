import type { AnalyticId, DataComponentId } from '../attack/identifiers';
import type { DataQuality } from './data-quality';
import type { Role, Sensor } from './sensor';

/** What an estate consists of and which sensors look at it. Inputs only: coverage is derived, never stored. */
export interface Inventory {
  readonly groups: readonly SystemGroup[];
  readonly deployments: readonly Deployment[];
  /** The user's own sensors; those of the library are not repeated here. */
  readonly customSensors: readonly Sensor[];
  readonly supporting: readonly SupportingMark[];
}

export const GROUP_KINDS = ['hosts', 'segment', 'cloud-account', 'tenant', 'perimeter'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Things that share sensors: "Windows servers", a network segment, a tenant, the perimeter (platform PRE). */
export interface SystemGroup {
  readonly id: string;
  readonly name: string;
  readonly kind: GroupKind;
  /** ATT&CK platform names; most groups have one. */
  readonly platforms: readonly string[];
  /** Number of hosts; `null` where the group has none or nobody counted. */
  readonly hosts: number | null;
  /** Stated weight; `null`: the number of hosts is taken. */
  readonly criticality: number | null;
  readonly roles: readonly Role[];
  /** Named parts ("wave 1") with their share of the group, 0 to 1; what is left over is the rest. */
  readonly parts: readonly GroupPart[];
  /** Where it is: a town, a plant, a data centre; empty when not said. */
  readonly site: string;
  readonly notes: string;
}

export interface GroupPart {
  readonly name: string;
  readonly share: number;
}

export const DEPLOYMENT_STATUSES = ['deployed', 'planned', 'candidate'] as const;
export type DeploymentStatus = (typeof DEPLOYMENT_STATUSES)[number];

/** A sensor that stands on one group and observes groups. */
export interface Deployment {
  readonly id: string;
  /** Of the library or of `customSensors`. */
  readonly sensorId: string;
  /** Of the product, as written: `15.14`; empty when not said. */
  readonly version: string;
  /** The group it stands on; `null` when not said. */
  readonly standsOn: string | null;
  readonly observes: readonly Observation[];
  readonly events: EventSelection;
  readonly status: DeploymentStatus;
  readonly cost: Cost | null;
  readonly owner: string;
  /** Where its logs go, as written: a SIEM, a data lake; empty when not said. */
  readonly logDestination: string;
  readonly retentionDays: number | null;
  /** ISO 8601 dates (`2026-11-22`); `null` when not said. */
  readonly since: string | null;
  readonly until: string | null;
  readonly quality: DataQuality;
  readonly notes: string;
}

export interface Observation {
  readonly groupId: string;
  /** Share of the group (or of the part) whose telemetry arrives, 0 to 1; `null`: device completeness, else all of it. */
  readonly share: number | null;
  /** Name of the part of the group that is reached; `null`: the share is of the whole group. */
  readonly part: string | null;
}

/** Which of the sensor's events are switched on. */
export type EventSelection =
  | { readonly mode: 'all' }
  | { readonly mode: 'only'; readonly ids: readonly string[] }
  | { readonly mode: 'except'; readonly ids: readonly string[] };

export interface Cost {
  readonly amount: number;
  /** ISO 4217, or as written in the inventory. */
  readonly currency: string;
  readonly per: 'year' | 'once';
}

/** An analyst's statement that an analytic can do without one of the components ATT&CK lists for it. */
export interface SupportingMark {
  readonly analytic: AnalyticId;
  readonly component: DataComponentId;
  readonly author: string;
  readonly reason: string;
  /** ISO 8601 date and time. */
  readonly at: string;
}

export const EMPTY_INVENTORY: Inventory = { groups: [], deployments: [], customSensors: [], supporting: [] };

export function isEventEnabled(selection: EventSelection, eventId: string): boolean {
  switch (selection.mode) {
    case 'all':
      return true;
    case 'only':
      return selection.ids.includes(eventId);
    case 'except':
      return !selection.ids.includes(eventId);
  }
}
