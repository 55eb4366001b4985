import { openColumn } from '../../src/domain/columns/open-column';
import type { IndicatorCollection } from '../../src/domain/indicators/statement';
import { TLP_FIELD } from '../../src/domain/indicators/statement-columns';
import type { TlpLevel } from '../../src/domain/threats/threat-report';
import { readTlp, strictestTlp } from '../../src/domain/threats/tlp';
import type { WatchRecords } from '../../src/domain/workspace/content';
import type { HistoryDatabase } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';

/** What a search found may not be handed on marked less than what was looked for (incident model: unmarked is amber). */
export async function markOfWatchlists(
  db: HistoryDatabase,
  { watchlists }: Pick<WatchRecords, 'watchlists'>,
  asked: readonly string[],
): Promise<TlpLevel | null> {
  const lists = watchlists.filter(({ id }) => asked.includes(id));
  const collections = await db.collections.bulkGet([...new Set(lists.flatMap((list) => list.collections))]);
  const levels: (TlpLevel | null)[] = [];
  for (const collection of collections)
    if (collection !== undefined) levels.push(await markOfCollection(db, collection));
  return strictestTlp(levels);
}

/** The strictest of what the file says of itself and of each statement; a statement that says nothing is as its file. */
async function markOfCollection(
  db: HistoryDatabase,
  { id, marking }: Pick<IndicatorCollection, 'id' | 'marking'>,
): Promise<TlpLevel | null> {
  const levels = new Set<TlpLevel | null>([marking]);
  for (const segment of await listSegments(db, id)) {
    const [column] = await readColumns(db, segment, (field) => field === TLP_FIELD);
    const reader = column === undefined ? null : openColumn(column, segment.rows);
    if (reader === null) levels.add(marking ?? 'amber');
    else
      for (let row = 0; row < segment.rows; row++) levels.add(readTlp(reader.textAt(row) ?? '') ?? marking ?? 'amber');
  }
  return strictestTlp(levels);
}
