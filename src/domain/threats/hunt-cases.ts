import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import { indexSupporting } from '../coverage/coverage';
import type { Estate, ObservedGroup } from '../coverage/estate';
import { classifyObservers, type ObserverClass } from '../coverage/feeder-sets';
import type { Feeds } from '../coverage/feeds';
import { isAnalyticUsable, isTechniqueApplicable, makeGroupCoverage } from '../coverage/group-coverage';
import type { CoverageSettings } from '../coverage/settings';
import { computeCommonShare, type Interval } from '../coverage/share';
import { RUNS } from '../coverage/state';
import type { Inventory } from '../sensors/inventory';
import { findBestItems } from './best-items';
import { CLOSENESS, type Closeness, type HuntItem, makeHuntItems, type ReadNeed } from './hunt-items';

/** An analytic that runs in some groups in which the same is deployed alike. */
export interface HuntCase {
  readonly analytic: number;
  /** Positions in the estate. */
  readonly groups: readonly number[];
  readonly needs: readonly CaseNeed[];
  /** Per view of such a group, per class of its observers, the share that is sure. */
  readonly views: readonly (readonly Interval[])[];
}

/** An essential component of the analytic, and through which items classes of observers feed it. */
export interface CaseNeed {
  readonly need: ComponentNeed;
  readonly feeders: readonly CaseFeeder[];
}

export interface CaseFeeder {
  /** Position of the class of observers in the views. */
  readonly observers: number;
  /** That the smallest set may be made of. */
  readonly items: readonly number[];
  readonly all: readonly number[];
  /** That feed it less closely than is asked for here, but that ATT&CK names. */
  readonly beside: readonly number[];
}

export interface HuntCases {
  readonly items: readonly HuntItem[];
  /** Per technique asked for, where it can be seen; empty: nowhere. */
  readonly cases: ReadonlyMap<number, readonly HuntCase[]>;
  readonly isNamed: ReturnType<typeof makeHuntItems>['isNamed'];
}

/** Which items are chosen: 1 or 0 each. */
export type ChosenItems = Uint8Array;

/**
 * Whether the analytic still runs there when nothing but the chosen items is looked at: the coverage model's own rule. Of
 * those only that the smallest set may be made of.
 */
export function isShown(one: HuntCase, chosen: ChosenItems): boolean {
  return isFed(one, chosen, 'items');
}

export function isShownByAny(one: HuntCase, chosen: ChosenItems): boolean {
  return isFed(one, chosen, 'all');
}

function isFed({ needs, views }: HuntCase, chosen: ChosenItems, among: 'items' | 'all'): boolean {
  const feeding: number[][] = [];
  for (const { feeders } of needs) {
    const classes: number[] = [];
    for (const feeder of feeders) if (feeder[among].some((item) => chosen[item] === 1)) classes.push(feeder.observers);
    if (classes.length === 0) return false;
    feeding.push(classes);
  }
  return views.some((shares) => computeCommonShare(feeding, shares).low > 0);
}

export function collectCases(
  index: CatalogIndex,
  inventory: Inventory,
  estate: Estate,
  settings: CoverageSettings,
  techniques: readonly number[],
): HuntCases {
  const marks = indexSupporting(index, inventory.supporting);
  const { items, read, isNamed } = makeHuntItems(index, inventory, settings);
  const numberOf = makeNumbering<Feeds>();
  const groups = estate.groups.map((observed) => readGroup(observed, read, numberOf));
  const coverages = estate.groups.map((observed) =>
    makeGroupCoverage(index, observed, settings.minimumPrecision, marks),
  );
  const listEssential = (analytic: number): readonly ComponentNeed[] => {
    const unneeded = marks.get(analytic) ?? 0;
    const needs = index.needs[analytic] ?? [];
    return unneeded === 0 ? needs : needs.filter((_, bit) => (unneeded & (1 << bit)) === 0);
  };
  function listCases(technique: number): readonly HuntCase[] {
    if (index.notObservable[technique] === 1) return [];
    const found = new Map<string, HuntCase & { readonly groups: number[] }>();
    const analytics = listAnalytics(index, technique);
    groups.forEach((group, g) => {
      if (!isTechniqueApplicable(index, group.observed, technique)) return;
      for (const analytic of analytics) {
        if (!isAnalyticUsable(index, group.observed, technique, analytic)) continue;
        if (coverages[g]?.computeAnalytic(analytic).state !== RUNS) continue;
        const key = `${analytic} ${group.signature}`;
        const known = found.get(key);
        if (known !== undefined) known.groups.push(g);
        else found.set(key, { analytic, groups: [g], ...describeCase(group, listEssential(analytic), isNamed) });
      }
    });
    return [...found.values()];
  }

  const found = techniques.map((technique) => [technique, listCases(technique)] as const);
  const all = found.flatMap(([, list]) => list);
  const best = findBestItems(
    items,
    all.flatMap(({ needs }) => needs),
    isNamed,
  );
  const keepBest = (one: HuntCase): HuntCase => ({
    ...one,
    needs: one.needs.map(({ need, feeders }) => ({
      need,
      feeders: feeders.map((feeder) => ({ ...feeder, items: feeder.all.filter((item) => best.has(item)) })),
    })),
  });
  return { items, isNamed, cases: new Map(found.map(([technique, list]) => [technique, list.map(keepBest)])) };
}

interface ReadGroup {
  readonly observed: ObservedGroup;
  readonly classes: readonly ReadNeed[];
  readonly views: readonly (readonly Interval[])[];
  /** Equal where the same is deployed alike. */
  readonly signature: string;
}

function readGroup(
  observed: ObservedGroup,
  read: (observer: ObservedGroup['observers'][number], observed: ObservedGroup) => ReadNeed,
  numberOf: (feeds: Feeds) => number,
): ReadGroup {
  const classes = [...classifyObservers(observed.observers)].sort((a, b) => numberOf(a.feeds) - numberOf(b.feeds));
  const views = observed.views.map(({ shares }) => classes.map((one) => sureShare(one, shares)));
  return {
    observed,
    classes: classes.map(({ members }) => {
      const observer = observed.observers[members[0] ?? -1];
      return observer === undefined ? () => [] : read(observer, observed);
    }),
    views,
    signature: JSON.stringify([classes.map(({ feeds }) => numberOf(feeds)), views.map((view) => view.map(lowOf))]),
  };
}

/**
 * What feeds the analytic as closely as it can be fed there: need by need, in the order in which ATT&CK lists them, feeders
 * that are less close count only where the analytic would not run without them.
 */
function describeCase(
  { classes, views }: ReadGroup,
  needs: readonly ComponentNeed[],
  isNamed: HuntCases['isNamed'],
): Pick<HuntCase, 'needs' | 'views'> {
  const levels: Closeness[] = needs.map(() => CLOSENESS.mapped);
  const feed = (need: ComponentNeed, at: number) =>
    classes.flatMap((read, observers) => (read(need, levels[at] ?? CLOSENESS.mapped).length > 0 ? observers : []));
  const feeding = needs.map(feed);
  const runs = () =>
    feeding.every((fed) => fed.length > 0) && views.some((shares) => computeCommonShare(feeding, shares).low > 0);
  needs.forEach((need, at) => {
    for (const level of Object.values(CLOSENESS)) {
      levels[at] = level;
      feeding[at] = feed(need, at);
      if (runs()) return;
    }
  });
  return {
    needs: needs.map((need, at) => ({
      need,
      feeders: classes.flatMap((read, observers): readonly CaseFeeder[] => {
        const all = read(need, levels[at] ?? CLOSENESS.mapped);
        if (all.length === 0) return [];
        const beside = read(need, CLOSENESS.namedOnly).filter((item) => !all.includes(item) && isNamed(item, need));
        return [{ observers, all, items: all, beside }];
      }),
    })),
    views,
  };
}

/** Of one class the best member counts; that others may complement it is not sure. */
function sureShare({ members }: ObserverClass, shares: readonly Interval[]): Interval {
  const share = Math.max(0, ...members.map((member) => shares[member]?.low ?? 0));
  return { low: share, high: share };
}

function lowOf({ low }: Interval): number {
  return low;
}

function listAnalytics({ firstAnalytic }: CatalogIndex, technique: number): readonly number[] {
  const from = firstAnalytic[technique] ?? 0;
  return Array.from({ length: (firstAnalytic[technique + 1] ?? 0) - from }, (_, at) => from + at);
}

function makeNumbering<Key>(): (key: Key) => number {
  const numbers = new Map<Key, number>();
  return (key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
}
