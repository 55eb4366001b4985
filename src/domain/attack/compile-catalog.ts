import type { AttackBundle, BundleTechnique } from './bundle';
import {
  type Analytic,
  CATALOG_FORMAT,
  type Catalog,
  type RetiredTechnique,
  type Tactic,
  type Technique,
} from './catalog';
import { type ComponentTable, makeComponentTable, makeRequirementTable, type RequirementTable } from './catalog-tables';
import type { ComponentLineage } from './component-lineage';
import { type AnalyticId, parseTacticId, parseTechniqueId, type TechniqueId } from './identifiers';

/**
 * Compiles the live content of a bundle into a catalog: retired objects are dropped at both ends of every link, and
 * techniques without a tactic of the matrix are kept without one.
 * @param sourceSha256 lower-case hex, of the uncompressed bundle
 */
export function compileCatalog(bundle: AttackBundle, sourceSha256: string, lineage: ComponentLineage): Catalog {
  const tactics = compileTactics(bundle);
  const live = bundle.techniques.filter((technique) => !technique.retired && parseTechniqueId(technique.attackId));
  live.sort((a, b) => (a.attackId < b.attackId ? -1 : 1));
  const platforms = [...new Set(live.flatMap((technique) => technique.platforms))].sort();
  const techniques = compileTechniques(bundle, live, tactics, platforms);
  const components = makeComponentTable(bundle, lineage);
  const requirements = makeRequirementTable();
  const analyticsKind = bundle.strategies.length > 0 ? 'published' : 'from-components';
  const analytics =
    analyticsKind === 'published'
      ? compilePublishedAnalytics(bundle, live, platforms, components, requirements)
      : compilePseudoAnalytics(bundle, live, techniques, platforms, components, requirements);
  // Also those that no analytic of this release requires: events map to them, and other releases ask for them.
  for (const { stixId } of bundle.dataComponents) components.byStixId(stixId);
  const componentPlatforms =
    analyticsKind === 'published'
      ? compilePlatformsOfAnalytics(bundle, platforms, components)
      : compilePlatformsOfSources(bundle, platforms, components);
  return {
    format: CATALOG_FORMAT,
    domain: bundle.domain,
    release: bundle.release,
    sourceSha256,
    platforms,
    tactics: tactics.map(({ id, shortName, name }) => ({ id, shortName, name })),
    dataComponents: components.list,
    componentPlatforms,
    logSources: requirements.logSources,
    requirements: requirements.list,
    techniques,
    analyticsKind,
    analytics,
    retired: compileRetired(bundle),
  };
}

function compileTactics(bundle: AttackBundle): Tactic[] {
  const byStixId = new Map(bundle.tactics.map((tactic) => [tactic.stixId, tactic]));
  const inMatrixOrder = bundle.matrices
    .filter((matrix) => !matrix.retired)
    .flatMap((matrix) => matrix.tacticRefs.flatMap((ref) => byStixId.get(ref) ?? []));
  const ordered = inMatrixOrder.length > 0 ? inMatrixOrder : bundle.tactics;
  const compiled = new Map<string, Tactic>();
  for (const tactic of ordered) {
    const id = parseTacticId(tactic.attackId);
    if (id !== null && !tactic.retired) compiled.set(id, { id, shortName: tactic.shortName, name: tactic.name });
  }
  return [...compiled.values()];
}

function compileTechniques(
  bundle: AttackBundle,
  live: readonly BundleTechnique[],
  tactics: readonly Tactic[],
  platforms: readonly string[],
): Technique[] {
  const tacticIndex = new Map(tactics.map((tactic, index) => [tactic.shortName, index]));
  const platformIndex = new Map(platforms.map((platform, index) => [platform, index]));
  const indexByStixId = new Map(live.map((technique, index) => [technique.stixId, index]));
  const parentByStixId = new Map(
    bundle.relationships
      .filter((link) => link.kind === 'subtechnique-of' && !link.retired)
      .map((link) => [link.source, link.target]),
  );
  return live.map((technique) => ({
    id: technique.attackId as TechniqueId,
    name: technique.name,
    tactics: indexesOf(technique.tacticShortNames, tacticIndex),
    platforms: indexesOf(technique.platforms, platformIndex),
    parent: indexByStixId.get(parentByStixId.get(technique.stixId) ?? '') ?? -1,
  }));
}

function indexesOf(names: readonly string[], index: ReadonlyMap<string, number>): number[] {
  return names.flatMap((name) => index.get(name) ?? []).sort((a, b) => a - b);
}

function compilePublishedAnalytics(
  bundle: AttackBundle,
  live: readonly BundleTechnique[],
  platforms: readonly string[],
  components: ComponentTable,
  requirements: RequirementTable,
): Analytic[] {
  const techniqueIndex = new Map(live.map((technique, index) => [technique.stixId, index]));
  const platformIndex = new Map(platforms.map((platform, index) => [platform, index]));
  const strategies = new Map(bundle.strategies.map((strategy) => [strategy.stixId, strategy]));
  const analyticObjects = new Map(bundle.analytics.map((analytic) => [analytic.stixId, analytic]));
  const compiled: Analytic[] = [];
  for (const link of bundle.relationships) {
    if (link.kind !== 'detects' || link.retired) continue;
    const strategy = strategies.get(link.source);
    const technique = techniqueIndex.get(link.target);
    if (strategy === undefined || strategy.retired || technique === undefined) continue;
    for (const ref of strategy.analyticRefs) {
      const analytic = analyticObjects.get(ref);
      if (analytic === undefined || analytic.retired) continue;
      const indexes = new Set<number>();
      for (const { componentRef, name, channel } of analytic.logSources) {
        const component = components.byStixId(componentRef);
        if (component !== null) indexes.add(requirements.add(component, name, channel));
      }
      compiled.push({
        id: analytic.attackId as AnalyticId,
        strategy: strategy.attackId,
        technique,
        platforms: indexesOf(analytic.platforms, platformIndex),
        requirements: [...indexes],
      });
    }
  }
  return compiled.sort((a, b) => a.technique - b.technique || (a.id < b.id ? -1 : 1));
}

function compilePlatformsOfAnalytics(
  bundle: AttackBundle,
  platforms: readonly string[],
  components: ComponentTable,
): number[][] {
  const platformIndex = new Map(platforms.map((platform, index) => [platform, index]));
  const found = components.list.map(() => new Set<number>());
  for (const analytic of bundle.analytics) {
    if (analytic.retired) continue;
    const on = indexesOf(analytic.platforms, platformIndex);
    for (const { componentRef } of analytic.logSources) {
      const component = components.byStixId(componentRef);
      if (component !== null) for (const platform of on) found[component]?.add(platform);
    }
  }
  return found.map((set) => [...set].sort((a, b) => a - b));
}

/** A component of a release that has no objects for its data sources gets none: nothing is known about it. */
function compilePlatformsOfSources(
  bundle: AttackBundle,
  platforms: readonly string[],
  components: ComponentTable,
): number[][] {
  const platformIndex = new Map(platforms.map((platform, index) => [platform, index]));
  const sources = new Map(bundle.dataSources.map((source) => [source.stixId, source.platforms]));
  const found: number[][] = components.list.map(() => []);
  for (const { stixId, dataSourceRef } of bundle.dataComponents) {
    const component = components.byStixId(stixId);
    if (component !== null) found[component] = indexesOf(sources.get(dataSourceRef) ?? [], platformIndex);
  }
  return found;
}

/** Before release 18: per technique and platform, one analytic that requires all its components. */
function compilePseudoAnalytics(
  bundle: AttackBundle,
  live: readonly BundleTechnique[],
  techniques: readonly Technique[],
  platforms: readonly string[],
  components: ComponentTable,
  requirements: RequirementTable,
): Analytic[] {
  const indexByStixId = new Map(live.map((technique, index) => [technique.stixId, index]));
  const componentsOf: Set<number>[] = live.map(() => new Set());
  if (bundle.dataComponents.length > 0) {
    for (const link of bundle.relationships) {
      if (link.kind !== 'detects' || link.retired) continue;
      const technique = indexByStixId.get(link.target);
      const component = components.byStixId(link.source);
      if (technique !== undefined && component !== null) componentsOf[technique]?.add(component);
    }
  } else {
    live.forEach((technique, index) => {
      for (const pair of technique.dataSourceNames) {
        if (pair.includes(':')) componentsOf[index]?.add(components.byPair(pair));
      }
    });
  }
  return techniques.flatMap((technique, index) => {
    const required = [...(componentsOf[index] ?? [])].map((component) => requirements.add(component, '', ''));
    if (required.length === 0) return [];
    const perPlatform = technique.platforms.length > 0 ? technique.platforms.map((platform) => [platform]) : [[]];
    return perPlatform.map((on) => ({
      id: `${technique.id}@${on.length > 0 ? platforms[on[0] as number] : 'any'}` as AnalyticId,
      strategy: '',
      technique: index,
      platforms: on,
      requirements: required,
    }));
  });
}

function compileRetired(bundle: AttackBundle): RetiredTechnique[] {
  const byStixId = new Map(bundle.techniques.map((technique) => [technique.stixId, technique]));
  const successors = new Map<string, string[]>();
  for (const { kind, source, target } of bundle.relationships) {
    if (kind !== 'revoked-by') continue;
    const known = successors.get(source);
    if (known === undefined) successors.set(source, [target]);
    else known.push(target);
  }
  const liveIds = new Set(bundle.techniques.filter((technique) => !technique.retired).map(({ attackId }) => attackId));
  return bundle.techniques
    .filter((technique) => technique.retired && !liveIds.has(technique.attackId))
    .flatMap((technique): RetiredTechnique[] => {
      const id = parseTechniqueId(technique.attackId);
      if (id === null) return [];
      const { name, stixId } = technique;
      const live = followSuccessors(stixId, successors, byStixId);
      const [only] = live;
      if (only !== undefined && live.length === 1) return [{ id, name, successor: only }];
      // It names a successor, and none or several of the techniques at the ends of the chain are live.
      const candidates = technique.revoked || successors.has(stixId) ? { candidates: live } : {};
      return [{ id, name, successor: null, ...candidates }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The live techniques that `revoked-by` leads to; a chain that ends in a retired one, or turns in a circle, gives none. */
function followSuccessors(
  start: string,
  successors: ReadonlyMap<string, readonly string[]>,
  techniques: ReadonlyMap<string, BundleTechnique>,
): TechniqueId[] {
  const seen = new Set<string>([start]);
  const live = new Set<TechniqueId>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of successors.get(at) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      const technique = techniques.get(next);
      const id = technique === undefined ? null : parseTechniqueId(technique.attackId);
      if (technique !== undefined && !technique.retired && id !== null) live.add(id);
      else open.push(next);
    }
  }
  return [...live].sort();
}
