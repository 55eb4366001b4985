import type { History } from './history';
import type { SearchRequest, SearchRun } from './sighting';

/** What a search would go through now and did not when it ran. */
export interface SearchGrowth {
  /** Histories that came since, and such that have more records. */
  readonly added: number;
  readonly grown: number;
}

/** @param run `null`: it has not run yet, and nothing grew */
export function findGrowth(
  request: SearchRequest,
  run: Pick<SearchRun, 'histories'> | null,
  histories: readonly History[],
): SearchGrowth {
  if (run === null) return { added: 0, grown: 0 };
  let [added, grown] = [0, 0];
  for (const { id, rows } of histories) {
    if (request.histories !== null && !request.histories.includes(id)) continue;
    const before = run.histories[id];
    if (before === undefined) added++;
    else if (rows > before) grown++;
  }
  return { added, grown };
}

/** Those that a request goes through. */
export function listSearched(
  request: Pick<SearchRequest, 'histories'>,
  histories: readonly History[],
): readonly History[] {
  const { histories: chosen } = request;
  return chosen === null ? histories : histories.filter(({ id }) => chosen.includes(id));
}
