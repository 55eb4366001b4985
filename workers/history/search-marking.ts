import type { TlpLevel } from '../../src/domain/threats/threat-report';
import { strictestTlp } from '../../src/domain/threats/tlp';
import type { WatchRecords } from '../../src/domain/workspace/content';
import type { HistoryDatabase } from '../../src/store/history-database';

/** What a search found may not be handed on marked less than what was looked for (incident model: unmarked is amber). */
export async function markOfWatchlists(
  db: HistoryDatabase,
  { watchlists }: Pick<WatchRecords, 'watchlists'>,
  asked: readonly string[],
): Promise<TlpLevel | null> {
  const lists = watchlists.filter(({ id }) => asked.includes(id));
  const collections = await db.collections.bulkGet([...new Set(lists.flatMap((list) => list.collections))]);
  return strictestTlp(
    collections.filter((collection) => collection !== undefined).map(({ marking }) => marking ?? 'amber'),
  );
}
