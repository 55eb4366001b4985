import type { TechniqueFate } from '../attack/succession';

/** How far a release of ATT&CK knows the techniques that a layer names. */
export interface LayerFit {
  readonly live: number;
  /** Revoked, with a successor that is live. */
  readonly succeeded: number;
  /** Revoked or deprecated, and nothing that is live took its place. */
  readonly retired: number;
  readonly unknown: number;
}

export function fitLayer(ids: Iterable<string>, fateOf: (id: string) => TechniqueFate): LayerFit {
  const counts = { live: 0, succeeded: 0, retired: 0, unknown: 0 };
  for (const id of new Set(ids)) counts[fateOf(id).kind]++;
  return counts;
}
