import type { SheetLook } from '../../../domain/threats/compose-hunt-sheet';
import type { HuntQuery, QueryLanguage } from '../../../domain/threats/hunt-queries';
import type { PlaceQueries } from '../../../state/threats';

export interface ShownQuery extends HuntQuery {
  readonly logSource: string;
}

/** The queries that ask for what of a place shows a step, each text once, in the order of the languages. */
export function findQueries(
  look: Pick<SheetLook, 'sensorId' | 'eventIds' | 'logSources'>,
  written: readonly PlaceQueries[],
  languages: readonly QueryLanguage[],
): readonly ShownQuery[] {
  const found = new Map<string, ShownQuery>();
  for (const { sensorId, logSource, eventIds, queries } of written) {
    if (sensorId !== look.sensorId || !asksFor(look, logSource, eventIds)) continue;
    for (const query of queries) {
      if (languages.includes(query.language)) found.set(`${query.language}\n${query.text}`, { ...query, logSource });
    }
  }
  return [...found.values()].sort((a, b) => languages.indexOf(a.language) - languages.indexOf(b.language));
}

function asksFor(
  look: Pick<SheetLook, 'eventIds' | 'logSources'>,
  logSource: string,
  eventIds: readonly string[],
): boolean {
  if (eventIds.length > 0) return eventIds.some((id) => look.eventIds.includes(id));
  return look.logSources.some((name) => name.toLowerCase() === logSource.toLowerCase());
}
