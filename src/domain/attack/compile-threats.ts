import type { AttackBundle, BundleActor } from './bundle';
import { CATALOG_FORMAT, type Catalog, type ThreatActor, type ThreatCatalog } from './catalog';

/** Compiles who uses and what mitigates the techniques of `catalog`; retired objects are dropped at both ends. */
export function compileThreats(bundle: AttackBundle, catalog: Catalog): ThreatCatalog {
  const techniqueIndex = new Map(catalog.techniques.map((technique, index) => [technique.id as string, index]));
  const attackIds = new Map<string, string>();
  for (const objects of [bundle.techniques, bundle.groups, bundle.software, bundle.campaigns, bundle.mitigations]) {
    for (const object of objects) if (!object.retired) attackIds.set(object.stixId, object.attackId);
  }
  const techniquesOf = new Map<string, Set<number>>();
  const relatedOf = new Map<string, Set<string>>();
  for (const link of bundle.relationships) {
    if (link.retired || !LINK_KINDS.has(link.kind)) continue;
    const target = attackIds.get(link.target);
    if (target === undefined || !attackIds.has(link.source)) continue;
    const technique = techniqueIndex.get(target);
    if (technique !== undefined) addTo(techniquesOf, link.source, technique);
    else addTo(relatedOf, link.source, target);
  }
  const techniqueList = (stixId: string) => [...(techniquesOf.get(stixId) ?? [])].sort((a, b) => a - b);
  const compileActors = (actors: readonly BundleActor[]): ThreatActor[] =>
    actors
      .filter((actor) => !actor.retired)
      .map((actor) => ({
        id: actor.attackId,
        name: actor.name,
        aliases: actor.aliases.filter((alias) => alias !== actor.name),
        techniques: techniqueList(actor.stixId),
        related: [...(relatedOf.get(actor.stixId) ?? [])].sort(),
      }))
      .sort(byId);
  return {
    format: CATALOG_FORMAT,
    domain: catalog.domain,
    release: catalog.release,
    techniqueIds: catalog.techniques.map((technique) => technique.id),
    groups: compileActors(bundle.groups),
    software: compileActors(bundle.software),
    campaigns: compileActors(bundle.campaigns),
    mitigations: bundle.mitigations
      .filter((mitigation) => !mitigation.retired)
      .map(({ attackId, name, stixId }) => ({ id: attackId, name, techniques: techniqueList(stixId) }))
      .sort(byId),
    stixIds: bundle.techniques
      .map(({ stixId, attackId }) => [stixId.replace('attack-pattern--', ''), attackId] as const)
      .sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)),
  };
}

const LINK_KINDS = new Set(['uses', 'mitigates', 'attributed-to']);

function addTo<Key, Item>(map: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, new Set([item]));
  else items.add(item);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
