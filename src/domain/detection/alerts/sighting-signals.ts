import { formatCounted } from '../../format';
import { typeWord } from '../../history/history-words';
import { rateSighting } from '../../history/relevance';
import type { Relevance, Sighting } from '../../history/sighting';
import type { Signal } from '../signal';

const LEVELS: Readonly<Record<Relevance, readonly [score: number, severity: Signal['severity']]>> = {
  high: [0.7, 'high'],
  medium: [0.45, 'medium'],
  low: [0.2, 'low'],
};
/** Seen by the host of a URL alone. */
const BY_HOST_ONLY = 0.5;
/** Hosts of a sighting that get a signal: those with most records. */
const MOST_HOSTS = 100;

/** Rules of signals of sightings begin with it; behind it stand the search, the kind and the value. */
export const SIGHTING_RULE = 'sighting';

/** One signal for each host of our side that an indicator was seen at. */
export function signalsOfSightings(
  search: { readonly id: string; readonly name: string },
  sightings: readonly Sighting[],
): readonly Signal[] {
  return sightings.flatMap((sighting) => {
    const { firstSeen, lastSeen, type, value } = sighting;
    if (firstSeen === null || lastSeen === null) return [];
    const [score, severity] = LEVELS[rateSighting(sighting)];
    return sighting.hosts.slice(0, MOST_HOSTS).map(([host, count]): Signal => {
      const name = host.toLowerCase();
      return {
        id: ['sighting', type, value, name].join('|'),
        kind: 'sighting',
        rule: `${SIGHTING_RULE}|${search.id}|${type}|${value}`,
        title: `${typeWord(type)} ${value}`,
        host: name,
        peer: value.toLowerCase() === name ? null : value.toLowerCase(),
        first: firstSeen,
        last: lastSeen,
        count,
        score: sighting.byHostOnly ? score * BY_HOST_ONLY : score,
        severity,
        techniques: [],
        why: `${formatCounted(count, 'record')} of this host with the watched ${typeWord(type)} ${value}, in the search ${search.name}`,
        records: [],
      };
    });
  });
}
