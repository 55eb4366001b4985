import type { Interval } from '../coverage/share';
import { BLIND, ONE_SHORT, RUNS } from '../coverage/state';
import { type CoverageSums, sumCoverage } from './coverage-sums';
import type { NextCandidate } from './next-candidates';
import type { Bound, Measure } from './plan';
import type { ChangedCell, GroupFigures, WhatIf } from './what-if';

/** What one candidate would bring by itself. Techniques are positions in the catalog. */
export interface RankedCandidate {
  readonly candidate: NextCandidate;
  /** Of weighted coverage, at both bounds: at 0.02, two points of a hundred. */
  readonly gain: Interval;
  /** The same with every event of the sensor on; `null`: they are. */
  readonly gainWithAllEvents: Interval | null;
  /** Run nowhere today, and would somewhere. */
  readonly newlyRun: readonly number[];
  /** Would lack one component where they are closest; today they lack more. */
  readonly newlyOneShort: readonly number[];
  /** Run already, and would on more hosts or in more groups. */
  readonly onMoreHosts: readonly number[];
}

export interface NextBest {
  readonly measure: Measure;
  readonly coverage: Interval;
  /** Nothing that counts has a weight: all gains are 0 and say nothing. */
  readonly isWeightless: boolean;
  /** Largest gain first. */
  readonly ranked: readonly RankedCandidate[];
}

export function rankNextBest(
  whatIf: WhatIf,
  candidates: readonly NextCandidate[],
  weights: ArrayLike<number>,
  { measure, bound }: { readonly measure: Measure; readonly bound: Bound },
): NextBest {
  const sums = sumCoverage(whatIf.groups, weights, measure);
  const best = statesOfEstate(whatIf.groups);
  const ranked = candidates.map((candidate) => {
    const { changes, withAllEvents } = candidate;
    const gainWithAllEvents = withAllEvents === null ? null : sums.gainOf(whatIf.compare(withAllEvents));
    return { ...describeGain(candidate, whatIf.compare(changes), sums, best), gainWithAllEvents };
  });
  return {
    measure,
    coverage: sums.coverage,
    isWeightless: sums.total === 0,
    ranked: ranked.sort((a, b) => compareRanked(a, b, bound)),
  };
}

/** What changes nothing at all is no row. */
export function bringsAnything({
  gain,
  newlyRun,
  newlyOneShort,
  onMoreHosts,
}: Pick<RankedCandidate, 'gain' | 'newlyRun' | 'newlyOneShort' | 'onMoreHosts'>): boolean {
  return (
    Math.max(Math.abs(gain.low), Math.abs(gain.high)) > 1e-9 ||
    newlyRun.length + newlyOneShort.length + onMoreHosts.length > 0
  );
}

function compareRanked(a: RankedCandidate, b: RankedCandidate, bound: Bound): number {
  return (
    b.gain[bound] - a.gain[bound] ||
    b.newlyRun.length - a.newlyRun.length ||
    b.gain.high - a.gain.high ||
    b.newlyOneShort.length - a.newlyOneShort.length ||
    (a.candidate.title < b.candidate.title ? -1 : a.candidate.title > b.candidate.title ? 1 : 0)
  );
}

/** Best state in any group, by technique. */
export function statesOfEstate(groups: readonly GroupFigures[]): Uint8Array {
  const best = new Uint8Array(groups[0]?.techniques.length ?? 0);
  for (const { techniques } of groups) {
    techniques.forEach(({ state }, technique) => {
      if (state > (best[technique] ?? 0)) best[technique] = state;
    });
  }
  return best;
}

/** Additions alone: a state that was reached in another group stays reached. */
function describeGain(
  candidate: NextCandidate,
  cells: readonly ChangedCell[],
  sums: CoverageSums,
  best: Uint8Array,
): Omit<RankedCandidate, 'gainWithAllEvents'> {
  const newlyRun = new Set<number>();
  const newlyOneShort = new Set<number>();
  const onMoreHosts = new Set<number>();
  for (const { technique, before, after } of cells) {
    const now = best[technique] ?? BLIND;
    if (after.state === RUNS && now < RUNS) newlyRun.add(technique);
    else if (after.state === ONE_SHORT && now < ONE_SHORT) newlyOneShort.add(technique);
    else if (now === RUNS && (after.share.low > before.share.low || after.share.high > before.share.high)) {
      onMoreHosts.add(technique);
    }
  }
  for (const technique of newlyRun) newlyOneShort.delete(technique);
  return {
    candidate,
    gain: sums.gainOf(cells),
    newlyRun: sorted(newlyRun),
    newlyOneShort: sorted(newlyOneShort),
    onMoreHosts: sorted(onMoreHosts),
  };
}

function sorted(positions: ReadonlySet<number>): readonly number[] {
  return [...positions].sort((a, b) => a - b);
}
