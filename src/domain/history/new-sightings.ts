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
}

/**
 * Marks what is new since somebody last looked: records of histories that came or grew, and of indicators that came. What was
 * new in an earlier run that nobody has looked at still is.
 * @param earlier `null`: this is the first run, and all of it is new
 */
export function markNew(sightings: readonly Sighting[], earlier: EarlierRun | null): readonly Sighting[] {
  if (earlier === null) return sightings.map((sighting) => ({ ...sighting, newSince: sighting.count }));
  const before = new Map(earlier.sightings.map((sighting) => [keyOf(sighting), sighting]));
  const isSeen = earlier.lookedAt !== null && Date.parse(earlier.lookedAt) >= earlier.doneAt;
  return sightings.map((sighting) => {
    const known = before.get(keyOf(sighting));
    if (known === undefined) return { ...sighting, newSince: sighting.count };
    // By history: what one lost does not hide what another brought.
    const grown = Object.entries(sighting.histories).reduce(
      (sum, [history, count]) =>
        sum + Math.max(0, count - (Object.hasOwn(known.histories, history) ? (known.histories[history] ?? 0) : 0)),
      0,
    );
    return { ...sighting, newSince: Math.min(sighting.count, grown + (isSeen ? 0 : known.newSince)) };
  });
}

function keyOf({ type, value }: Sighting): string {
  return `${type} ${value}`;
}
