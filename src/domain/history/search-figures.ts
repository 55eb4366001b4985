import type { Disposition } from './fields';
import { findMostRelevant, findTellingPair, rateSighting } from './relevance';
import { isRunOfImport } from './search-of-import';
import type { Direction, Relevance, SavedSearch, SearchRun, Sighting } from './sighting';

/** What the sightings of one run amount to. */
export interface SearchFigures {
  /** Indicators that were looked for, and those that were seen. */
  readonly watched: number;
  readonly seen: number;
  readonly byRelevance: Readonly<Record<Relevance, number>>;
  /** Records that matched, each once. */
  readonly records: number;
  /** Of those it went through; removed ones count no more. */
  readonly histories: number;
  readonly historiesWithSightings: number;
  /** Sightings with records that are new since it was last looked at. */
  readonly fresh: number;
  /** The most relevant sighting. */
  readonly first: {
    readonly sighting: Sighting;
    readonly direction: Direction;
    readonly disposition: Disposition;
  } | null;
}

type Run = Pick<SearchRun, 'indicators' | 'matched' | 'histories'>;

export function summariseSightings(run: Run, sightings: readonly Sighting[]): SearchFigures {
  const byRelevance = { high: 0, medium: 0, low: 0 };
  const seenIn = new Set<string>();
  let fresh = 0;
  for (const sighting of sightings) {
    byRelevance[rateSighting(sighting)]++;
    if (sighting.newSince > 0) fresh++;
    for (const [history, count] of Object.entries(sighting.histories))
      if (count > 0 && Object.hasOwn(run.histories, history)) seenIn.add(history);
  }
  const first = findMostRelevant(sightings);
  const [direction, disposition] = first === null ? (['unknown', 'unknown'] as const) : findTellingPair(first);
  return {
    watched: run.indicators,
    seen: sightings.length,
    byRelevance,
    records: run.matched,
    histories: Object.keys(run.histories).length,
    historiesWithSightings: seenIn.size,
    fresh,
    first: first === null ? null : { sighting: first, direction, disposition },
  };
}

/** A search that may have run. */
interface RunBefore extends Pick<SavedSearch, 'id' | 'createdAt'> {
  readonly run: Pick<SearchRun, 'at' | 'complete' | 'records' | 'tookMs'> | null;
}

/**
 * How long a search over so many records may take, by earlier ones on this device that went through; `null`: there is none. What an
 * import saw on its way in took as long as the import, and says nothing of a search.
 * @returns ms
 */
export function estimateSearch(searches: readonly RunBefore[], records: number): number | null {
  const rates = searches
    .filter((search) => !isRunOfImport(search))
    .flatMap(({ run }) => (run?.complete === true && run.records > 0 ? [run.tookMs / run.records] : []))
    .sort((one, other) => one - other);
  // The median: one that ran beside other work says little.
  const rate = rates[Math.floor(rates.length / 2)];
  return rate === undefined ? null : Math.round(rate * records);
}
