import type { Disposition } from './fields';
import { findMostRelevant, findTellingPair, rateSighting } from './relevance';
import type { Direction, Relevance, SearchRun, Sighting } from './sighting';

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

/**
 * How long a search over so many records may take, by earlier runs on this device that went through; `null`: there is none.
 * @returns ms
 */
export function estimateSearch(
  runs: readonly Pick<SearchRun, 'complete' | 'records' | 'tookMs'>[],
  records: number,
): number | null {
  let [ms, seen] = [0, 0];
  for (const run of runs) {
    if (!run.complete || run.records === 0) continue;
    ms += run.tookMs;
    seen += run.records;
  }
  return seen === 0 ? null : (ms / seen) * records;
}
