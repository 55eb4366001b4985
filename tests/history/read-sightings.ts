import type { Sighting } from '../../src/domain/history/sighting';
import { historyAnswers } from '../../workers/history/history-answers';

/** All that a search found, put together as the page does it. */
export async function readSightings(search: string): Promise<readonly Sighting[]> {
  const sightings: Sighting[] = [];
  await historyAnswers.readSightings('own', search, (part) => void sightings.push(...part));
  return sightings;
}
