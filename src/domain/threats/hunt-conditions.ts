import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import { type Condition, isSubset, keyOf, simplify } from '../best-plan/clauses';
import { indexSupporting } from '../coverage/coverage';
import type { Estate, ObservedGroup } from '../coverage/estate';
import { classifyObservers, type ObserverClass } from '../coverage/feeder-sets';
import { isAnalyticUsable, isTechniqueApplicable, makeGroupCoverage } from '../coverage/group-coverage';
import type { CoverageSettings } from '../coverage/settings';
import { RUNS } from '../coverage/state';
import type { Inventory } from '../sensors/inventory';
import { type HuntItem, makeHuntItems } from './hunt-items';

/** An analytic of a technique that runs in a group, and what a hunter has to look at for it to be shown there. */
export interface Showing {
  readonly analytic: number;
  /** Position in the estate. */
  readonly group: number;
  /** Any one of these will do: each a list of clauses, of which one item each has to be chosen. */
  readonly alternatives: readonly Condition[];
}

export interface HuntConditions {
  readonly items: readonly HuntItem[];
  /** Per technique asked for: its analytics that run, with the groups; empty: it cannot be seen. */
  readonly showings: ReadonlyMap<number, readonly Showing[]>;
  /** Alternatives were left out where deployments of partial share are too many to pair; what is found is still valid. */
  readonly isComplete: boolean;
  /** Through which items a class of observers feeds the essential needs of an analytic. */
  listFeeders(showing: Showing): readonly NeedFeeders[];
}

export interface NeedFeeders {
  readonly need: ComponentNeed;
  readonly items: readonly number[];
}

/** Shares closer to nothing than this are nothing, as in `share.ts`. */
const ROUNDING = 1e-9;
/** Picks of deployments of partial share that are looked at, for one analytic in one group. */
const MOST_PICKS = 400;
const MOST_VISITS = 20_000;

export function compileHunt(
  index: CatalogIndex,
  inventory: Inventory,
  estate: Estate,
  settings: CoverageSettings,
  techniques: readonly number[],
): HuntConditions {
  const marks = indexSupporting(index, inventory.supporting);
  const { items, read } = makeHuntItems(index, inventory, settings);
  const groups = estate.groups.map((observed) => readGroup(observed, read));
  const coverages = estate.groups.map((observed) =>
    makeGroupCoverage(index, observed, settings.minimumPrecision, marks),
  );
  let isComplete = true;

  function listEssential(analytic: number): readonly ComponentNeed[] {
    const unneeded = marks.get(analytic) ?? 0;
    const needs = index.needs[analytic] ?? [];
    return unneeded === 0 ? needs : needs.filter((_, bit) => (unneeded & (1 << bit)) === 0);
  }

  function listShowings(technique: number): readonly Showing[] {
    const showings: Showing[] = [];
    const end = index.firstAnalytic[technique + 1] ?? 0;
    // Groups in which the same is deployed alike are computed once.
    const known = new Map<string, readonly Condition[]>();
    groups.forEach((reading, group) => {
      const { observed, signature } = reading;
      if (index.notObservable[technique] === 1 || !isTechniqueApplicable(index, observed, technique)) return;
      for (let analytic = index.firstAnalytic[technique] ?? 0; analytic < end; analytic++) {
        if (!isAnalyticUsable(index, observed, technique, analytic)) continue;
        const key = `${analytic} ${signature}`;
        let alternatives = known.get(key);
        if (alternatives === undefined) {
          const runs = coverages[group]?.computeAnalytic(analytic).state === RUNS;
          const found = runs
            ? listAlternatives(reading, listEssential(analytic))
            : { alternatives: [], isComplete: true };
          isComplete &&= found.isComplete;
          alternatives = found.alternatives;
          known.set(key, alternatives);
        }
        if (alternatives.length > 0) showings.push({ analytic, group, alternatives });
      }
    });
    return showings;
  }

  const showings = new Map(techniques.map((technique) => [technique, listShowings(technique)]));
  return {
    items,
    showings,
    isComplete,
    listFeeders: ({ analytic, group }) =>
      listEssential(analytic).map((need) => ({
        need,
        items: union((groups[group]?.classes ?? []).map(({ feed }) => feed(need))),
      })),
  };
}

interface ReadClass {
  readonly feed: (need: ComponentNeed) => readonly number[];
  /** Per view of the group, the share that is sure. */
  readonly shares: readonly number[];
}

interface ReadGroup {
  readonly observed: ObservedGroup;
  readonly classes: readonly ReadClass[];
  readonly signature: string;
}

const feedNumbers = new WeakMap<object, number>();
let nextFeedNumber = 0;

function readGroup(observed: ObservedGroup, read: ReturnType<typeof makeHuntItems>['read']): ReadGroup {
  const classes = classifyObservers(observed.observers);
  const parts: string[] = [];
  const readClasses = classes.flatMap((one): readonly ReadClass[] => {
    const observer = observed.observers[one.members[0] ?? -1];
    if (observer === undefined) return [];
    const shares = observed.views.map(({ shares: ofView }) => sureShare(one, ofView));
    const number = feedNumbers.get(one.feeds) ?? nextFeedNumber++;
    feedNumbers.set(one.feeds, number);
    parts.push(`${number}:${shares.join()}`);
    return [{ feed: read(observer, observed), shares }];
  });
  const { platforms, takesUnplatformed, views } = observed;
  const weights = views.map(({ weight }) => weight).join();
  return {
    observed,
    classes: readClasses,
    signature: `${platforms} ${takesUnplatformed} ${weights} ${parts.sort().join(' ')}`,
  };
}

function sureShare({ members }: ObserverClass, shares: readonly { readonly low: number }[]): number {
  return Math.max(0, ...members.map((member) => shares[member]?.low ?? 0));
}

/**
 * An analytic runs where deployments that together feed everything must have a host in common: Σ (1 − share) < 1, in the
 * group as a whole or in one of its parts. Each such pick of deployments that cannot be widened is an alternative.
 */
function listAlternatives(
  { classes, observed }: ReadGroup,
  needs: readonly ComponentNeed[],
): { readonly alternatives: readonly Condition[]; readonly isComplete: boolean } {
  const feeds = classes.map(({ feed }) => needs.map(feed));
  const found = new Map<string, Condition>();
  let isComplete = true;
  observed.views.forEach((_, view) => {
    const whole: number[] = [];
    const partial: { readonly at: number; readonly deficit: number }[] = [];
    classes.forEach(({ shares }, at) => {
      const share = shares[view] ?? 0;
      if (share < ROUNDING || !(feeds[at] ?? []).some((items) => items.length > 0)) return;
      if (share === 1) whole.push(at);
      else partial.push({ at, deficit: 1 - share });
    });
    const always = needs.map((_, need) => union(whole.map((at) => feeds[at]?.[need] ?? [])));
    const members = partial.filter(
      (one, place) =>
        !isWithin(feeds[one.at] ?? [], always) &&
        !partial.some((other, otherPlace) => {
          if (other === one || other.deficit > one.deficit) return false;
          const isSmaller = isWithin(feeds[one.at] ?? [], feeds[other.at] ?? []);
          // Of equals the first stays.
          const isEqual = other.deficit === one.deficit && isWithin(feeds[other.at] ?? [], feeds[one.at] ?? []);
          return isSmaller && (!isEqual || otherPlace < place);
        }),
    );
    const picks = listPicks(members, needs.length);
    isComplete &&= picks.isComplete;
    for (const pick of picks.picks) {
      const clauses = needs.map((_, need) => union([always[need] ?? [], ...pick.map((at) => feeds[at]?.[need] ?? [])]));
      if (clauses.some((clause) => clause.length === 0)) continue;
      const condition = simplify(clauses);
      found.set(keyOf(condition), condition);
    }
  });
  return { alternatives: weakest([...found.values()]), isComplete };
}

/** Sets of members that must have a host in common and cannot be widened; no need wants more than one member. */
function listPicks(
  members: readonly { readonly at: number; readonly deficit: number }[],
  most: number,
): { readonly picks: readonly (readonly number[])[]; readonly isComplete: boolean } {
  const sorted = [...members].sort((a, b) => a.deficit - b.deficit);
  const picks: (readonly number[])[] = [];
  let isComplete = true;
  let visits = 0;
  const extend = (from: number, pick: readonly number[], deficit: number, leastLeftOut: number): void => {
    if (picks.length >= MOST_PICKS || visits++ >= MOST_VISITS) {
      isComplete = false;
      return;
    }
    const next = sorted[from];
    const isFull = pick.length === most;
    if (isFull || next === undefined || 1 - deficit - next.deficit < ROUNDING) {
      // Those behind are no smaller: what was left out decides whether it can be widened.
      if (isFull || 1 - deficit - leastLeftOut < ROUNDING) picks.push(pick);
      return;
    }
    extend(from + 1, [...pick, next.at], deficit + next.deficit, leastLeftOut);
    extend(from + 1, pick, deficit, Math.min(leastLeftOut, next.deficit));
  };
  extend(0, [], 0, Number.POSITIVE_INFINITY);
  return { picks, isComplete };
}

/** Without alternatives that are met only where another one is met as well. */
export function weakest(conditions: readonly Condition[]): readonly Condition[] {
  // Short clauses and many of them are hard to meet.
  const kept: Condition[] = [];
  for (const condition of [...conditions].sort((a, b) => a.length - b.length)) {
    if (kept.some((other) => implies(condition, other))) continue;
    for (let at = kept.length - 1; at >= 0; at--) if (implies(kept[at] ?? [], condition)) kept.splice(at, 1);
    kept.push(condition);
  }
  return kept;
}

/** Whoever meets `a` meets `b`: every clause of `b` holds all of some clause of `a`. */
export function implies(a: Condition, b: Condition): boolean {
  return b.every((clause) => a.some((smaller) => isSubset(smaller, clause)));
}

function isWithin(some: readonly (readonly number[])[], others: readonly (readonly number[])[]): boolean {
  return some.every((items, at) => isSubset(items, others[at] ?? []));
}

function union(lists: readonly (readonly number[])[]): readonly number[] {
  const filled = lists.filter(({ length }) => length > 0);
  if (filled.length < 2) return filled[0] ?? [];
  return [...new Set(filled.flat())].sort((a, b) => a - b);
}
