import type { SheetLook } from '../../../domain/threats/compose-hunt-sheet';
import { type HuntQuery, QUERY_LANGUAGES } from '../../../domain/threats/hunt-queries';
import type { PlaceQueries } from '../../../state/threats';

export interface ShownQuery extends HuntQuery {
  readonly logSource: string;
}

/** The queries that ask for what of a place shows a step, and for nothing else, each text once, by language. */
export function findQueries(
  technique: string,
  { sensorId }: Pick<SheetLook, 'sensorId'>,
  written: readonly PlaceQueries[],
): readonly ShownQuery[] {
  const found = new Map<string, ShownQuery>();
  for (const { sensorId: asked, logSource, techniques, queries } of written) {
    if (asked !== sensorId || !techniques.some((id) => id === technique)) continue;
    for (const query of queries) found.set(`${query.language}\n${query.text}`, { ...query, logSource });
  }
  return [...found.values()].sort((a, b) => QUERY_LANGUAGES.indexOf(a.language) - QUERY_LANGUAGES.indexOf(b.language));
}
