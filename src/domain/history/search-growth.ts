import type { History } from './history';
import type { SearchRequest, SearchRun } from './sighting';

/** What a search would go through now and did not when it ran. */
export interface SearchGrowth {
  /** Histories that came since, and such that have more records. */
  readonly added: number;
  readonly grown: number;
  /** Histories it went through that were removed since, and such that lost their oldest records. */
  readonly removed: number;
  readonly shrunk: number;
}

/** @param run `null`: it has not run yet, and nothing grew */
export function findGrowth(
  request: SearchRequest,
  run: Pick<SearchRun, 'histories'> | null,
  histories: readonly History[],
): SearchGrowth {
  if (run === null) return { added: 0, grown: 0, removed: 0, shrunk: 0 };
  let [added, grown, shrunk] = [0, 0, 0];
  const here = new Set(histories.map(({ id }) => id));
  for (const { id, rows } of histories) {
    if (request.histories !== null && !request.histories.includes(id)) continue;
    const before = run.histories[id];
    if (before === undefined) added++;
    else if (rows > before) grown++;
    else if (rows < before) shrunk++;
  }
  return { added, grown, removed: Object.keys(run.histories).filter((id) => !here.has(id)).length, shrunk };
}

/**
 * What of a run still stands: histories that were removed since count as searched no more.
 * @param histories that are here; `undefined`: not known yet, and all count
 */
export function whatStands<Run extends Pick<SearchRun, 'histories' | 'records'>>(
  run: Run,
  histories: readonly Pick<History, 'id'>[] | undefined,
): Run {
  if (histories === undefined) return run;
  const here = new Set(histories.map(({ id }) => id));
  const standing = Object.entries(run.histories).filter(([id]) => here.has(id));
  if (standing.length === Object.keys(run.histories).length) return run;
  // In a range of time fewer than all of a history's records were searched: no more of them can stand than are there.
  const rows = standing.reduce((sum, [, count]) => sum + count, 0);
  return { ...run, histories: Object.fromEntries(standing), records: Math.min(run.records, rows) };
}

/** Those that a request goes through. */
export function listSearched(
  request: Pick<SearchRequest, 'histories'>,
  histories: readonly History[],
): readonly History[] {
  const { histories: chosen } = request;
  return chosen === null ? histories : histories.filter(({ id }) => chosen.includes(id));
}
