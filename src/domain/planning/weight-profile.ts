import type { AttackDomain } from '../attack/identifiers';

/** Who uses a technique, as the catalog of threats counts it. */
export const USER_KINDS = ['groups', 'software', 'campaigns'] as const;
export type UserKind = (typeof USER_KINDS)[number];

/** How much each technique matters (coverage model, "Weights"). */
export type WeightProfile =
  | { readonly kind: 'equal' }
  /** By the number of groups, software and campaigns that use it, whichever are named. */
  | { readonly kind: 'use'; readonly by: readonly UserKind[] }
  /**
   * By the number of these that use it: ids of ATT&CK (`G0016`, `S0002`, `C0058`), and refs of what was imported
   * (`report-<sha256>`, a part of one with `~<position>`, `layer:<id>`).
   */
  | { readonly kind: 'chosen'; readonly threatIds: readonly string[] }
  /** As one of the user's own lists says. */
  | { readonly kind: 'list'; readonly listId: string };

/** Else it is one of the workspace's own reports or layers. */
export function isAttackThreat(id: string): boolean {
  return /^[GSC]\d{4}$/.test(id);
}

/** Stands for a list as long as none is chosen. */
export const NO_LIST = 'none';

export const EQUAL_WEIGHTS: WeightProfile = { kind: 'equal' };

/** A list of the user's own: what it does not name weighs nothing. */
export interface WeightList {
  readonly id: string;
  readonly name: string;
  /** What the ids are of; `null`: not said. */
  readonly domain: AttackDomain | null;
  readonly weights: readonly ListedWeight[];
}

export interface ListedWeight {
  /** As written; upgrades move it. */
  readonly technique: string;
  /** 0 or more. */
  readonly weight: number;
}
