import type { TechniqueId } from '../../attack/identifiers';
import type { QueriesOfPlace } from '../compose-hunt-sheet';
import type { HuntEvent, HuntPlace } from '../hunt-plan';
import type { QueryLanguage } from '../hunt-queries';
import { languagesOfPlace } from './guess-languages';
import { type QueryOptions, writeQuery } from './write-query';

/**
 * What the logs of one place are asked, log source by log source: for each step only its own events. What several steps ask
 * alike stands once.
 * @param chosen languages, in their order; none: as the place's logs go
 */
export function writeQueriesOfPlace(
  place: HuntPlace,
  chosen: readonly QueryLanguage[],
  options?: QueryOptions,
): readonly QueriesOfPlace[] {
  const { sensorId } = place;
  const languages = languagesOfPlace(place.logDestinations, chosen);
  const asked = new Map<string, { logSource: string; codes: readonly string[]; techniques: TechniqueId[] }>();
  for (const technique of place.techniques) {
    const own = place.events.filter(({ techniques }) => techniques.includes(technique));
    for (const [logSource, codes] of listCodes(own)) {
      const key = JSON.stringify([logSource, codes]);
      const known = asked.get(key);
      if (known === undefined) asked.set(key, { logSource, codes, techniques: [technique] });
      else known.techniques.push(technique);
    }
  }
  return [...asked.values()].map(
    ({ logSource, codes, techniques }): QueriesOfPlace => ({
      sensorId,
      logSource,
      eventIds: codes,
      techniques,
      queries: languages.flatMap((language) => writeQuery({ sensorId, logSource, codes }, language, options) ?? []),
    }),
  );
}

/** Per log source; none: all of it. Where the whole is asked for, naming some of its events would leave the others out. */
function listCodes(events: readonly HuntEvent[]): ReadonlyMap<string, readonly string[]> {
  const bySource = new Map<string, readonly string[]>();
  for (const { logSource, eventId, codes } of events) {
    const named = eventId === '' ? codes : [eventId];
    const known = bySource.get(logSource);
    const isWhole = named.length === 0 || known?.length === 0;
    bySource.set(logSource, isWhole ? [] : [...new Set([...(known ?? []), ...named])]);
  }
  return bySource;
}
