import type { Bound } from '../planning/plan';
import type { Needs } from './decompose';
import type { Clause } from './problem';
import { computeReach, type Feeding } from './reach';

/** With more combinations of components than this, the tightest component of each analytic stands for it. */
const MOST_COMBINATIONS = 48;

/** How far one component reaches today, and how much further with each option. */
interface Reach {
  readonly today: number;
  readonly gains: ReadonlyMap<number, number>;
}

/**
 * Bounds of a value that has to be computed: no analytic runs further than each of its components reaches, and reach is
 * submodular. For several analytics, one component of each is taken in every combination.
 * @param value today; what the clauses bound is what is gained above it
 */
export function boundByReach(analytics: Needs, value: number, bound: Bound): readonly Clause[] {
  const reaches = analytics.map((needs) => needs.map((feedings) => readReach(feedings, bound)));
  const count = reaches.reduce((product, list) => product * list.length, 1);
  const lists = count <= MOST_COMBINATIONS ? reaches : reaches.map((list) => [tightest(list)]);
  let combinations: readonly (readonly Reach[])[] = [[]];
  for (const list of lists) combinations = combinations.flatMap((some) => list.map((reach) => [...some, reach]));
  return combinations.map((combination): Clause => {
    const gains = new Map<number, number>();
    for (const reach of combination) {
      for (const [option, gain] of reach.gains) gains.set(option, Math.max(gains.get(option) ?? 0, gain));
    }
    const options = [...gains.keys()].sort((a, b) => a - b);
    return {
      options,
      coefficients: options.map((option) => gains.get(option) ?? 0),
      reach: Math.max(0, ...combination.map(({ today }) => today - value)),
    };
  });
}

function readReach(feedings: readonly Feeding[], bound: Bound): Reach {
  const now = feedings.filter(({ variant }) => variant.options.length === 0);
  const today = computeReach(now, bound);
  const gains = new Map<number, number>();
  for (const option of new Set(feedings.flatMap(({ variant }) => variant.options))) {
    const more = feedings.filter(({ variant }) => variant.options.includes(option));
    const gain = computeReach([...now, ...more], bound) - today;
    if (gain > 0) gains.set(option, gain);
  }
  return { today, gains };
}

function tightest(list: readonly Reach[]): Reach {
  const most = ({ today, gains }: Reach) => today + [...gains.values()].reduce((sum, gain) => sum + gain, 0);
  return list.reduce((best, reach) => (most(reach) < most(best) ? reach : best));
}
