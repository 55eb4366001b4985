/** How far a release of ATT&CK knows the techniques that a layer names. */
export interface LayerFit {
  readonly live: number;
  /** Revoked, with a successor that is live. */
  readonly succeeded: number;
  /** Revoked or deprecated, and nothing that is live took its place. */
  readonly retired: number;
  readonly unknown: number;
}

export interface ReleaseTechniques {
  readonly techniques: readonly { readonly id: string }[];
  readonly retired: readonly { readonly id: string; readonly successor: string | null }[];
}

/** What became of an id: the live technique it is or leads to, or why there is none. */
export type Fate =
  | { readonly kind: 'live'; readonly id: string }
  | { readonly kind: 'succeeded'; readonly id: string }
  | { readonly kind: 'retired' }
  | { readonly kind: 'unknown' };

/** Follows `revoked-by`, over several releases if need be; ends where it would run in a circle. */
export function makeFateOf({ techniques, retired }: ReleaseTechniques): (id: string) => Fate {
  const live = new Set(techniques.map(({ id }) => id));
  const successors = new Map<string, string | null>(retired.map(({ id, successor }) => [id, successor]));
  return (id) => {
    if (live.has(id)) return { kind: 'live', id };
    if (!successors.has(id)) return { kind: 'unknown' };
    const seen = new Set([id]);
    for (let next = successors.get(id); next !== undefined && next !== null; next = successors.get(next)) {
      if (live.has(next)) return { kind: 'succeeded', id: next };
      if (seen.has(next)) break;
      seen.add(next);
    }
    return { kind: 'retired' };
  };
}

export function fitLayer(ids: Iterable<string>, fateOf: (id: string) => Fate): LayerFit {
  const counts = { live: 0, succeeded: 0, retired: 0, unknown: 0 };
  for (const id of new Set(ids)) counts[fateOf(id).kind]++;
  return counts;
}
