import type { Disposition } from './fields';
import type { Direction, Relevance, Sighting } from './sighting';

type Rated = Pick<Sighting, 'directions' | 'dispositions'>;

/**
 * Direction × disposition (incident model, step 3; docs/matching.md): outbound and internal are high whatever became of it, since a host inside asked. Of what came in, a refusal is low and an
 * attempt medium. What is unknown counts as the worst it may be.
 */
export function relevanceOf(direction: Direction, disposition: Disposition): Relevance {
  if (direction === 'outbound' || direction === 'internal' || direction === 'unknown') return 'high';
  if (disposition === 'denied') return 'low';
  if (direction === 'external') return disposition === 'attempted' ? 'low' : 'medium';
  return disposition === 'attempted' ? 'medium' : 'high';
}

const ORDER: readonly Relevance[] = ['high', 'medium', 'low'];

/**
 * That of its most relevant record. Directions and dispositions are counted apart, so where a sighting has several of both
 * it is that of the worst pair they can make: at least as high as any record's.
 */
export function rateSighting(sighting: Rated): Relevance {
  const rates = new Set(listPairs(sighting).map(([direction, disposition]) => relevanceOf(direction, disposition)));
  return ORDER.find((relevance) => rates.has(relevance)) ?? 'high';
}

/** The pair that makes it as relevant as it is. */
export function findTellingPair(sighting: Rated): readonly [direction: Direction, disposition: Disposition] {
  const relevance = rateSighting(sighting);
  return (
    listPairs(sighting).find(([direction, disposition]) => relevanceOf(direction, disposition) === relevance) ?? [
      'unknown',
      'unknown',
    ]
  );
}

/** Most telling first: what was established before what was denied, outwards before the rest. */
const DIRECTION_ORDER: readonly Direction[] = ['outbound', 'internal', 'inbound', 'unknown', 'external'];
const DISPOSITION_ORDER: readonly Disposition[] = ['established', 'unknown', 'attempted', 'denied'];

function listPairs({ directions, dispositions }: Rated): readonly (readonly [Direction, Disposition])[] {
  const found = DIRECTION_ORDER.filter((direction) => (directions[direction] ?? 0) > 0);
  const ended = DISPOSITION_ORDER.filter((disposition) => (dispositions[disposition] ?? 0) > 0);
  // Records that say neither are unknown in both.
  const [all, ends] = [
    found.length > 0 ? found : (['unknown'] as const),
    ended.length > 0 ? ended : (['unknown'] as const),
  ];
  return all.flatMap((direction) => ends.map((disposition) => [direction, disposition] as const));
}

/** The most relevant first; among equals what was established, then what was seen most. */
export function rankSightings<Item extends Sighting>(sightings: readonly Item[]): readonly Item[] {
  const keyed = sightings.map((sighting) => {
    const [direction, disposition] = findTellingPair(sighting);
    const ranks = [
      ORDER.indexOf(rateSighting(sighting)),
      // Found by the host of a URL alone is weaker.
      sighting.byHostOnly ? 1 : 0,
      DISPOSITION_ORDER.indexOf(disposition),
      DIRECTION_ORDER.indexOf(direction),
      -sighting.count,
    ];
    return { sighting, ranks };
  });
  keyed.sort((one, other) => {
    const at = one.ranks.findIndex((rank, place) => rank !== other.ranks[place]);
    if (at < 0) return one.sighting.value < other.sighting.value ? -1 : 1;
    return (one.ranks[at] ?? 0) - (other.ranks[at] ?? 0);
  });
  return keyed.map(({ sighting }) => sighting);
}
