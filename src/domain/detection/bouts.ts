/** From the first to the last of records none of which is further than a day from the next. */
export interface Bout {
  /** ms since 1970 */
  readonly first: number;
  readonly last: number;
}

/** ms: as long as nothing may be seen within one alert (`ALERT_SETTINGS.window`). */
export const BOUT_GAP = 86_400_000;
/** Of one signal; of more, the two with least between them become one. */
const MOST_BOUTS = 100;

/** Adds records from `first` to `last`, in whatever order they come. @param bouts ascending; changed in place */
export function addBout(bouts: Bout[], first: number, last: number): void {
  let [from, to] = [first, last];
  // Behind the last bout that ends well before it; records mostly come in order, so it is looked for from the end.
  let at = bouts.length;
  while (at > 0 && from - (bouts[at - 1]?.last ?? 0) <= BOUT_GAP) at--;
  let joined = 0;
  for (let bout = bouts[at]; bout !== undefined && bout.first - to <= BOUT_GAP; bout = bouts[at + joined]) {
    [from, to] = [Math.min(from, bout.first), Math.max(to, bout.last)];
    joined++;
  }
  bouts.splice(at, joined, { first: from, last: to });
  if (bouts.length > MOST_BOUTS) joinNearest(bouts);
}

function joinNearest(bouts: Bout[]): void {
  let [nearest, least] = [1, Number.POSITIVE_INFINITY];
  for (const [at, { first }] of bouts.entries()) {
    const gap = first - (bouts[at - 1]?.last ?? Number.NEGATIVE_INFINITY);
    if (gap < least) [nearest, least] = [at, gap];
  }
  const [one, other] = [bouts[nearest - 1], bouts[nearest]];
  if (one !== undefined && other !== undefined) bouts.splice(nearest - 1, 2, { first: one.first, last: other.last });
}
