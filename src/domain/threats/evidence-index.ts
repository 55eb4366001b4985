import type { Catalog, ThreatActor, ThreatCatalog } from '../attack/catalog';
import type { TechniqueId } from '../attack/identifiers';
import { makeFateOf, type TechniqueFate } from '../attack/succession';
import { foldTechniqueName, type TechniqueResolver } from './resolve-technique';

/** What evidence is collected with: made once per release, whatever the number of reports. */
export interface EvidenceIndex {
  readonly catalog: Catalog;
  readonly threats: ThreatCatalog | null;
  readonly resolve: TechniqueResolver;
  /** In `catalog.techniques`. */
  readonly positions: ReadonlyMap<TechniqueId, number>;
  readonly fateOf: (id: string) => TechniqueFate;
  /** Groups, software and campaigns. */
  readonly actors: {
    readonly byId: ReadonlyMap<string, ThreatActor>;
    /** A name that two of them have names neither. */
    readonly byName: ReadonlyMap<string, ThreatActor | undefined>;
  };
}

export function indexForEvidence(
  catalog: Catalog,
  threats: ThreatCatalog | null,
  resolve: TechniqueResolver,
): EvidenceIndex {
  const actors = threats === null ? [] : [...threats.groups, ...threats.software, ...threats.campaigns];
  return {
    catalog,
    threats,
    resolve,
    positions: new Map(catalog.techniques.map(({ id }, position) => [id, position])),
    fateOf: makeFateOf(catalog),
    actors: { byId: new Map(actors.map((actor) => [actor.id, actor])), byName: indexByName(actors) },
  };
}

function indexByName(actors: readonly ThreatActor[]): ReadonlyMap<string, ThreatActor | undefined> {
  const index = new Map<string, ThreatActor | undefined>();
  for (const actor of actors) {
    for (const name of new Set([actor.name, ...actor.aliases].map(foldTechniqueName))) {
      index.set(name, index.has(name) ? undefined : actor);
    }
  }
  return index;
}
