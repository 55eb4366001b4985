import { foldLogSource } from '../../attack/catalog';
import type { QuerySubject } from '../hunt-queries';
import { CLOUD_PLACES } from './cloud-places';
import { HOST_PLACES } from './host-places';
import { MICROSOFT_PLACES } from './microsoft-places';
import { NETWORK_PLACES } from './network-places';
import type { QueryPlace } from './query-place';
import { WINDOWS_PLACES } from './windows-places';
import { findZeekLog } from './zeek-logs';

export const PLACES: readonly QueryPlace[] = [
  ...WINDOWS_PLACES,
  ...HOST_PLACES,
  ...NETWORK_PLACES,
  ...MICROSOFT_PLACES,
  ...CLOUD_PLACES,
];

/** How closely a place's log sources are the subject's: by name, by the beginning of a name, by none at all. */
const [EXACT, PREFIX, ANY_SOURCE] = [3, 2, 1];

/** Sensors of the user's own: the library knows nothing of their product. */
const OWN_SENSOR = /^user:|^$/;

/**
 * The place of a subject: that of its sensor which is closest to its log source. A sensor of the user's own has that of
 * its log source, if only one product writes it; a sensor of the library that is in no place is a product of which
 * nothing is known here.
 */
export function findPlace({ sensorId, logSource, codes }: QuerySubject): QueryPlace | null {
  const source = foldLogSource(logSource);
  const own = PLACES.filter(({ sensors }) => sensors.includes(sensorId));
  if (own.length > 0) return closest(own, source);
  if (!OWN_SENSOR.test(sensorId)) return null;
  const named = PLACES.filter((place) => closeness(place, source) > ANY_SOURCE);
  if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
  const isZeek = codes.length > 0 && codes.every((code) => findZeekLog(code) !== null);
  return isZeek ? (PLACES.find(({ sensors }) => sensors.includes('zeek')) ?? null) : null;
}

function closest(places: readonly QueryPlace[], source: string): QueryPlace | null {
  let [best, height]: [QueryPlace | null, number] = [null, 0];
  for (const place of places) {
    const here = closeness(place, source);
    if (here > height) [best, height] = [place, here];
  }
  if (best !== null) return best;
  return places.length === 1 ? (places[0] ?? null) : null;
}

function closeness({ logSources }: QueryPlace, source: string): number {
  if (logSources.length === 0) return ANY_SOURCE;
  let height = 0;
  for (const name of logSources) {
    if (foldLogSource(name) === source) return EXACT;
    if (name.endsWith('*') && source.startsWith(foldLogSource(name.slice(0, -1)))) height = PREFIX;
  }
  return height;
}
