import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import type { Observer } from './estate';
import type { Feeds } from './feeds';
import type { Precision } from './settings';

/** Observers of a group that feed exactly the same: the same sensor with the same events. */
export interface ObserverClass {
  readonly feeds: Feeds;
  /** Positions in the group's observers. */
  readonly members: readonly number[];
}

/** The classes that feed a need. Equal sets within a group are the same object. */
export interface FeederSet {
  readonly id: number;
  readonly classes: readonly number[];
}

export function classifyObservers(observers: readonly Observer[]): readonly ObserverClass[] {
  const classes = new Map<Feeds, number[]>();
  observers.forEach(({ feeds }, position) => {
    const members = classes.get(feeds);
    if (members === undefined) classes.set(feeds, [position]);
    else members.push(position);
  });
  return [...classes].map(([feeds, members]) => ({ feeds, members }));
}

/**
 * Which classes feed a need at the given precision or better. Sets are bits in words of 32, so that joining two is one
 * operation per word.
 */
export function makeFeederIndex(
  index: CatalogIndex,
  classes: readonly ObserverClass[],
  minimum: Precision,
): (need: ComponentNeed) => FeederSet {
  const words = Math.max(1, Math.ceil(classes.length / 32));
  const byComponent = new Uint32Array(index.catalog.dataComponents.length * words);
  const byRequirement = new Uint32Array(index.catalog.requirements.length * words);
  const mark = (bits: Uint32Array, positions: readonly number[], member: number) => {
    for (const position of positions) {
      const word = position * words + (member >> 5);
      bits[word] = (bits[word] ?? 0) | (1 << (member & 31));
    }
  };
  classes.forEach(({ feeds }, member) => {
    if (minimum === 'component') mark(byComponent, feeds.components, member);
    if (minimum !== 'exact') mark(byRequirement, feeds.byLogSource, member);
    mark(byRequirement, feeds.exact, member);
  });

  const byNeed = new Map<ComponentNeed, FeederSet>();
  const sets = new Map<string, FeederSet>();
  const joined = new Uint32Array(words);
  const isMember = (member: number) => ((joined[member >> 5] ?? 0) & (1 << (member & 31))) !== 0;
  return (need) => {
    const known = byNeed.get(need);
    if (known !== undefined) return known;
    for (let word = 0; word < words; word++) {
      let bits = byComponent[need.component * words + word] ?? 0;
      for (const requirement of need.requirements) bits |= byRequirement[requirement * words + word] ?? 0;
      joined[word] = bits;
    }
    const key = joined.join();
    let set = sets.get(key);
    if (set === undefined) {
      set = { id: sets.size, classes: [...classes.keys()].filter(isMember) };
      sets.set(key, set);
    }
    byNeed.set(need, set);
    return set;
  };
}
