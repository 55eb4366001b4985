/** What became of the techniques that a release has retired. */
import { parseTechniqueId } from './identifiers';

interface Retired {
  readonly id: string;
  readonly successor: string | null;
}

export interface ReleaseTechniques {
  readonly techniques: readonly { readonly id: string }[];
  readonly retired: readonly Retired[];
}

/** What became of an id: the live technique it is or leads to, or why there is none. */
export type TechniqueFate =
  | { readonly kind: 'live'; readonly id: string }
  | { readonly kind: 'succeeded'; readonly id: string }
  | { readonly kind: 'retired' }
  | { readonly kind: 'unknown' };

/** A retired technique's id → the one that took its place; those that nothing replaced are not in it. */
export type Successors = ReadonlyMap<string, string>;

/**
 * Follows `revoked-by`, over several releases if need be. Compiled catalogs have done so; others, and damaged ones, may
 * run on, or in a circle, which leads nowhere.
 */
export function listSuccessors(retired: readonly Retired[]): Successors {
  const next = new Map(retired.map(({ id, successor }) => [id, successor]));
  return new Map(
    [...next.keys()].flatMap((id) => {
      const seen = new Set<string>();
      let end: string | null = id;
      while (end !== null && next.has(end) && !seen.has(end)) {
        seen.add(end);
        end = next.get(end) ?? null;
      }
      return end === null || next.has(end) ? [] : [[id, end] as const];
    }),
  );
}

/** The technique that an id means in a release: itself, or what it was revoked by. */
export function followId(id: string, successors: Successors): string {
  return successors.get(id) ?? id;
}

export function makeFateOf({ techniques, retired }: ReleaseTechniques): (id: string) => TechniqueFate {
  const live = new Set(techniques.map(({ id }) => id));
  const gone = new Set(retired.map(({ id }) => id));
  const successors = listSuccessors(retired);
  return (stated) => {
    // As people write it: any case, spaces around.
    const id = parseTechniqueId(stated) ?? stated;
    if (live.has(id)) return { kind: 'live', id };
    const successor = successors.get(id);
    if (successor !== undefined && live.has(successor)) return { kind: 'succeeded', id: successor };
    return { kind: gone.has(id) ? 'retired' : 'unknown' };
  };
}
