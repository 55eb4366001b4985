import type { CatalogIndex } from '../attack/catalog-index';
import type { SupportingMark } from '../sensors/inventory';
import type { DettectScores } from './dettect-coverage';
import type { Estate } from './estate';
import { makeGroupCoverage, type SupportingBits } from './group-coverage';
import type { CoverageSettings } from './settings';
import type { SmapCoverage } from './smap-coverage';
import { BLIND, RUNS } from './state';

/**
 * Coverage of every technique, per group and in the estate. Arrays are indexed by technique, `groupStates` by
 * technique × number of groups + group; shares and strengths are 0 to 1. Plain typed arrays, so that a worker can
 * hand them over without copying.
 */
export interface Coverage {
  readonly groupIds: readonly string[];
  /** Groups that no weighted figure can count: neither criticality nor hosts are stated. */
  readonly unweightedGroupIds: readonly string[];
  readonly groupStates: Uint8Array;
  /** Best state in any group. */
  readonly states: Uint8Array;
  /** Worst state among the groups where the technique counts; `NOT_APPLICABLE` when in none. */
  readonly worstStates: Uint8Array;
  /** Groups where it runs, and groups where it could. */
  readonly runningIn: Uint16Array;
  readonly countedIn: Uint16Array;
  /** Weights of the groups where it could, added up: what the shares and strengths below are of. */
  readonly countedWeights: Float64Array;
  /** 1 where all components, supporting ones included, or any component of an analytic is fed in some group. */
  readonly allFed: Uint8Array;
  readonly anyFed: Uint8Array;
  /**
   * Over the groups where the technique counts, by weight: hosts on which an analytic runs, and share × quality. NaN
   * where none of these groups has a weight: what is not known is no 0.
   */
  readonly shareLow: Float32Array;
  readonly shareHigh: Float32Array;
  readonly strengthLow: Float32Array;
  readonly strengthHigh: Float32Array;
  /** Of the DeTT&CT lens alone. */
  readonly dettect?: DettectScores;
}

export function computeCoverage(
  index: CatalogIndex,
  estate: Estate,
  supporting: readonly SupportingMark[],
  settings: CoverageSettings,
): Coverage {
  const size = index.catalog.techniques.length;
  const { groups } = estate;
  const marks = indexSupporting(index, supporting);
  const weights = computeGroupWeights(estate);
  const coverage = makeEmptyCoverage(size, estate);

  groups.forEach((observed, g) => {
    const ofGroup = makeGroupCoverage(index, observed, settings.minimumPrecision, marks);
    const weight = weights[g] ?? 0;
    for (let t = 0; t < size; t++) {
      const { state, allFed, anyFed, share, strength } = ofGroup.computeTechnique(t);
      coverage.groupStates[t * groups.length + g] = state;
      if (state > (coverage.states[t] ?? 0)) coverage.states[t] = state;
      if (state < BLIND) continue;
      const worst = coverage.worstStates[t] ?? 0;
      if (worst === 0 || state < worst) coverage.worstStates[t] = state;
      add(coverage.countedIn, t, 1);
      if (allFed) coverage.allFed[t] = 1;
      if (anyFed) coverage.anyFed[t] = 1;
      add(coverage.countedWeights, t, weight);
      if (state === RUNS) add(coverage.runningIn, t, 1);
      add(coverage.shareLow, t, weight * share.low);
      add(coverage.shareHigh, t, weight * share.high);
      add(coverage.strengthLow, t, weight * strength.low);
      add(coverage.strengthHigh, t, weight * strength.high);
    }
  });
  for (const sums of [coverage.shareLow, coverage.shareHigh, coverage.strengthLow, coverage.strengthHigh]) {
    for (let t = 0; t < size; t++) {
      const total = coverage.countedWeights[t] ?? 0;
      sums[t] = total === 0 ? Number.NaN : (sums[t] ?? 0) / total;
    }
  }
  return coverage;
}

/** The SMAP lens in the shape of the other: states alone, in no group in particular. */
export function presentSmapCoverage(smap: SmapCoverage, estate: Estate): Coverage {
  const empty = makeEmptyCoverage(smap.states.length, { groups: [] });
  const seen = smap.states.map((state) => (state === RUNS ? 1 : 0));
  return {
    ...empty,
    groupIds: estate.groups.map(({ group }) => group.id),
    states: smap.states,
    allFed: seen,
    anyFed: seen.slice(),
  };
}

/** Marks by analytic: which of its needs are only supporting. Marks on unknown analytics or components fall away. */
export function indexSupporting(index: CatalogIndex, marks: readonly SupportingMark[]): SupportingBits {
  const bits = new Map<number, number>();
  if (marks.length === 0) return bits;
  const analyticById = new Map(index.catalog.analytics.map((analytic, position) => [analytic.id, position]));
  for (const mark of marks) {
    const analytic = analyticById.get(mark.analytic);
    const component = index.componentById.get(mark.component);
    if (analytic === undefined || component === undefined) continue;
    const need = (index.needs[analytic] ?? []).findIndex((candidate) => candidate.component === component);
    if (need >= 0) bits.set(analytic, (bits.get(analytic) ?? 0) | (1 << need));
  }
  return bits;
}

/** Stated weights; when no group has one, all count alike; when some have none, those count for nothing here. */
export function computeGroupWeights({ groups }: Estate): number[] {
  const isAnyStated = groups.some(({ weight }) => weight !== null);
  return groups.map(({ weight }) => (isAnyStated ? (weight ?? 0) : 1));
}

export function makeEmptyCoverage(size: number, { groups }: Estate): Coverage {
  const isAnyStated = groups.some(({ weight }) => weight !== null);
  return {
    groupIds: groups.map(({ group }) => group.id),
    unweightedGroupIds: isAnyStated ? groups.flatMap(({ group, weight }) => (weight === null ? [group.id] : [])) : [],
    groupStates: new Uint8Array(size * groups.length),
    states: new Uint8Array(size),
    worstStates: new Uint8Array(size),
    runningIn: new Uint16Array(size),
    countedIn: new Uint16Array(size),
    countedWeights: new Float64Array(size),
    allFed: new Uint8Array(size),
    anyFed: new Uint8Array(size),
    shareLow: new Float32Array(size),
    shareHigh: new Float32Array(size),
    strengthLow: new Float32Array(size),
    strengthHigh: new Float32Array(size),
  };
}

function add(array: Uint16Array | Float32Array | Float64Array, position: number, amount: number): void {
  array[position] = (array[position] ?? 0) + amount;
}
