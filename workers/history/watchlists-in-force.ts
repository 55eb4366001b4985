import type { Watchlist } from '../../src/domain/indicators/watchlist';
import { writeLocalDay } from '../../src/domain/local-day';
import type { HistoryDetail } from '../contract/imports';
import type { ReadingContext } from '../readings/reading';

/** Watchlists that are looked for today, and which of them on the way in. */
export async function activeWatchlists({ watch, choices }: ReadingContext): Promise<HistoryDetail['watchlists']> {
  const { watchlists } = await watch();
  const today = writeLocalDay(new Date());
  const chosen = choices.history?.watchlists;
  return watchlists
    .filter((list) => isInForce(list, today))
    .map(({ id, name }) => ({ id, name, isChosen: chosen === undefined || chosen.includes(id) }));
}

/** The last day counts. */
export function isInForce({ validFrom, validUntil }: Watchlist, today: string): boolean {
  return (validFrom === null || validFrom <= today) && (validUntil === null || validUntil >= today);
}
