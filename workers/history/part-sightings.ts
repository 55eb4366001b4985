import type { Sighting } from '../../src/domain/history/sighting';

/** Small parts of a sighting in one message: what the page takes in within a few milliseconds, on a slow machine too. */
const MOST_PARTS = 4000;
/** Of its own, and per host, port and the like, which come as pairs. */
const OWN_PARTS = 20;

/** In messages of about the same size: one sighting may name a hundred hosts, and the next none. */
export function* partSightings(sightings: readonly Sighting[]): Generator<readonly Sighting[], void> {
  let [from, parts] = [0, 0];
  for (const [at, { hosts, ports }] of sightings.entries()) {
    const own = OWN_PARTS + hosts.length + ports.length;
    if (parts + own > MOST_PARTS && at > from) {
      yield sightings.slice(from, at);
      [from, parts] = [at, 0];
    }
    parts += own;
  }
  if (from < sightings.length) yield sightings.slice(from);
}
