import type { Catalog, DataComponent, RetiredTechnique } from './catalog';
import type { AttackDomain, TacticId, TechniqueId } from './identifiers';

/** What a screen needs of a catalog to draw the matrix: small enough to hand to the main thread. */
export interface CatalogFacts {
  readonly domain: AttackDomain;
  readonly release: string;
  readonly platforms: readonly string[];
  readonly tactics: readonly TacticFacts[];
  /** In catalog order: positions here are the positions in coverage arrays. */
  readonly techniques: readonly TechniqueFacts[];
  /** Of this release: what the events of a sensor can map to. */
  readonly dataComponents: readonly DataComponent[];
  readonly retired: readonly RetiredTechnique[];
  readonly analyticsKind: Catalog['analyticsKind'];
}

export interface TacticFacts {
  readonly id: TacticId;
  readonly shortName: string;
  readonly name: string;
  /** Techniques that are no sub-techniques, by name, as positions in `techniques`. */
  readonly techniques: readonly number[];
}

export interface TechniqueFacts {
  readonly id: TechniqueId;
  readonly name: string;
  readonly parent: number;
  readonly tactics: readonly number[];
  readonly platforms: readonly string[];
  readonly subTechniques: readonly number[];
}

export function describeCatalog(catalog: Catalog): CatalogFacts {
  const { techniques, platforms } = catalog;
  const subTechniques: number[][] = techniques.map(() => []);
  const byTactic: number[][] = catalog.tactics.map(() => []);
  techniques.forEach((technique, position) => {
    if (technique.parent >= 0) subTechniques[technique.parent]?.push(position);
    else for (const tactic of technique.tactics) byTactic[tactic]?.push(position);
  });
  const nameOf = (position: number) => techniques[position]?.name ?? '';
  for (const members of byTactic) members.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return {
    domain: catalog.domain,
    release: catalog.release,
    platforms,
    tactics: catalog.tactics.map((tactic, position) => ({ ...tactic, techniques: byTactic[position] ?? [] })),
    techniques: techniques.map((technique, position) => ({
      id: technique.id,
      name: technique.name,
      parent: technique.parent,
      tactics: technique.tactics,
      platforms: technique.platforms.flatMap((platform) => platforms[platform] ?? []),
      subTechniques: subTechniques[position] ?? [],
    })),
    dataComponents: catalog.dataComponents,
    retired: catalog.retired,
    analyticsKind: catalog.analyticsKind,
  };
}
