import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import type { ObservedGroup } from './estate';
import { makeExtentIndex } from './extent';
import { classifyObservers, type FeederSet, makeFeederIndex } from './feeder-sets';
import type { Precision } from './settings';
import { type Interval, NOTHING } from './share';
import { BLIND, NO_ANALYTIC, NOT_APPLICABLE, NOT_OBSERVABLE, ONE_SHORT, PARTIAL, RUNS, type StateCode } from './state';

/** Components an analytic can do without, as the user marked them: bit i is the analytic's i-th need. */
export type SupportingBits = ReadonlyMap<number, number>;

/** What one analytic is in one group (coverage model, "State of an analytic in a group"). */
export interface AnalyticCoverage {
  readonly state: StateCode;
  /** All components fed on hosts that must overlap, supporting ones included. */
  readonly allFed: boolean;
  readonly anyFed: boolean;
  /** Share of the group's hosts on which every essential component is fed. */
  readonly share: Interval;
  /** Share × quality of the weakest essential component; nothing unless all essential components are fed. */
  readonly strength: Interval;
}

export interface TechniqueCoverage {
  /** The best of its analytics'. */
  readonly state: StateCode;
  readonly allFed: boolean;
  readonly anyFed: boolean;
  /** Largest share of the group's hosts on which one of its analytics runs. */
  readonly share: Interval;
  readonly strength: Interval;
}

export interface GroupCoverage {
  computeTechnique(technique: number): TechniqueCoverage;
  computeAnalytic(analytic: number): AnalyticCoverage;
  /** Positions in `group.observers` of those that feed the need at the precision asked for, or better. */
  findFeeders(need: ComponentNeed): readonly number[];
}

/** Coverage of one group, ready to be asked about any analytic or technique. */
export function makeGroupCoverage(
  index: CatalogIndex,
  observed: ObservedGroup,
  minimum: Precision,
  supporting: SupportingBits,
): GroupCoverage {
  const classes = classifyObservers(observed.observers);
  const feeders = makeFeederIndex(index, classes, minimum);
  const computeExtent = makeExtentIndex(observed, classes);

  function computeAnalytic(analytic: number): AnalyticCoverage {
    const needs = index.needs[analytic] ?? [];
    const unneeded = supporting.get(analytic) ?? 0;
    const every: FeederSet[] = [];
    for (const need of needs) every.push(feeders(need));
    const essential = unneeded === 0 ? every : every.filter((_, position) => (unneeded & (1 << position)) === 0);
    let fed = 0;
    for (const set of essential) if (isFed(set)) fed++;
    const anyFed = fed > 0 || every.some(isFed);
    const missing = essential.length - fed;
    if (missing > 0 || fed === 0) {
      const state = fed === 0 ? BLIND : missing === 1 ? ONE_SHORT : PARTIAL;
      return { state, allFed: false, anyFed, share: NOTHING, strength: NOTHING };
    }
    const { share, strength } = computeExtent(essential);
    if (share.low === 0) return { state: PARTIAL, allFed: false, anyFed, share, strength };
    const allFed = unneeded === 0 || (every.every(isFed) && computeExtent(every).share.low > 0);
    return { state: RUNS, allFed, anyFed, share, strength };
  }

  function computeTechnique(technique: number): TechniqueCoverage {
    if (!isTechniqueApplicable(index, observed, technique)) return nothingToSay(NOT_APPLICABLE);
    if (index.notObservable[technique] === 1) return nothingToSay(NOT_OBSERVABLE);
    let state: StateCode = NO_ANALYTIC;
    let [allFed, anyFed] = [false, false];
    // The largest share that one analytic covers: the larger of intervals is the larger at both ends.
    let [shareLow, shareHigh, strengthLow, strengthHigh] = [0, 0, 0, 0];
    const end = index.firstAnalytic[technique + 1] ?? 0;
    for (let analytic = index.firstAnalytic[technique] ?? 0; analytic < end; analytic++) {
      if (!isAnalyticUsable(index, observed, technique, analytic)) continue;
      const coverage = computeAnalytic(analytic);
      if (coverage.state > state) state = coverage.state;
      allFed ||= coverage.allFed;
      anyFed ||= coverage.anyFed;
      shareLow = Math.max(shareLow, coverage.share.low);
      shareHigh = Math.max(shareHigh, coverage.share.high);
      strengthLow = Math.max(strengthLow, coverage.strength.low);
      strengthHigh = Math.max(strengthHigh, coverage.strength.high);
    }
    return {
      state,
      allFed,
      anyFed,
      share: { low: shareLow, high: shareHigh },
      strength: { low: strengthLow, high: strengthHigh },
    };
  }

  return {
    computeTechnique,
    computeAnalytic,
    findFeeders: (need) => feeders(need).classes.flatMap((member) => classes[member]?.members ?? []),
  };
}

/** By the technique's own platforms; one for which the release names none applies to hosts and segments. */
export function isTechniqueApplicable(index: CatalogIndex, observed: ObservedGroup, technique: number): boolean {
  const platforms = index.techniquePlatforms[technique] ?? 0;
  return platforms === 0 ? observed.takesUnplatformed : (platforms & observed.platforms) !== 0;
}

/** Analytics for platforms that the technique or the group does not have say nothing, nor do those without needs. */
export function isAnalyticUsable(
  index: CatalogIndex,
  observed: ObservedGroup,
  technique: number,
  analytic: number,
): boolean {
  if ((index.needs[analytic]?.length ?? 0) === 0) return false;
  const own = index.techniquePlatforms[technique] ?? 0;
  const on = index.analyticPlatforms[analytic] ?? 0;
  if (own === 0) return on === 0 || (on & observed.platforms) !== 0;
  return (on & own & observed.platforms) !== 0;
}

function nothingToSay(state: StateCode): TechniqueCoverage {
  return { state, allFed: false, anyFed: false, share: NOTHING, strength: NOTHING };
}

function isFed({ classes }: FeederSet): boolean {
  return classes.length > 0;
}
