/** Which technique of a release a report means by an id or a name. */
import type { Catalog, ThreatCatalog } from '../attack/catalog';
import type { TechniqueId } from '../attack/identifiers';
import { makeFateOf } from '../attack/succession';
import type { UnresolvedReason } from './evidence';
import { foldName } from './names/fold-text';
import { listTechniqueNames } from './names/technique-names';
import type { TechniqueStatement } from './threat-report';

export type Resolution =
  | { readonly kind: 'technique'; readonly id: TechniqueId }
  | { readonly kind: 'unresolved'; readonly reason: UnresolvedReason };

/** Written where a report refers to a technique that it does not bring. */
const STIX_ID = 'attack-pattern--';

type Named = Pick<TechniqueStatement, 'technique' | 'name' | 'aliases' | 'tactic' | 'domain'>;

export type TechniqueResolver = (named: Named) => Resolution;

/**
 * The id counts where there is one, followed to what replaced it; else the name, then the aliases: today's names before
 * those of former releases and the terms of the trade, and all of these before another domain's. A name that several
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
  const names = indexNames(catalog);
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
    // What is said to be of this domain is of no other, whoever else has the name.
    if (domain === catalog.domain) return null;
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

/**
 * Names are the same whatever their case and the signs between and in their words, as in prose: "Scheduled Task/Job",
 * "scheduled task job", "Phishing - Spearphishing Link".
 */
export function foldTechniqueName(name: string): string {
  return foldName(name.normalize('NFKC')).replaceAll(':', '');
}

interface NamedTechniques {
  /** Live ones; empty: only retired techniques that nothing replaced have the name. */
  readonly ids: readonly TechniqueId[];
  /** Of several, the one that took the place of a retired technique of this name. */
  readonly once: TechniqueId | null;
}

type Names = Map<string, NamedTechniques>;

/**
 * Live names, and full ones ("Parent: Name"); where none is so called, names of former releases; then aliases; then a
 * singular or plural and one side of a slash.
 */
function indexNames(catalog: Catalog): ReadonlyMap<string, NamedTechniques> {
  const all = listTechniqueNames(catalog);
  const [live, former, aliases]: [Names, Names, Names] = [new Map(), new Map(), new Map()];
  /** The names that each form is one of. */
  const forms = new Map<string, Set<string>>();
  const add = (to: Names, name: string, id: TechniqueId | null) => {
    const folded = foldTechniqueName(name);
    const ids = to.get(folded)?.ids ?? [];
    to.set(folded, { ids: id === null || ids.includes(id) ? ids : [...ids, id], once: null });
  };
  // A technique and sub-techniques of one name: the technique is what the bare name means.
  const ofTechniques = new Set(
    catalog.techniques.flatMap(({ name, parent }) => (parent < 0 ? foldTechniqueName(name) : [])),
  );
  const parents = new Map(catalog.techniques.map(({ id, parent }) => [id, parent]));
  for (const { name, of, id, how, isFull, variants } of all) {
    const isBareOfAnother = (parents.get(of as TechniqueId) ?? -1) >= 0 && ofTechniques.has(foldTechniqueName(name));
    if (how === 'name') {
      if (isFull || !isBareOfAnother) add(live, name, id);
    } else add(how === 'alias' ? aliases : former, name, id);
    if (id === null) continue;
    for (const { form } of variants) {
      const folded = foldTechniqueName(form);
      forms.set(folded, (forms.get(folded) ?? new Set()).add(foldTechniqueName(name)));
    }
  }
  for (const { name, id, how, isFull } of all) {
    const folded = foldTechniqueName(name);
    const found = live.get(folded);
    if (how === 'old-name' && !isFull && id !== null && found?.ids.includes(id))
      live.set(folded, { ...found, once: id });
  }
  // What several may be called by is settled by no table of ours; a name that leads nowhere is said to, if nothing else is.
  const leads = ([, { ids }]: [string, NamedTechniques]) => ids.length > 0;
  const exact = new Map([
    ...former,
    ...[...aliases].filter(([, { ids }]) => ids.length === 1),
    ...[...former].filter(leads),
    ...live,
  ]);
  const index = new Map(exact);
  for (const [form, names] of forms) {
    const meant = [...names].flatMap((name) => exact.get(name) ?? []);
    const isOne = new Set(meant.map(({ ids }) => ids.join())).size === 1;
    const found = isOne ? meant[0] : undefined;
    if (found !== undefined && (exact.get(form)?.ids.length ?? 0) === 0) index.set(form, found);
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
