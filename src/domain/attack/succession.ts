import type { Catalog } from './catalog';
import type { TechniqueId } from './identifiers';

/** What a technique id of any release means in one release. */
export type Fate =
  | { readonly kind: 'live' }
  /** Revoked, and one technique took its place (`revoked-by`, followed to its end). */
  | { readonly kind: 'revoked'; readonly name: string; readonly to: TechniqueId }
  /** Revoked by several techniques, of which ATT&CK names none before the others. */
  | { readonly kind: 'divided'; readonly name: string; readonly candidates: readonly TechniqueId[] }
  /** Deprecated, or revoked by something that is gone itself. */
  | { readonly kind: 'ended'; readonly name: string }
  /** Not in this release and not among its retired: of another domain, of a newer release, or mistyped. */
  | { readonly kind: 'unknown' };

export type TellFate = (techniqueId: string) => Fate;

export function makeSuccession({ techniques, retired }: Pick<Catalog, 'techniques' | 'retired'>): TellFate {
  const live = new Set<string>(techniques.map(({ id }) => id));
  const gone = new Map(retired.map((technique) => [technique.id as string, technique]));
  return (techniqueId) => {
    if (live.has(techniqueId)) return { kind: 'live' };
    const technique = gone.get(techniqueId);
    if (technique === undefined) return { kind: 'unknown' };
    const { name, successor, candidates = [] } = technique;
    if (candidates.length > 1) return { kind: 'divided', name, candidates };
    return successor !== null && live.has(successor)
      ? { kind: 'revoked', name, to: successor }
      : { kind: 'ended', name };
  };
}
