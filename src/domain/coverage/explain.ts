import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import type { AnalyticId, DataComponentId, TechniqueId } from '../attack/identifiers';
import { computeLimitingQuality, type LimitingQuality } from '../sensors/data-quality';
import type { Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { type Candidate, rankCandidates } from './candidates';
import { indexSupporting } from './coverage';
import type { DettectGroupExplanation } from './dettect-explain';
import type { Estate, ObservedGroup, Observer } from './estate';
import { isAnalyticUsable, isTechniqueApplicable, makeGroupCoverage } from './group-coverage';
import { describeMatch, type Match } from './match';
import type { CoverageSettings } from './settings';
import type { Interval } from './share';
import { stateName, TECHNIQUE_STATES, type TechniqueState } from './state';

/** The facts a technique's state is made of: technique → groups → analytics → needs → feeders, or what is missing. */
export interface TechniqueExplanation {
  readonly id: TechniqueId;
  readonly name: string;
  readonly tactics: readonly string[];
  readonly platforms: readonly string[];
  /** Groups in which the technique applies. */
  readonly groups: readonly GroupExplanation[];
  /** Groups in scope in which it does not: no platform in common. */
  readonly notApplicableIn: readonly string[];
  /** Under the DeTT&CT lens: what its score is made of, per group it speaks of. */
  readonly dettect?: readonly DettectGroupExplanation[];
}

export interface GroupExplanation {
  readonly groupId: string;
  readonly groupName: string;
  readonly state: TechniqueState;
  readonly share: Interval;
  readonly strength: Interval;
  /** Best first. Empty where ATT&CK publishes none for the group's platforms. */
  readonly analytics: readonly AnalyticExplanation[];
}

export interface AnalyticExplanation {
  readonly id: AnalyticId;
  readonly strategy: string;
  readonly platforms: readonly string[];
  readonly state: TechniqueState;
  /** All components are fed, but perhaps on different hosts: the state is `partial` for that reason alone. */
  readonly isOverlapUnknown: boolean;
  readonly share: Interval;
  readonly strength: Interval;
  readonly needs: readonly NeedExplanation[];
}

export interface NeedExplanation {
  readonly component: { readonly id: DataComponentId; readonly name: string };
  readonly isSupporting: boolean;
  /** Log sources and codes that ATT&CK lists for this component in this analytic. */
  readonly asked: readonly { readonly logSource: string; readonly codes: readonly string[] }[];
  readonly feeders: readonly Feeder[];
  /** What would feed it, best first; filled where nothing does. */
  readonly candidates: readonly Candidate[];
}

/** A deployment that feeds a need: through which events, how precisely, on which share of the group. */
export interface Feeder extends Match {
  readonly deploymentId: string;
  readonly sensorId: string;
  readonly sensorName: string;
  readonly share: Interval;
  /** `null`: unrated. */
  readonly quality: LimitingQuality | null;
}

export function explainTechnique(
  index: CatalogIndex,
  inventory: Inventory,
  estate: Estate,
  sensors: ReadonlyMap<string, Sensor>,
  settings: CoverageSettings,
  technique: number,
): TechniqueExplanation {
  const facts = index.catalog.techniques[technique];
  if (facts === undefined) throw new RangeError(`the catalog has no technique at ${technique}`);
  const applies = (observed: ObservedGroup) => isTechniqueApplicable(index, observed, technique);
  return {
    id: facts.id,
    name: facts.name,
    tactics: facts.tactics.flatMap((tactic) => index.catalog.tactics[tactic]?.name ?? []),
    platforms: facts.platforms.flatMap((platform) => index.catalog.platforms[platform] ?? []),
    groups: estate.groups
      .filter(applies)
      .map((observed) => explainGroup(index, inventory, observed, sensors, settings, technique)),
    notApplicableIn: estate.groups.filter((observed) => !applies(observed)).map(({ group }) => group.name),
  };
}

function explainGroup(
  index: CatalogIndex,
  inventory: Inventory,
  observed: ObservedGroup,
  sensors: ReadonlyMap<string, Sensor>,
  settings: CoverageSettings,
  technique: number,
): GroupExplanation {
  const marks = indexSupporting(index, inventory.supporting);
  const coverage = makeGroupCoverage(index, observed, settings.minimumPrecision, marks);
  const { state, share, strength } = coverage.computeTechnique(technique);
  const explainNeed = (need: ComponentNeed, isSupporting: boolean): NeedExplanation => {
    const feeders = coverage
      .findFeeders(need)
      .flatMap((position) => observed.observers[position] ?? [])
      .map((observer) => explainFeeder(index, observer, need, observed, inventory, settings));
    const component = index.catalog.dataComponents[need.component];
    if (component === undefined) throw new RangeError(`the catalog has no component at ${need.component}`);
    return {
      component,
      isSupporting,
      asked: need.requirements.flatMap((position) => {
        const requirement = index.catalog.requirements[position];
        const logSource = index.catalog.logSources[requirement?.logSource ?? -1];
        return requirement === undefined || logSource === undefined ? [] : [{ logSource, codes: requirement.codes }];
      }),
      feeders,
      candidates: feeders.length > 0 ? [] : rankCandidates(index, inventory, observed, sensors, settings, need),
    };
  };
  const analytics: AnalyticExplanation[] = [];
  const end = index.firstAnalytic[technique + 1] ?? 0;
  for (let position = index.firstAnalytic[technique] ?? 0; position < end; position++) {
    const analytic = index.catalog.analytics[position];
    if (analytic === undefined || !isAnalyticUsable(index, observed, technique, position)) continue;
    const computed = coverage.computeAnalytic(position);
    const needs = (index.needs[position] ?? []).map((need, bit) =>
      explainNeed(need, ((marks.get(position) ?? 0) & (1 << bit)) !== 0),
    );
    analytics.push({
      id: analytic.id,
      strategy: analytic.strategy,
      platforms: analytic.platforms.flatMap((platform) => index.catalog.platforms[platform] ?? []),
      state: stateName(computed.state),
      isOverlapUnknown: computed.share.high > 0 && computed.share.low === 0,
      share: computed.share,
      strength: computed.strength,
      needs,
    });
  }
  const rank = (analytic: AnalyticExplanation) => TECHNIQUE_STATES.indexOf(analytic.state);
  analytics.sort((a, b) => rank(b) - rank(a) || b.share.low - a.share.low);
  const { id: groupId, name: groupName } = observed.group;
  return { groupId, groupName, state: stateName(state), share, strength, analytics };
}

function explainFeeder(
  index: CatalogIndex,
  observer: Observer,
  need: ComponentNeed,
  observed: ObservedGroup,
  inventory: Inventory,
  settings: CoverageSettings,
): Feeder {
  const { deployment, sensor, share } = observer;
  const stand = inventory.groups.find(({ id }) => id === deployment.standsOn);
  const { platforms } = observed.group;
  const place = { roles: new Set([...observed.group.roles, ...(stand?.roles ?? [])]), platforms };
  return {
    deploymentId: deployment.id,
    sensorId: sensor.id,
    sensorName: sensor.name,
    share,
    quality: computeLimitingQuality(deployment.quality),
    ...describeMatch(index, sensor, deployment.events, place, settings, need),
  };
}
