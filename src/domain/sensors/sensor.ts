import type { DataComponentId } from '../attack/identifiers';

/** A role that some hosts of a group play, and that some events need: 4769 exists only on a domain controller. */
export const ROLES = ['domain-controller', 'certificate-authority', 'ad-fs', 'mail', 'dns', 'web', 'dhcp'] as const;
export type Role = (typeof ROLES)[number];

/** Who says that an event maps to a data component or belongs to a sensor. */
export type FactOrigin = 'smap' | 'attack' | 'library' | 'user';

/**
 * A product that emits events: what it is called, which ATT&CK log sources it supplies and what each of its events
 * shows. An event id means nothing without its sensor: the key of an event is (sensor, event id).
 */
export interface Sensor {
  /** Stable kebab-case key: `sysmon`; `user:<uuid>` for a sensor of the user's own. */
  readonly id: string;
  readonly name: string;
  readonly vendor: string | null;
  /** What SMAP calls it in its layers' comments (`WinEvtx`); absent: the name. */
  readonly smapName?: string;
  /** Other names people write in inventories; compared by `foldSensorName`. */
  readonly aliases: readonly string[];
  /** ATT&CK platforms it is made for; a hint for the analyst, never a test (the observed group's platform is tested). */
  readonly platforms: readonly string[];
  /** ATT&CK log source names it supplies, as given by ATT&CK (folded for matching). */
  readonly logSources: readonly string[];
  readonly events: readonly SensorEvent[];
  readonly origin: FactOrigin;
}

export interface SensorEvent {
  /** Unique within the sensor: `4688`; `winrm/6` where two of its log sources use the same code. */
  readonly id: string;
  /** What the log source's channel calls it; the id, unless said otherwise. */
  readonly code?: string;
  /** The log sources, of those the sensor supplies, in which it appears; absent: in any of them. */
  readonly logSources?: readonly string[];
  readonly mappings: readonly EventMapping[];
  /** Emitted only by hosts with this role. */
  readonly role?: Role;
  /**
   * Its mappings count on these platforms alone: that a tenant logs mail says nothing of a workstation's applications;
   * absent: on any. What ATT&CK asks for by the name of its log source counts everywhere.
   */
  readonly platforms?: readonly string[];
  /** What switches it on together with others, as its maker calls it: an audit subcategory, a table, a log category. */
  readonly set?: string;
  /** Whether it is recorded before anybody changes a setting; absent: not known, or true of some installations only. */
  readonly default?: EventDefault;
}

export const EVENT_DEFAULTS = ['on', 'off'] as const;
export type EventDefault = (typeof EVENT_DEFAULTS)[number];

/** One event shows one data component, and who says so. */
export interface EventMapping {
  /** An id that starts with `~` is a pair that no ATT&CK release lists: shown, never counted. */
  readonly component: DataComponentId;
  readonly origin: FactOrigin;
}

export interface SensorLibrary {
  readonly format: 1;
  readonly sensors: readonly Sensor[];
  /** Log source names of ATT&CK that no product is assigned to, each with the reason. */
  readonly unassigned: readonly UnassignedLogSource[];
}

export interface UnassignedLogSource {
  readonly name: string;
  readonly reason: string;
}

/** Names of products are compared by letters and digits alone, without case: "Sys-mon 15" is not "Sysmon". */
export function foldSensorName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The order of event ids: numbers by value and before names; names by code unit, so that no locale changes it. */
export function compareEventIds(a: string, b: string): number {
  const [first, second] = [Number(a), Number(b)];
  const [isFirst, isSecond] = [!Number.isNaN(first), !Number.isNaN(second)];
  if (isFirst && isSecond && first !== second) return first - second;
  if (isFirst !== isSecond) return isFirst ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
