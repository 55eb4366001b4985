import type { QueriesOfPlace } from '../compose-hunt-sheet';
import type { HuntPlace } from '../hunt-plan';
import type { QueryLanguage } from '../hunt-queries';
import { type QueryOptions, writeQuery } from './write-query';

/** What the logs of one place are asked, log source by log source, in the languages wanted and in their order. */
export function writeQueriesOfPlace(
  { sensorId, events }: HuntPlace,
  languages: readonly QueryLanguage[],
  options?: QueryOptions,
): readonly QueriesOfPlace[] {
  const bySource = new Map<string, Set<string>>();
  for (const { logSource, eventId, codes } of events) {
    const known = bySource.get(logSource) ?? new Set<string>();
    bySource.set(logSource, known);
    for (const code of eventId === '' ? codes : [eventId]) known.add(code);
  }
  return [...bySource].map(([logSource, ids]): QueriesOfPlace => {
    const codes = [...ids];
    return {
      sensorId,
      logSource,
      eventIds: codes,
      queries: languages.flatMap((language) => writeQuery({ sensorId, logSource, codes }, language, options) ?? []),
    };
  });
}
