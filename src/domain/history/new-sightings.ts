import type { SearchRun, Sighting } from './sighting';

/** When a run was done, in ms since 1970: until then one looked at the run before it. */
export function endOfRun({ at, tookMs }: Pick<SearchRun, 'at' | 'tookMs'>): number {
  return Date.parse(at) + tookMs;
}

/** What was found before, and when somebody last looked at it. */
export interface EarlierRun {
  /** ms since 1970: while it ran, one looked at what was found before it. */
  readonly doneAt: number;
  /** ISO 8601. */
  readonly lookedAt: string | null;
  readonly sightings: readonly Sighting[];
  /** What it did not come to, as `listMissed` gives it. */
  readonly missed: readonly Sighting[];
}

/**
 * Marks what is new since somebody last looked: records of histories that came or grew, and of indicators that came. What was
 * new in an earlier run that nobody has looked at still is.
 * @param earlier `null`: this is the first run, and all of it is new
 */
export function markNew(sightings: readonly Sighting[], earlier: EarlierRun | null): readonly Sighting[] {
  if (earlier === null) return sightings.map((sighting) => ({ ...sighting, newSince: sighting.count }));
  const before = joinKnown(earlier);
  return sightings.map((sighting) => {
    const known = before.get(keyOf(sighting));
    if (known === undefined) return { ...sighting, newSince: sighting.count };
    // By history: what one lost does not hide what another brought.
    const grown = Object.entries(sighting.histories).reduce(
      (sum, [history, count]) => sum + Math.max(0, count - countIn(known, history)),
      0,
    );
    return { ...sighting, newSince: Math.min(sighting.count, grown + known.newSince) };
  });
}

/**
 * What earlier runs found and an incomplete one did not come to. It is not new when the next one finds it again, unless nobody
 * had looked at it: that is its `newSince`.
 * @param sightings of the incomplete run, marked
 */
export function listMissed(sightings: readonly Sighting[], earlier: EarlierRun | null): readonly Sighting[] {
  if (earlier === null) return [];
  const found = new Map(sightings.map((sighting) => [keyOf(sighting), sighting]));
  return [...joinKnown(earlier)].flatMap(([key, known]) => {
    const now = found.get(key);
    if (now === undefined) return [known];
    const isWhole = Object.entries(known.histories).every(([history, count]) => countIn(now, history) >= count);
    return isWhole ? [] : [{ ...known, newSince: Math.max(0, known.newSince - now.newSince) }];
  });
}

/** All that is known from before, with what of it nobody has looked at. */
function joinKnown({ doneAt, lookedAt, sightings, missed }: EarlierRun): ReadonlyMap<string, Sighting> {
  const isSeen = lookedAt !== null && Date.parse(lookedAt) >= doneAt;
  // Nobody could look at what was missed: it was in no list.
  const known = new Map(missed.map((sighting) => [keyOf(sighting), sighting]));
  for (const sighting of sightings) {
    const other = known.get(keyOf(sighting));
    const histories = new Map(Object.entries(sighting.histories));
    for (const [history, count] of Object.entries(other?.histories ?? {}))
      histories.set(history, Math.max(count, histories.get(history) ?? 0));
    const newSince = (isSeen ? 0 : sighting.newSince) + (other?.newSince ?? 0);
    known.set(keyOf(sighting), { ...sighting, histories: Object.fromEntries(histories), newSince });
  }
  return known;
}

function countIn({ histories }: Sighting, history: string): number {
  return Object.hasOwn(histories, history) ? (histories[history] ?? 0) : 0;
}

function keyOf({ type, value }: Sighting): string {
  return `${type} ${value}`;
}
