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
  // Where the whole of a log source is asked for, naming some of its events would leave the others out.
  const whole = new Set<string>();
  for (const { logSource, eventId, codes } of events) {
    const known = bySource.get(logSource) ?? new Set<string>();
    bySource.set(logSource, known);
    for (const code of eventId === '' ? codes : [eventId]) known.add(code);
    if (eventId === '' && codes.length === 0) whole.add(logSource);
  }
  return [...bySource].map(([logSource, ids]): QueriesOfPlace => {
    const codes = whole.has(logSource) ? [] : [...ids];
    return {
      sensorId,
      logSource,
      eventIds: codes,
      queries: languages.flatMap((language) => writeQuery({ sensorId, logSource, codes }, language, options) ?? []),
    };
  });
}
