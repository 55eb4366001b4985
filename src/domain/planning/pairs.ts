import { indexSupporting } from '../coverage/coverage';
import { isAnalyticUsable } from '../coverage/group-coverage';
import { BLIND, RUNS } from '../coverage/state';
import { type CoverageSums, sumCoverage } from './coverage-sums';
import { deploymentOf } from './inventory-change';
import { indexNeeds } from './need-index';
import { statesOfEstate } from './next-best';
import type { NextCandidate } from './next-candidates';
import type { Bound, Measure } from './plan';
import type { GroupFigures, WhatIf } from './what-if';

/** Two candidates that bring more together than each by itself. Gains are of weighted coverage, at the bound asked for. */
export interface RankedPair {
  readonly first: NextCandidate;
  readonly second: NextCandidate;
  readonly gainOfFirst: number;
  readonly gainOfSecond: number;
  readonly together: number;
  /** `together` without the two single gains. */
  readonly surplus: number;
  /** Techniques that run nowhere today, nor with one of the two, but with both. */
  readonly newlyRun: readonly number[];
}

export interface PairRanking {
  /** Largest surplus first. */
  readonly pairs: readonly RankedPair[];
  /** No pair that is not listed has a larger surplus than this; 0 where there is none at all. */
  readonly bound: number;
  /** Pairs whose joint gain was computed. */
  readonly computed: number;
}

export interface PairLimits {
  /** Pairs to list. */
  readonly listed: number;
  /** Joint gains to compute at most. */
  readonly computed: number;
}

const DEFAULT_LIMITS: PairLimits = { listed: 20, computed: 500 };
/** A surplus below this is rounding. */
const ROUNDING = 1e-9;

/**
 * The pairs with the largest surplus. Every pair gets an upper bound first: together they lift a technique in a group no
 * higher than the worst of its needs that neither of them feeds. Joint gains are then computed from the highest bound
 * down, until no bound is above the last pair of the list.
 */
export function rankPairs(
  whatIf: WhatIf,
  candidates: readonly NextCandidate[],
  weights: ArrayLike<number>,
  { measure, bound }: { readonly measure: Measure; readonly bound: Bound },
  limits: PairLimits = DEFAULT_LIMITS,
): PairRanking {
  const sums = sumCoverage(whatIf.groups, weights, measure);
  if (sums.total === 0) return { pairs: [], bound: 0, computed: 0 };
  const singles = candidates.map((candidate) => describeSingle(whatIf, candidate, sums, bound));
  const bounds = boundPairs(whatIf, singles, weights, measure, bound, sums.total);
  for (const pair of listEntangled(candidates)) bounds[pair] = 1;
  const order = [...bounds.keys()].filter((pair) => (bounds[pair] ?? 0) > ROUNDING);
  order.sort((a, b) => (bounds[b] ?? 0) - (bounds[a] ?? 0));

  const found: RankedPair[] = [];
  let computed = 0;
  let open = 0;
  for (const pair of order) {
    const highest = bounds[pair] ?? 0;
    const last = found.length < limits.listed ? 0 : (found.at(-1)?.surplus ?? 0);
    if (highest <= last + ROUNDING) break;
    if (computed === limits.computed) {
      open = highest;
      break;
    }
    computed++;
    const first = singles[Math.floor(pair / singles.length)];
    const second = singles[pair % singles.length];
    if (first === undefined || second === undefined) continue;
    const ranked = describePair(whatIf, first, second, sums, bound);
    if (ranked.surplus <= ROUNDING) continue;
    found.push(ranked);
    found.sort((a, b) => b.surplus - a.surplus);
    if (found.length > limits.listed) found.pop();
  }
  const listed = found.length < limits.listed ? 0 : (found.at(-1)?.surplus ?? 0);
  return { pairs: found, bound: Math.max(open, listed), computed };
}

/**
 * Pairs that change one deployment otherwise than by switching events on: what the one puts into service or widens, the
 * other changes, so that together they feed what neither feeds alone. Nothing bounds those; there are few.
 */
function listEntangled(candidates: readonly NextCandidate[]): readonly number[] {
  const pairs: number[] = [];
  const changed = candidates.map(({ changes }) => new Set(changes.flatMap((change) => deploymentOf(change) ?? [])));
  const isEventsOnly = candidates.map(({ changes }) => changes.every(({ kind }) => kind === 'enable-events'));
  changed.forEach((ofFirst, first) => {
    for (let second = first + 1; second < changed.length; second++) {
      if (isEventsOnly[first] && isEventsOnly[second]) continue;
      const ofSecond = changed[second];
      if ([...ofFirst].some((id) => ofSecond?.has(id))) pairs.push(first * changed.length + second);
    }
  });
  return pairs;
}

interface Single {
  readonly candidate: NextCandidate;
  readonly gain: number;
  readonly cells: readonly { readonly group: number; readonly technique: number; readonly gain: number }[];
  readonly newlyRun: ReadonlySet<number>;
  readonly touched: ReturnType<WhatIf['listTouched']>;
}

function describeSingle(whatIf: WhatIf, candidate: NextCandidate, sums: CoverageSums, bound: Bound): Single {
  const changed = whatIf.compare(candidate.changes);
  const cells = changed.map((cell) => ({
    group: cell.group,
    technique: cell.technique,
    gain: sums.gainOfCell(cell, bound),
  }));
  return {
    candidate,
    gain: sums.gainOf(changed)[bound],
    cells,
    newlyRun: new Set(changed.filter(({ after }) => after.state === RUNS).map(({ technique }) => technique)),
    touched: whatIf.listTouched(candidate.changes),
  };
}

function describePair(whatIf: WhatIf, first: Single, second: Single, sums: CoverageSums, bound: Bound): RankedPair {
  const cells = whatIf.compare([...first.candidate.changes, ...second.candidate.changes]);
  const together = sums.gainOf(cells)[bound];
  const today = statesOfEstate(whatIf.groups);
  const newlyRun = new Set<number>();
  for (const { technique, after } of cells) {
    if (after.state !== RUNS || today[technique] === RUNS) continue;
    if (!first.newlyRun.has(technique) && !second.newlyRun.has(technique)) newlyRun.add(technique);
  }
  return {
    first: first.candidate,
    second: second.candidate,
    gainOfFirst: first.gain,
    gainOfSecond: second.gain,
    together,
    surplus: together - first.gain - second.gain,
    newlyRun: [...newlyRun].sort((a, b) => a - b),
  };
}

/** By pair, `first × count + second` with first < second: what the surplus cannot exceed. */
function boundPairs(
  whatIf: WhatIf,
  singles: readonly Single[],
  weights: ArrayLike<number>,
  measure: Measure,
  bound: Bound,
  total: number,
): Float64Array {
  const count = singles.length;
  const bounds = new Float64Array(count * count);
  const reached = new Float64Array(count * count);
  const { index } = whatIf.base;
  const needs = indexNeeds(index);
  const marks = indexSupporting(index, whatIf.base.inventory.supporting);
  whatIf.groups.forEach((figures, group) => {
    if (figures.weight === 0) return;
    const limits = limitNeeds(whatIf, figures, bound);
    const feeders: number[][] = needs.needs.map(() => []);
    const everywhere: number[] = [];
    singles.forEach(({ touched }, position) => {
      for (const each of touched) {
        if (each.group !== group) continue;
        if (each.needs === null) everywhere.push(position);
        else for (const number of each.needs) feeders[number]?.push(position);
      }
    });
    const masks = new Uint32Array(count);
    const alone = new Float64Array(count);
    const aloneIn = listCells(singles, group);
    figures.techniques.forEach((before, technique) => {
      const weight = ((weights[technique] ?? 0) * figures.weight) / total;
      const now = before[measure][bound];
      if (weight === 0 || before.state < BLIND || now === 1) return;
      const seen: number[] = [];
      const gains = aloneIn.get(technique) ?? [];
      for (const { position, gain } of gains) alone[position] = gain / weight;
      const end = index.firstAnalytic[technique + 1] ?? 0;
      for (let analytic = index.firstAnalytic[technique] ?? 0; analytic < end; analytic++) {
        if (!isAnalyticUsable(index, figures.observed, technique, analytic)) continue;
        const unneeded = marks.get(analytic) ?? 0;
        const essential = (index.needs[analytic] ?? []).flatMap((need, bit) =>
          (unneeded & (1 << bit)) === 0 ? (needs.numberOf.get(need) ?? []) : [],
        );
        reachTogether(essential, limits, feeders, everywhere, now, { masks, count, reached, seen, alone });
      }
      for (const pair of seen) {
        const both = (alone[Math.floor(pair / count)] ?? 0) + (alone[pair % count] ?? 0);
        const surplus = weight * ((reached[pair] ?? 0) - now - both);
        if (surplus > 0) bounds[pair] = (bounds[pair] ?? 0) + surplus;
        reached[pair] = 0;
      }
      for (const { position } of gains) alone[position] = 0;
    });
  });
  return bounds;
}

/** What single candidates add in a group, by technique. */
function listCells(singles: readonly Single[], group: number) {
  const cells = new Map<number, { readonly position: number; readonly gain: number }[]>();
  singles.forEach((single, position) => {
    for (const cell of single.cells) {
      if (cell.group !== group) continue;
      const known = cells.get(cell.technique);
      if (known === undefined) cells.set(cell.technique, [{ position, gain: cell.gain }]);
      else known.push({ position, gain: cell.gain });
    }
  });
  return cells;
}

/** By need: the share it is fed on at best today, whatever else is; an upper limit where parts are looked at. */
function limitNeeds(whatIf: WhatIf, { observed }: GroupFigures, bound: Bound): Float64Array {
  const { index, settings } = whatIf.base;
  const needs = indexNeeds(index);
  const limits = new Float64Array(needs.needs.length);
  const isParted = observed.views.length > 1;
  for (const { feeds, share } of observed.observers) {
    for (const number of needs.needsFedBy(feeds, settings.minimumPrecision)) {
      const before = limits[number] ?? 0;
      limits[number] = isParted ? 1 : bound === 'low' ? Math.max(before, share.low) : Math.min(1, before + share.high);
    }
  }
  return limits;
}

/** Raises `reached` to what two candidates can make of an analytic, where that is more than today. */
function reachTogether(
  essential: readonly number[],
  limits: Float64Array,
  feeders: readonly (readonly number[])[],
  everywhere: readonly number[],
  now: number,
  scratch: PairScratch,
): void {
  const { masks, count, reached, seen, alone } = scratch;
  const involved: number[] = [];
  const mark = (position: number, bits: number) => {
    if (masks[position] === 0) involved.push(position);
    masks[position] = (masks[position] ?? 0) | bits;
  };
  essential.forEach((number, bit) => {
    for (const position of feeders[number] ?? []) mark(position, 1 << bit);
  });
  for (const position of everywhere) mark(position, 2 ** essential.length - 1);
  // Most candidates feed the same few of the needs: those are looked at together.
  const byMask = new Map<number, number[]>();
  for (const position of involved) {
    const mask = masks[position] ?? 0;
    masks[position] = 0;
    const alike = byMask.get(mask);
    if (alike === undefined) byMask.set(mask, [position]);
    else alike.push(position);
  }
  const classes = [...byMask];
  classes.forEach(([mask, positions], at) => {
    for (let other = at; other < classes.length; other++) {
      const [otherMask, others] = classes[other] ?? [0, []];
      let most = 1;
      for (let bit = 0; bit < essential.length; bit++) {
        if (((mask | otherMask) & (1 << bit)) === 0) most = Math.min(most, limits[essential[bit] ?? 0] ?? 0);
      }
      if (most <= now + ROUNDING) continue;
      for (const one of positions) {
        // What one of them reaches alone, the two need not share.
        if (now + (alone[one] ?? 0) >= most) continue;
        for (const two of others) {
          if (one === two || now + (alone[one] ?? 0) + (alone[two] ?? 0) >= most || (other === at && two < one))
            continue;
          const pair = one < two ? one * count + two : two * count + one;
          const before = reached[pair] ?? 0;
          if (most <= before) continue;
          if (before === 0) seen.push(pair);
          reached[pair] = most;
        }
      }
    }
  });
}

/** Lent to each analytic in turn: `masks` and `reached` are all 0 in between. */
interface PairScratch {
  readonly count: number;
  /** By candidate, the needs of the analytic at hand that it feeds. */
  readonly masks: Uint32Array;
  /** By pair, the most that an analytic of the technique at hand can come to. */
  readonly reached: Float64Array;
  readonly seen: number[];
  /** By candidate, what it alone adds to the technique at hand in the group at hand, 0 to 1. */
  readonly alone: Float64Array;
}
