import type { Coverage } from './coverage';
import type { Lens } from './settings';
import type { Interval } from './share';
import { RUNS, stateName, type TechniqueState } from './state';

/** What coverage says about one technique over the estate, ready to be shown. */
export interface TechniqueFigures {
  readonly state: TechniqueState;
  /** `null`: it counts in no group, or the lens does not look at groups. */
  readonly worst: TechniqueState | null;
  readonly runningIn: number;
  readonly countedIn: number;
  /** Hosts on which an analytic runs; `null` where none runs, and where no weight of a group says how many that is. */
  readonly share: Interval | null;
  /** Share × quality; from 0 on where nothing is rated. */
  readonly strength: Interval | null;
  readonly grade: StrengthGrade;
  /** DeTT&CT's, 0 to 4: the best of any group; `null` under other lenses, and where it says nothing. */
  readonly score: number | null;
}

/** 1 weak to 5 strong; 0: nothing runs. */
export type StrengthGrade = 0 | 1 | 2 | 3 | 4 | 5;

/** For lenses that know of no shares, and groups whose weight nobody stated: one tone for all. */
const UNGRADED: StrengthGrade = 3;

export function readTechniqueFigures(coverage: Coverage, technique: number, lens: Lens): TechniqueFigures {
  const code = coverage.states[technique] ?? 0;
  const countedIn = coverage.countedIn[technique] ?? 0;
  const share = readInterval(coverage.shareLow, coverage.shareHigh, technique);
  const strength = readInterval(coverage.strengthLow, coverage.strengthHigh, technique);
  const runs = code === RUNS;
  // Neither unknown nor nothing: groups without a weight add nothing to a share, however much runs there.
  const isWeighed = runs && lens === 'analytics' && share.high > 0;
  return {
    state: stateName(code),
    worst: countedIn === 0 ? null : stateName(coverage.worstStates[technique] ?? 0),
    runningIn: coverage.runningIn[technique] ?? 0,
    countedIn,
    share: isWeighed ? share : null,
    strength: isWeighed ? strength : null,
    grade: !runs ? 0 : isWeighed ? gradeStrength(share, strength) : UNGRADED,
    score: readBestScore(coverage, technique),
  };
}

function readBestScore({ dettect, groupIds }: Coverage, technique: number): number | null {
  if (dettect === undefined) return null;
  let best = -1;
  for (let group = 0; group < groupIds.length; group++) {
    best = Math.max(best, dettect.scores[technique * groupIds.length + group] ?? -1);
  }
  return best < 0 ? null : best;
}

export function areFiguresEqual(a: TechniqueFigures | undefined, b: TechniqueFigures | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.state === b.state &&
    a.worst === b.worst &&
    a.runningIn === b.runningIn &&
    a.countedIn === b.countedIn &&
    a.grade === b.grade &&
    a.score === b.score &&
    isSameInterval(a.share, b.share) &&
    isSameInterval(a.strength, b.strength)
  );
}

/**
 * Five steps of share × quality. What is unrated counts by its share alone, and nothing counts for more than the share
 * that is certain.
 */
function gradeStrength(share: Interval, strength: Interval): StrengthGrade {
  const step = Math.ceil(Math.min(share.low, strength.high) * 5);
  return Math.min(5, Math.max(1, step)) as StrengthGrade;
}

/** Heights of a bar in tenths: what is not nothing shows, and what is not all is not full. */
export function readShareBar({ low, high }: Interval): { readonly certain: number; readonly possible: number } {
  return { certain: toTenths(low), possible: toTenths(high) };
}

function toTenths(share: number): number {
  if (share === 0 || share === 1) return share * 10;
  return Math.min(9, Math.max(1, Math.round(share * 10)));
}

function readInterval(lows: Float32Array, highs: Float32Array, technique: number): Interval {
  return { low: round(lows[technique] ?? 0), high: round(highs[technique] ?? 0) };
}

/** The arrays hold 32-bit floats, in which 0.8 is a little more than 0.8, and all of several groups a little less than 1. */
function round(share: number): number {
  return Math.round(share * 1e5) / 1e5;
}

function isSameInterval(a: Interval | null, b: Interval | null): boolean {
  return a === null || b === null ? a === b : a.low === b.low && a.high === b.high;
}
