import type { GroupView, ObservedGroup, Observer } from './estate';
import type { FeederSet, ObserverClass } from './feeder-sets';
import { computeCommonShare, type Interval, intersect } from './share';

/** How far an analytic runs in a group whose every need is fed. */
export interface Extent {
  /** Share of the group's hosts on which all its needs are fed. */
  readonly share: Interval;
  /** Share × quality of the weakest component. */
  readonly strength: Interval;
}

/** Shares of each class in the whole group, then in its parts where parts are known. */
type ClassShares = readonly (readonly Interval[])[];

/**
 * Computes the extent of combinations of feeder sets. Hundreds of analytics need the same few: each combination is
 * computed once per group.
 */
export function makeExtentIndex(
  { observers, views }: ObservedGroup,
  classes: readonly ObserverClass[],
): (sets: readonly FeederSet[]) => Extent {
  const sharesFrom = (quality: number): ClassShares =>
    views.map((view) => classes.map((members) => joinShares(members, view, observers, quality)));
  const shares = sharesFrom(0);
  const levels = [...new Set(observers.map(({ quality }) => quality.low))]
    .filter((level) => level > 0)
    .sort((a, b) => b - a)
    .map((level, position, all) => ({ level, next: all[position + 1] ?? 0, shares: sharesFrom(level) }));
  const qualities = classes.map(({ members }) => readQualities(members.flatMap((member) => observers[member] ?? [])));
  const qualityOfSet: QualityRange[] = [];
  const rateSet = (set: FeederSet): QualityRange => {
    const known = qualityOfSet[set.id];
    if (known !== undefined) return known;
    const ranges = set.classes.flatMap((member) => qualities[member] ?? []);
    const rated = {
      worst: Math.min(...ranges.map(({ worst }) => worst)),
      sure: Math.max(...ranges.map(({ sure }) => sure)),
      best: Math.max(...ranges.map(({ best }) => best)),
    };
    qualityOfSet[set.id] = rated;
    return rated;
  };

  function computeExtent(sets: readonly FeederSet[]): Extent {
    const feeders = sets.map((set) => set.classes);
    const share = computeShare(views, shares, feeders);
    // Of the weakest component: the best quality it can have, the best it surely has; and the worst of any feeder.
    let [best, sure, worst] = [1, 1, 1];
    for (const set of sets) {
      const quality = rateSet(set);
      best = Math.min(best, quality.best);
      sure = Math.min(sure, quality.sure);
      worst = Math.min(worst, quality.worst);
    }
    // At least: in slices of quality, each as thick as one level lies above the next, on the hosts which observers of
    // that level or better cover. Below what every feeder reaches that is the whole share; what some component surely
    // does not reach adds nothing.
    let low = worst * share.low;
    for (const { level, next, shares: good } of levels) {
      if (level > sure) continue;
      if (level <= worst) break;
      const covered = computeShare(views, good, feeders).low;
      // Lower levels cover no less, and nothing covers more than all: the slices below are as wide.
      if (covered === share.low) {
        low += (level - worst) * covered;
        break;
      }
      low += (level - Math.max(next, worst)) * covered;
    }
    return { share, strength: { low, high: share.high * best } };
  }

  const cache = new Map<string, Extent>();
  return (sets) => {
    let key = '';
    for (const { id } of sets) key += `${id},`;
    let extent = cache.get(key);
    if (extent === undefined) {
      extent = computeExtent(sets);
      cache.set(key, extent);
    }
    return extent;
  };
}

/** Of several observers: the lowest quality among them, the highest that is sure, the highest that is possible. */
interface QualityRange {
  readonly worst: number;
  readonly sure: number;
  readonly best: number;
}

function readQualities(observers: readonly Observer[]): QualityRange {
  return {
    worst: Math.min(...observers.map(({ quality }) => quality.low)),
    sure: Math.max(...observers.map(({ quality }) => quality.low)),
    best: Math.max(...observers.map(({ quality }) => quality.high)),
  };
}

/** Either member will do: at least the largest of their shares, at most their sum. */
function joinShares(
  { members }: ObserverClass,
  view: GroupView,
  observers: readonly Observer[],
  quality: number,
): Interval {
  let low = 0;
  let high = 0;
  for (const member of members) {
    const share = view.shares[member];
    if (share === undefined || (observers[member]?.quality.low ?? 0) < quality) continue;
    low = Math.max(low, share.low);
    high += share.high;
  }
  return { low, high: Math.min(1, high) };
}

/** The whole group's bounds, narrowed by the sum of its parts' where parts are known. */
function computeShare(
  views: readonly GroupView[],
  shares: ClassShares,
  feeders: readonly (readonly number[])[],
): Interval {
  const ofWhole = computeCommonShare(feeders, shares[0] ?? []);
  if (views.length === 1) return ofWhole;
  let low = 0;
  let high = 0;
  for (let part = 1; part < views.length; part++) {
    const weight = views[part]?.weight ?? 0;
    const ofPart = computeCommonShare(feeders, shares[part] ?? []);
    low += weight * ofPart.low;
    high += weight * ofPart.high;
  }
  return intersect(ofWhole, { low, high: Math.min(1, high) });
}
