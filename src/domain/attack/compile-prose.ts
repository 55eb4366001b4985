import type { AttackBundle, BundleAnalytic, BundleObject } from './bundle';
import { makeComponentTable } from './catalog-tables';
import type { ComponentLineage } from './component-lineage';
import { type DataComponentId, parseTechniqueId } from './identifiers';
import type {
  AnalyticProse,
  ComponentProse,
  ProcedureProse,
  ReleaseProse,
  StrategyProse,
  TechniqueProse,
} from './prose';

/** Many times the longest text of any release (8,000 characters); of what is longer, the beginning is kept. */
const LONGEST_TEXT = 50_000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** The prose of a bundle's live techniques, from which everything that is retired is left out as in the catalog. */
export function compileProse(bundle: AttackBundle, lineage: ComponentLineage): ReleaseProse {
  const table = makeComponentTable(bundle, lineage);
  const componentIdOf = (stixId: string): DataComponentId | undefined => table.list[table.byStixId(stixId) ?? -1]?.id;
  const techniques = new Map<string, Mutable<TechniqueProse>>();
  for (const technique of bundle.techniques) {
    const id = parseTechniqueId(technique.attackId);
    if (technique.retired || id === null) continue;
    techniques.set(technique.stixId, {
      id,
      description: cut(technique.description),
      detection: cut(technique.detection),
      componentDetections: [],
      strategies: [],
      mitigations: [],
    });
  }
  const strategies = compileStrategies(bundle, componentIdOf);
  const mitigations = liveById(bundle.mitigations);
  const procedures: ProcedureProse[] = [];
  for (const link of bundle.relationships) {
    if (link.retired || !TOLD_OF.has(link.kind)) continue;
    const technique = techniques.get(link.target);
    if (technique === undefined) continue;
    if (link.kind === 'uses' && link.description !== '') {
      procedures.push({ technique: technique.id, text: cut(link.description) });
    }
    const mitigation = link.kind === 'mitigates' ? mitigations.get(link.source) : undefined;
    if (mitigation !== undefined) {
      const { attackId, name } = mitigation;
      technique.mitigations.push({ id: attackId, name, text: cut(link.description) });
    }
    if (link.kind !== 'detects') continue;
    const strategy = strategies.get(link.source);
    if (strategy !== undefined) technique.strategies.push(strategy);
    const component = componentIdOf(link.source);
    if (component !== undefined && link.description !== '') {
      technique.componentDetections.push({ component, text: cut(link.description) });
    }
  }
  const compiled = [...techniques.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const technique of compiled) technique.mitigations.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    domain: bundle.domain,
    release: bundle.release,
    techniques: compiled,
    components: compileComponents(bundle, componentIdOf),
    procedures: procedures.sort((a, b) => (a.technique < b.technique ? -1 : a.technique > b.technique ? 1 : 0)),
  };
}

const TOLD_OF: ReadonlySet<string> = new Set(['detects', 'mitigates', 'uses']);

function compileStrategies(
  bundle: AttackBundle,
  componentIdOf: (stixId: string) => DataComponentId | undefined,
): ReadonlyMap<string, StrategyProse> {
  const analytics = liveById(bundle.analytics);
  const compiled = new Map<string, StrategyProse>();
  for (const { stixId, attackId, name, retired, analyticRefs } of bundle.strategies) {
    if (retired) continue;
    const members = analyticRefs.flatMap((ref) => analytics.get(ref) ?? []);
    const list = members.map((analytic) => compileAnalytic(analytic, componentIdOf));
    compiled.set(stixId, { id: attackId, name, analytics: list.sort((a, b) => (a.id < b.id ? -1 : 1)) });
  }
  return compiled;
}

function compileAnalytic(
  analytic: BundleAnalytic,
  componentIdOf: (stixId: string) => DataComponentId | undefined,
): AnalyticProse {
  return {
    id: analytic.attackId,
    name: analytic.name,
    description: cut(analytic.description),
    platforms: analytic.platforms,
    logSources: analytic.logSources.flatMap(({ componentRef, name, channel }) => {
      const component = componentIdOf(componentRef);
      return component === undefined ? [] : [{ component, name, channel: cut(channel) }];
    }),
    mutableElements: analytic.mutableElements.map(({ field, description }) => ({
      field,
      description: cut(description),
    })),
  };
}

function compileComponents(
  bundle: AttackBundle,
  componentIdOf: (stixId: string) => DataComponentId | undefined,
): ComponentProse[] {
  const compiled = new Map<DataComponentId, ComponentProse>();
  for (const { stixId, name, description } of bundle.dataComponents) {
    const id = componentIdOf(stixId);
    if (id !== undefined) compiled.set(id, { id, name, description: cut(description) });
  }
  return [...compiled.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function liveById<Item extends BundleObject>(objects: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(objects.filter(({ retired }) => !retired).map((object) => [object.stixId, object]));
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
