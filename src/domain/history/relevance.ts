import type { Disposition } from './fields';
import type { Direction, Relevance, Sighting } from './sighting';

type Rated = Pick<Sighting, 'directions' | 'dispositions' | 'pairs'>;

/**
 * Direction × disposition (incident model, step 3; docs/matching.md). Outbound and internal are high whatever became of it,
 * since a host inside asked. Of what came in, a refusal is low and an attempt medium. What is unknown counts as the worst it
 * may be. It grows with each of the two, whatever the other is; nothing else is asked (not confidence, nor age).
 */
export function relevanceOf(direction: Direction, disposition: Disposition): Relevance {
  if (direction === 'outbound' || direction === 'internal' || direction === 'unknown') return 'high';
  if (disposition === 'denied') return 'low';
  if (direction === 'external') return disposition === 'attempted' ? 'low' : 'medium';
  return disposition === 'attempted' ? 'medium' : 'high';
}

const ORDER: readonly Relevance[] = ['high', 'medium', 'low'];

/**
 * That of its most relevant record. Where a sighting that was kept long ago has directions and dispositions counted apart, it
 * is that of the worst pair they can make: at least as high as any record's.
 */
export function rateSighting(sighting: Rated): Relevance {
  return relevanceOf(...findTellingPair(sighting));
}

/** The pair that makes it as relevant as it is. Asked of every sighting there is: nothing is made on the way. */
export function findTellingPair({ directions, dispositions, pairs }: Rated): readonly [Direction, Disposition] {
  const isDirectionKnown = hasCount(directions);
  const isDispositionKnown = hasCount(dispositions);
  const joint = pairs === undefined || pairs.length === 0 ? null : pairs;
  let [best, rank] = [UNKNOWN, ORDER.length];
  for (const direction of DIRECTION_ORDER) {
    if (!isPresent(directions, direction, isDirectionKnown)) continue;
    for (const disposition of DISPOSITION_ORDER) {
      if (!isPresent(dispositions, disposition, isDispositionKnown)) continue;
      if (joint !== null && !hasPair(joint, direction, disposition)) continue;
      const next = ORDER.indexOf(relevanceOf(direction, disposition));
      if (next < rank) [best, rank] = [[direction, disposition] as const, next];
      // None is more relevant than that.
      if (rank === 0) return best;
    }
  }
  return best;
}

/** Most telling first: what was established before what was denied, outwards before the rest. */
const DIRECTION_ORDER: readonly Direction[] = ['outbound', 'internal', 'inbound', 'unknown', 'external'];
const DISPOSITION_ORDER: readonly Disposition[] = ['established', 'unknown', 'attempted', 'denied'];

const UNKNOWN: readonly [Direction, Disposition] = ['unknown', 'unknown'];

type Counts<Key extends string> = Readonly<Partial<Record<Key, number>>>;

function hasPair(pairs: NonNullable<Rated['pairs']>, direction: Direction, disposition: Disposition): boolean {
  for (const [one, other, count] of pairs) if (one === direction && other === disposition && count > 0) return true;
  return false;
}

/** Records that say nothing of it are unknown. */
function isPresent<Key extends string>(counts: Counts<Key>, key: Key, isKnown: boolean): boolean {
  return (counts[key] ?? 0) > 0 || (key === 'unknown' && !isKnown);
}

function hasCount<Key extends string>(counts: Counts<Key>): boolean {
  for (const key in counts) if ((counts[key] ?? 0) > 0) return true;
  return false;
}

/** The most relevant first; among equals what was established, then what was seen most. */
export function rankSightings<Item extends Sighting>(sightings: readonly Item[]): readonly Item[] {
  const keyed = sightings.map((sighting) => ({ sighting, rank: rankOf(sighting) }));
  keyed.sort((one, other) => one.rank - other.rank || compareEqual(one.sighting, other.sighting));
  return keyed.map(({ sighting }) => sighting);
}

/** The one that would stand first. */
export function findMostRelevant<Item extends Sighting>(sightings: readonly Item[]): Item | null {
  let best: { readonly sighting: Item; readonly rank: number } | null = null;
  for (const sighting of sightings) {
    const rank = rankOf(sighting);
    if (best === null || rank < best.rank || (rank === best.rank && compareEqual(sighting, best.sighting) < 0))
      best = { sighting, rank };
  }
  return best?.sighting ?? null;
}

/** Relevance, then whether it was found by the host of a URL alone, which is weaker, then what came of it, then which way. */
function rankOf(sighting: Sighting): number {
  const [direction, disposition] = findTellingPair(sighting);
  return (
    ORDER.indexOf(relevanceOf(direction, disposition)) * 1000 +
    (sighting.byHostOnly ? 100 : 0) +
    DISPOSITION_ORDER.indexOf(disposition) * 10 +
    DIRECTION_ORDER.indexOf(direction)
  );
}

function compareEqual(one: Sighting, other: Sighting): number {
  if (one.count !== other.count) return other.count - one.count;
  return one.value < other.value ? -1 : 1;
}
