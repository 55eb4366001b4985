import type { Bound } from '../planning/plan';
import { ALWAYS, type Condition, either, NEVER, simplify } from './clauses';
import type { Feeding } from './reach';

/** A step of a technique's value: so much more of it, once the condition is met. */
export interface Step {
  /** 0 to 1. */
  readonly height: number;
  readonly condition: Condition;
}

/** Per analytic, per component it needs: what may feed it. */
export type Needs = readonly (readonly (readonly Feeding[])[])[];

/** Shares and heights closer together than this are equal. */
const ROUNDING = 1e-9;

/** With more deployments of partial share, and more components that only those feed, the steps are not written out. */
const MOST_PARTIAL = 7;
const MOST_COMPONENTS = 12;

/**
 * The value of a technique in a group, taken apart into steps that each hang on a condition: Σ height × [condition met] is
 * the coverage model's own share or strength, for every choice of options. A step whose condition is `ALWAYS` is there
 * today.
 *
 * Quality is taken in slices, as in `extent.ts`. In a slice each pick of partial deployments leaves a certain share, 1 − Σ
 * (1 − share), provided that what the pick does not feed is fed everywhere (`share.ts`); the largest share decides.
 * @returns `null` where that has no such form, or too long a one; then the value has to be computed choice by choice
 */
export function decompose(analytics: Needs, bound: Bound): readonly Step[] | null {
  const qualities = new Set(analytics.flat(2).map(({ quality }) => quality));
  const slices = [...qualities].filter((quality) => quality > ROUNDING).sort((a, b) => b - a);
  const steps: Step[] = [];
  for (const [at, quality] of slices.entries()) {
    const thickness = quality - (slices[at + 1] ?? 0);
    const picks: Pick[] = [];
    for (const needs of analytics) {
      const good = needs.map((feedings) => feedings.filter((feeding) => feeding.quality >= quality));
      const found = listPicks(good, bound);
      if (found === null) return null;
      picks.push(...found);
    }
    // The best analytic is the one with the largest sum over slices, which need not be the best in each slice.
    if (analytics.length > 1 && slices.length > 1 && picks.some(({ share }) => share < 1)) return null;
    const risen = rise(picks);
    if (risen === null) return null;
    for (const { height, condition } of risen) steps.push({ height: height * thickness, condition });
  }
  return steps;
}

/** Partial deployments that together leave this share, and what else has to be there. */
interface Pick {
  readonly share: number;
  readonly condition: Condition;
}

/** From picks to steps: what is needed for the largest share, then for the next larger, … */
function rise(picks: readonly Pick[]): readonly Step[] | null {
  const sorted = [...picks].sort((a, b) => b.share - a.share);
  const steps: Step[] = [];
  let met: Condition = NEVER;
  for (let at = 0; at < sorted.length; ) {
    const share = sorted[at]?.share ?? 0;
    const level: Condition[] = [met];
    for (; at < sorted.length && share - (sorted[at]?.share ?? 0) < ROUNDING; at++)
      level.push(sorted[at]?.condition ?? NEVER);
    const joined = either(level);
    if (joined === null) return null;
    met = joined;
    const below = sorted[at]?.share ?? 0;
    if (!isNever(met)) steps.push({ height: share - below, condition: met });
    if (met.length === 0) {
      steps.push({ height: below, condition: ALWAYS });
      break;
    }
  }
  return steps.filter(({ height }) => height > ROUNDING);
}

/** A deployment of partial share as a member of a pick. */
interface Partial {
  readonly deficit: number;
  /** All of them must be chosen for it to be there. */
  readonly requires: readonly number[];
  /** Components it feeds, as positions of needs; with options: once one of these is chosen. */
  readonly feeds: Map<number, readonly number[] | 'always'>;
}

function listPicks(needs: readonly (readonly Feeding[])[], bound: Bound): readonly Pick[] | null {
  const open: { readonly need: number; readonly options: readonly number[] }[] = [];
  const partials = new Map<string, Partial>();
  needs.forEach((feedings, need) => {
    if (feedings.some(({ share, variant }) => isWhole(share) && variant.options.length === 0)) return;
    const options = new Set<number>();
    for (const feeding of feedings) {
      const [only] = feeding.variant.options;
      if (isWhole(feeding.share) && only !== undefined && feeding.variant.options.length === 1) options.add(only);
      // What reaches nobody adds no share, but at most it may lend its quality.
      else if (feeding.share > ROUNDING || bound === 'high') addPartial(partials, need, feeding);
    }
    open.push({ need, options: [...options].sort((a, b) => a - b) });
  });
  if (open.length === 0) return [{ share: 1, condition: ALWAYS }];
  const members = [...partials.values()];
  // At most, partial shares add up instead of overlapping: no picks.
  if (bound === 'high' && members.some(({ deficit }) => deficit > ROUNDING)) return null;
  if (members.length > MOST_PARTIAL || (members.length > 0 && open.length > MOST_COMPONENTS)) return null;

  const picks: Pick[] = [];
  const extend = (from: number, pick: readonly Partial[], share: number): void => {
    const condition = completePick(open, pick);
    if (condition !== null) picks.push({ share, condition });
    for (let at = from; at < members.length; at++) {
      const member = members[at];
      if (member === undefined || share - member.deficit < ROUNDING) continue;
      extend(at + 1, [...pick, member], share - member.deficit);
    }
  };
  extend(0, [], 1);
  return picks;
}

function addPartial(partials: Map<string, Partial>, need: number, { variant, share }: Feeding): void {
  const { unit, options, combining } = variant;
  const isShared = combining === 'events';
  const key = isShared ? String(unit) : `${unit}:${options.join('+')}`;
  const partial = partials.get(key) ?? { deficit: 1 - share, requires: isShared ? [] : options, feeds: new Map() };
  partials.set(key, partial);
  const known = partial.feeds.get(need) ?? [];
  const always = !isShared || options.length === 0 || known === 'always';
  partial.feeds.set(need, always ? 'always' : [...known, ...options]);
}

/** What has to be chosen beside the pick; `null`: nothing can complete it. */
function completePick(
  open: readonly { readonly need: number; readonly options: readonly number[] }[],
  pick: readonly Partial[],
): Condition | null {
  const clauses: (readonly number[])[] = pick.flatMap(({ requires }) => requires.map((option) => [option]));
  for (const { need, options } of open) {
    const fed = pick.map(({ feeds }) => feeds.get(need) ?? []);
    if (fed.includes('always')) continue;
    const clause = new Set([...options, ...fed.flatMap((some) => (some === 'always' ? [] : some))]);
    if (clause.size === 0) return null;
    clauses.push([...clause].sort((a, b) => a - b));
  }
  return simplify(clauses);
}

function isWhole(share: number): boolean {
  return share > 1 - ROUNDING;
}

function isNever(condition: Condition): boolean {
  return condition[0]?.length === 0;
}
