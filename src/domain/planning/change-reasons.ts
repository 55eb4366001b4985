import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import type { AnalyticId, DataComponentId } from '../attack/identifiers';
import { indexSupporting } from '../coverage/coverage';
import type { ObservedGroup, Observer } from '../coverage/estate';
import { type GroupCoverage, isAnalyticUsable, makeGroupCoverage } from '../coverage/group-coverage';
import { describeMatch, type Match } from '../coverage/match';
import { type CoverageSettings, PRECISIONS } from '../coverage/settings';
import type { Interval } from '../coverage/share';
import type { Inventory } from '../sensors/inventory';
import type { Outcome, Situation } from './outcome';
import type { GroupShift, GroupSides, TechniqueChange } from './technique-changes';

/** Why a technique changed in a group: requirements whose feeders are others than before, and which. */
export interface GroupReason extends Omit<GroupShift, 'group'> {
  readonly groupId: string;
  readonly groupName: string;
  readonly needs: readonly NeedChange[];
}

/** A data component that analytics of the technique ask for. */
export interface NeedChange {
  readonly component: { readonly id: DataComponentId; readonly name: string };
  readonly analytics: readonly AnalyticId[];
  readonly wasFed: boolean;
  readonly isFed: boolean;
  readonly gained: readonly ChangedFeeder[];
  readonly lost: readonly ChangedFeeder[];
  /** They feed it as before, on another share of the group, in another quality or by other events; as they are now. */
  readonly altered: readonly ChangedFeeder[];
}

export interface ChangedFeeder extends Match {
  readonly deploymentId: string;
  readonly sensorName: string;
  readonly share: Interval;
  /** 0 to 1; [0, 1] where unrated. */
  readonly quality: Interval;
}

export interface ChangeReasons {
  find(technique: number, group: number): GroupSides | null;
  explain(change: Pick<TechniqueChange, 'technique' | 'groups'>): readonly GroupReason[];
}

export function makeChangeReasons(
  index: CatalogIndex,
  { before, after }: Outcome,
  settings: CoverageSettings,
): ChangeReasons {
  const old = makeSide(index, before, settings);
  const now = makeSide(index, after, settings);

  function find(technique: number, group: number): GroupSides | null {
    const [a, b] = [old.groups[group]?.computeTechnique(technique), now.groups[group]?.computeTechnique(technique)];
    return a === undefined || b === undefined ? null : [a, b];
  }

  function explainIn(technique: number, group: number): readonly NeedChange[] {
    const changes = new Map<string, NeedChange>();
    for (const analytic of listDeciding(technique, group)) {
      const id = index.catalog.analytics[analytic]?.id;
      for (const need of index.needs[analytic] ?? []) {
        const change = compareNeed(need, group);
        if (id === undefined || change === null) continue;
        // Analytics may ask for one component by different log sources: they stand together where they fare alike.
        const key = `${need.component} ${change.wasFed} ${change.isFed}`;
        const known = changes.get(key);
        const both = known === undefined ? change : joinChanges(known, change);
        const analytics = both.analytics.includes(id) ? both.analytics : [...both.analytics, id];
        changes.set(key, { ...both, analytics });
      }
    }
    const found = [...changes.values()];
    // What was missing and came, or went, is the reason; further feeders of what was fed anyway are none beside it.
    const decisive = found.filter(({ wasFed, isFed }) => wasFed !== isFed);
    return decisive.length > 0 ? decisive : found;
  }

  /** Analytics that make the better of both states. */
  function listDeciding(technique: number, group: number): readonly number[] {
    const [was, is, observed] = [old.groups[group], now.groups[group], after.estate.groups[group]];
    if (was === undefined || is === undefined || observed === undefined) return [];
    const best = Math.max(was.computeTechnique(technique).state, is.computeTechnique(technique).state);
    const usable: number[] = [];
    const end = index.firstAnalytic[technique + 1] ?? 0;
    for (let analytic = index.firstAnalytic[technique] ?? 0; analytic < end; analytic++) {
      if (isAnalyticUsable(index, observed, technique, analytic)) usable.push(analytic);
    }
    return usable.filter((analytic) => [was, is].some((side) => side.computeAnalytic(analytic).state === best));
  }

  function compareNeed(need: ComponentNeed, group: number): NeedChange | null {
    const component = index.catalog.dataComponents[need.component];
    if (component === undefined) return null;
    const [were, are] = [old.findFeeders(need, group), now.findFeeders(need, group)];
    const before = new Map(were.map((observer) => [observer.deployment.id, observer]));
    const after = new Map(are.map((observer) => [observer.deployment.id, observer]));
    const gained = are.filter(({ deployment }) => !before.has(deployment.id));
    const lost = were.filter(({ deployment }) => !after.has(deployment.id));
    const altered = are.filter((observer) => {
      const other = before.get(observer.deployment.id);
      return other !== undefined && !isSameFeeder(other, observer);
    });
    if (gained.length + lost.length + altered.length === 0) return null;
    const describeNow = (observer: Observer) => now.describe(observer, need, group);
    return {
      component,
      analytics: [],
      wasFed: were.length > 0,
      isFed: are.length > 0,
      gained: gained.map(describeNow),
      lost: lost.map((observer) => old.describe(observer, need, group)),
      altered: altered.map(describeNow),
    };
  }

  return {
    find,
    explain: ({ technique, groups }) =>
      groups.map(({ group, ...shift }) => {
        const { id = '', name = '' } = after.estate.groups[group]?.group ?? {};
        return { groupId: id, groupName: name, ...shift, needs: explainIn(technique, group) };
      }),
  };
}

/** Of one component, asked for by different log sources: what feeds either. */
function joinChanges(one: NeedChange, other: NeedChange): NeedChange {
  return {
    ...one,
    gained: joinFeeders(one.gained, other.gained),
    lost: joinFeeders(one.lost, other.lost),
    altered: joinFeeders(one.altered, other.altered),
  };
}

/** A deployment may feed both, by other events. */
function joinFeeders(some: readonly ChangedFeeder[], others: readonly ChangedFeeder[]): readonly ChangedFeeder[] {
  const joined = new Map(some.map((feeder) => [feeder.deploymentId, feeder]));
  for (const feeder of others) {
    const known = joined.get(feeder.deploymentId);
    joined.set(feeder.deploymentId, known === undefined ? feeder : { ...known, ...joinMatches(known, feeder) });
  }
  return [...joined.values()];
}

function joinMatches(one: Match, other: Match): Match {
  const union = (some: readonly string[], others: readonly string[]) => [...new Set([...some, ...others])];
  const best = PRECISIONS.findLast((precision) => precision === one.precision || precision === other.precision);
  return {
    precision: best ?? null,
    eventIds: union(one.eventIds, other.eventIds),
    logSources: union(one.logSources, other.logSources),
  };
}

interface Side {
  readonly groups: readonly GroupCoverage[];
  findFeeders(need: ComponentNeed, group: number): readonly Observer[];
  describe(observer: Observer, need: ComponentNeed, group: number): ChangedFeeder;
}

function makeSide(index: CatalogIndex, { estate, inventory }: Situation, settings: CoverageSettings): Side {
  const marks = indexSupporting(index, inventory.supporting);
  const groups = estate.groups.map((observed) => makeGroupCoverage(index, observed, settings.minimumPrecision, marks));
  const matches = new Map<Observer, Map<ComponentNeed, Match>>();
  return {
    groups,
    findFeeders: (need, group) =>
      (groups[group]?.findFeeders(need) ?? []).flatMap((at) => estate.groups[group]?.observers[at] ?? []),
    describe(observer, need, group) {
      const known = matches.get(observer) ?? new Map<ComponentNeed, Match>();
      matches.set(observer, known);
      const observed = estate.groups[group];
      const match = known.get(need) ?? matchIn(index, observer, need, observed, inventory, settings);
      known.set(need, match);
      const { deployment, sensor, share, quality } = observer;
      return { deploymentId: deployment.id, sensorName: sensor.name, share, quality, ...match };
    },
  };
}

function matchIn(
  index: CatalogIndex,
  { deployment, sensor }: Observer,
  need: ComponentNeed,
  observed: ObservedGroup | undefined,
  inventory: Inventory,
  settings: CoverageSettings,
): Match {
  const stand = inventory.groups.find(({ id }) => id === deployment.standsOn);
  const roles = new Set([...(observed?.group.roles ?? []), ...(stand?.roles ?? [])]);
  const place = { roles, platforms: observed?.group.platforms ?? [] };
  return describeMatch(index, sensor, deployment.events, place, settings, need);
}

function isSameFeeder(a: Observer, b: Observer): boolean {
  return (
    a.deployment === b.deployment || (a.feeds === b.feeds && isSame(a.share, b.share) && isSame(a.quality, b.quality))
  );
}

function isSame(a: Interval, b: Interval): boolean {
  return a.low === b.low && a.high === b.high;
}
