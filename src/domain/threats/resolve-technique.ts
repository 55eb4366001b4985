/** Which technique of a release a report means by an id or a name. */
import type { Catalog, ThreatCatalog } from '../attack/catalog';
import type { TechniqueId } from '../attack/identifiers';
import { makeFateOf } from '../attack/succession';
import type { UnresolvedReason } from './evidence';
import type { TechniqueStatement } from './threat-report';

export type Resolution =
  | { readonly kind: 'technique'; readonly id: TechniqueId }
  | { readonly kind: 'unresolved'; readonly reason: UnresolvedReason };

/** Written where a report refers to a technique that it does not bring. */
const STIX_ID = 'attack-pattern--';

type Named = Pick<TechniqueStatement, 'technique' | 'name' | 'aliases' | 'tactic' | 'domain'>;

export type TechniqueResolver = (named: Named) => Resolution;

/**
 * The id counts where there is one, followed to what replaced it; else the name, then the aliases. A name that several
 * techniques have is settled by the tactic that the report states, else by what the name meant when only one had it
 * ("Spearphishing Attachment", once T1193, is T1566.001 and not T1598.002), or not at all ("Domains").
 * @param others releases of the other domains: what is theirs is said to be
 * @param stixIds as the catalog of threats has them
 */
export function makeTechniqueResolver(
  catalog: Catalog,
  others: readonly Catalog[],
  stixIds: ThreatCatalog['stixIds'] = [],
): TechniqueResolver {
  const idByStixId = new Map(stixIds.map(([uuid, id]) => [`${STIX_ID}${uuid}`, id]));
  const fateOf = makeFateOf(catalog);
  const names = indexNames(catalog, fateOf);
  const elsewhere = others.map((other) => ({ fateOf: makeFateOf(other), names: lazily(() => indexNames(other)) }));

  function resolveId(id: string): Resolution {
    const fate = fateOf(id);
    if (fate.kind === 'live' || fate.kind === 'succeeded') return technique(fate.id);
    if (fate.kind === 'retired') return unresolved('retired');
    return unresolved(elsewhere.some((other) => other.fateOf(id).kind !== 'unknown') ? 'other-domain' : 'unknown');
  }

  function resolveName(name: string, { tactic, domain }: Named): Resolution | null {
    const folded = foldTechniqueName(name);
    if (folded === '') return null;
    const isOfOther = domain !== null && domain !== catalog.domain;
    const found = isOfOther ? undefined : names.get(folded);
    if (found !== undefined) {
      const [only] = found.ids;
      if (found.ids.length === 1 && only !== undefined) return technique(only);
      const [fits, ...more] = found.ids.filter((id) => tactic !== '' && tacticsOf(catalog, id).includes(tactic));
      if (fits !== undefined && more.length === 0) return technique(fits);
      if (found.once !== null && (fits === undefined || [fits, ...more].includes(found.once)))
        return technique(found.once);
      return unresolved(found.ids.length === 0 ? 'retired' : 'ambiguous');
    }
    return elsewhere.some((other) => other.names().has(folded)) ? unresolved('other-domain') : null;
  }

  return (named) => {
    if (named.technique !== '') return resolveId(idByStixId.get(named.technique) ?? named.technique);
    for (const name of [named.name, ...named.aliases]) {
      const resolution = resolveName(name, named);
      if (resolution !== null) return resolution;
    }
    return unresolved('no-technique');
  };
}

/** Names are the same whatever their case and the signs between their words: "Scheduled Task/Job", "scheduled task job". */
export function foldTechniqueName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim();
}

interface NamedTechniques {
  /** Live ones; empty: only retired techniques that nothing replaced have the name. */
  readonly ids: readonly TechniqueId[];
  /** Of several, the one that took the place of a retired technique of this name. */
  readonly once: TechniqueId | null;
}

/** Live names before those of retired techniques; a sub-technique also by "Parent: Name". */
function indexNames(catalog: Catalog, fateOf = makeFateOf(catalog)): ReadonlyMap<string, NamedTechniques> {
  const index = new Map<string, NamedTechniques>();
  const add = (name: string, id: TechniqueId | null) => {
    const folded = foldTechniqueName(name);
    const ids = index.get(folded)?.ids ?? [];
    index.set(folded, { ids: id === null || ids.includes(id) ? ids : [...ids, id], once: null });
  };
  const live = new Set(catalog.techniques.map(({ name }) => foldTechniqueName(name)));
  const parents = new Set(
    catalog.techniques.flatMap(({ name, parent }) => (parent < 0 ? foldTechniqueName(name) : [])),
  );
  for (const { id, name, parent } of catalog.techniques) {
    const above = catalog.techniques[parent];
    // A technique and sub-techniques of one name: the technique is what the bare name means.
    const isBareOfAnother = above !== undefined && parents.has(foldTechniqueName(name));
    if (!isBareOfAnother) add(name, id);
    if (above !== undefined) add(`${above.name}: ${name}`, id);
  }
  for (const { id, name } of catalog.retired) {
    const fate = fateOf(id);
    const successor = fate.kind === 'succeeded' ? (fate.id as TechniqueId) : null;
    const folded = foldTechniqueName(name);
    const found = index.get(folded);
    if (!live.has(folded)) add(name, successor);
    else if (found !== undefined && successor !== null && found.ids.includes(successor))
      index.set(folded, { ...found, once: successor });
  }
  return index;
}

function tacticsOf(catalog: Catalog, id: TechniqueId): readonly string[] {
  const found = catalog.techniques.find((other) => other.id === id);
  return found?.tactics.flatMap((position) => catalog.tactics[position]?.shortName ?? []) ?? [];
}

function technique(id: string): Resolution {
  return { kind: 'technique', id: id as TechniqueId };
}

function unresolved(reason: UnresolvedReason): Resolution {
  return { kind: 'unresolved', reason };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
