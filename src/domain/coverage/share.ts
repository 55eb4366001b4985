/**
 * Shares of a group's hosts, as intervals: where only shares are known, overlaps are not.
 *
 * A deployment covers some unknown set of hosts of a known size, and all its events come from those same hosts. An
 * analytic runs on the hosts where, for each component it needs, at least one deployment that feeds it stands. So
 *
 * - at most: per component the sum of its feeders' shares (they may complement each other), and of the components the
 *   smallest;
 * - at least: pick deployments that together feed every component; the hosts they have in common are no fewer than
 *   1 − Σ (1 − share). The best pick gives the bound. One deployment that feeds everything gives its own share, which
 *   is more than the component-wise bound max(0, a + b − 1) knows.
 *
 * Bounds: M. Fréchet, "Généralisation du théorème des probabilités totales", Fundamenta Mathematicae 25 (1935).
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const NOTHING: Interval = { low: 0, high: 0 };
const EVERYTHING: Interval = { low: 1, high: 1 };

/** Shares closer to 0 than this are 0: 1 − (0.7 + 0.3) is not exactly 0 in binary. */
const ROUNDING = 1e-9;

const NEVER = Number.POSITIVE_INFINITY;

/** Above this many components the best pick is not searched for; the first fit gives a weaker, still valid bound. */
const SEARCH_LIMIT = 12;

/**
 * Share of hosts on which all components are fed.
 * @param feeders per component, the positions in `shares` of the deployments that feed it
 * @param shares per deployment, the share of hosts it covers, 0 to 1
 */
export function computeCommonShare(feeders: readonly (readonly number[])[], shares: readonly Interval[]): Interval {
  let high = 1;
  for (const component of feeders) {
    let sum = 0;
    for (const deployment of component) sum += shares[deployment]?.high ?? 0;
    high = Math.min(high, sum);
  }
  if (high === 0) return NOTHING;
  const low = 1 - computeLeastDeficit(feeders, shares);
  return { low: low < ROUNDING ? 0 : Math.min(high, low), high };
}

/** Scratch of the search below, which runs tens of thousands of times per computation; `masks` is all 0 between runs. */
let masks = new Uint32Array(64);
const DEFICITS = new Float64Array(1 << SEARCH_LIMIT);
const LEAST = new Float64Array(1 << SEARCH_LIMIT);

/** Least Σ (1 − share) over sets of deployments that feed every component: a weighted set cover, over bit masks. */
function computeLeastDeficit(feeders: readonly (readonly number[])[], shares: readonly Interval[]): number {
  const open: (readonly number[])[] = [];
  for (const component of feeders) {
    if (!component.some((deployment) => shares[deployment]?.low === 1)) open.push(component);
  }
  if (open.length === 0) return 0;
  if (open.length > SEARCH_LIMIT) return sumOfSingleDeficits(open, shares);

  const [only] = open;
  if (only !== undefined && open.length === 1) return leastDeficitOf(only, shares);

  const size = 1 << open.length;
  if (masks.length < shares.length) masks = new Uint32Array(2 * shares.length);
  const deficits = DEFICITS.fill(NEVER, 0, size);
  const least = LEAST.fill(NEVER, 0, size);
  least[0] = 0;
  for (let bit = 0; bit < open.length; bit++) {
    for (const deployment of open[bit] ?? []) masks[deployment] = (masks[deployment] ?? 0) | (1 << bit);
  }
  // Of the deployments that feed the same components only the one with the smallest deficit can be in a best pick.
  for (const component of open) {
    for (const deployment of component) {
      const mask = masks[deployment] ?? 0;
      if (mask === 0) continue;
      masks[deployment] = 0;
      const deficit = 1 - (shares[deployment]?.low ?? 0);
      if (deficit < (deficits[mask] ?? NEVER)) deficits[mask] = deficit;
    }
  }
  for (let mask = 1; mask < size; mask++) {
    const deficit = deficits[mask] ?? NEVER;
    // A pick whose deficits add up to everything has no host in common for sure: it bounds nothing.
    if (deficit >= 1) continue;
    for (let covered = 0; covered < size; covered++) {
      const sum = (least[covered] ?? NEVER) + deficit;
      if (sum < 1 && sum < (least[covered | mask] ?? NEVER)) least[covered | mask] = sum;
    }
  }
  return Math.min(1, least[size - 1] ?? 1);
}

function leastDeficitOf(feeders: readonly number[], shares: readonly Interval[]): number {
  let least = 1;
  for (const deployment of feeders) least = Math.min(least, 1 - (shares[deployment]?.low ?? 0));
  return least;
}

function sumOfSingleDeficits(open: readonly (readonly number[])[], shares: readonly Interval[]): number {
  const chosen = new Set<number>();
  for (const component of open) {
    let best = -1;
    for (const deployment of component) {
      if (best < 0 || (shares[deployment]?.low ?? 0) > (shares[best]?.low ?? 0)) best = deployment;
    }
    chosen.add(best);
  }
  let deficit = 0;
  for (const deployment of chosen) deficit += 1 - (shares[deployment]?.low ?? 0);
  return deficit;
}

/** What a share of a whole group says of a part with the given weight: its hosts may lie in the part or outside it. */
export function shareWithinPart(share: number, weight: number): Interval {
  if (share >= 1) return EVERYTHING;
  return { low: Math.max(0, (share - (1 - weight)) / weight), high: Math.min(1, share / weight) };
}

/** What both allow. Bounds that rounding has pushed past each other meet. */
export function intersect(a: Interval, b: Interval): Interval {
  const high = Math.min(a.high, b.high);
  return { low: Math.min(high, Math.max(a.low, b.low)), high };
}
