import { openColumn } from '../../src/domain/columns/open-column';
import type { IndicatorStatement } from '../../src/domain/indicators/statement';
import { CONFIDENCE_FIELD, TIME_FIELDS, TYPE_FIELD, VALUE_FIELD } from '../../src/domain/indicators/statement-columns';
import { makeWarninglistMatcher } from '../../src/domain/indicators/warninglist-matcher';
import { computeWatch, type Watch, type WatchedStatement } from '../../src/domain/indicators/watch';
import type { Watchlist } from '../../src/domain/indicators/watchlist';
import type { WatchRecords } from '../../src/domain/workspace/content';
import type { HistoryDatabase, StoredWarninglist, StoredWarnings } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';

/** Of statements, what decides whether they are watched. */
const FIELDS: ReadonlySet<string> = new Set([
  TYPE_FIELD,
  VALUE_FIELD,
  CONFIDENCE_FIELD,
  TIME_FIELDS.validFrom,
  TIME_FIELDS.validUntil,
]);

export interface Moment {
  /** `2026-11-25` */
  readonly today: string;
  /** ms since 1970 */
  readonly now: number;
}

/** What watchlists come to at a moment, with what their collections say and what is held back. */
export async function computeEffectiveWatch(
  db: HistoryDatabase,
  watchlists: readonly Watchlist[],
  { benignValues }: Pick<WatchRecords, 'benignValues'>,
  { today, now }: Moment,
): Promise<Watch & { readonly warninglists: readonly (StoredWarninglist & StoredWarnings)[] }> {
  const collections = new Map<string, readonly OpenStatements[]>();
  // Those that were removed may still have their segments.
  const known = new Set(await db.collections.toCollection().primaryKeys());
  for (const { collections: ids } of watchlists)
    for (const id of ids) if (known.has(id) && !collections.has(id)) collections.set(id, await openStatements(db, id));
  const named = new Set(watchlists.flatMap((list) => list.warninglists));
  const stored = await db.warninglists.filter(({ id }) => named.has(id)).toArray();
  const values = new Map((await db.warnings.bulkGet([...named])).map((list) => [list?.id ?? '', list?.list ?? []]));
  const warninglists = stored.map((list) => ({ ...list, list: values.get(list.id) ?? [] }));
  const matcher = makeWarninglistMatcher(warninglists);
  const watch = computeWatch({
    watchlists,
    statementsOf: (id) => eachStatement(collections.get(id) ?? []),
    warninglists,
    matcher,
    benign: benignValues,
    today,
    now,
  });
  return { ...watch, warninglists };
}

interface OpenStatements {
  readonly rows: number;
  statementAt(row: number): WatchedStatement;
}

async function openStatements(db: HistoryDatabase, collection: string): Promise<readonly OpenStatements[]> {
  const opened: OpenStatements[] = [];
  for (const segment of await listSegments(db, collection)) {
    const columns = await readColumns(db, segment, (field) => FIELDS.has(field));
    const readers = new Map(columns.map((column) => [column.field, openColumn(column, segment.rows)]));
    const [type, value, confidence] = [TYPE_FIELD, VALUE_FIELD, CONFIDENCE_FIELD].map((field) => readers.get(field));
    const [from, until] = [TIME_FIELDS.validFrom, TIME_FIELDS.validUntil].map((field) => readers.get(field));
    opened.push({
      rows: segment.rows,
      statementAt: (row) => ({
        type: (type?.textAt(row) ?? 'pattern') as IndicatorStatement['type'],
        value: value?.textAt(row) ?? '',
        confidence: confidence?.numberAt(row) ?? null,
        validFrom: from?.numberAt(row) ?? null,
        validUntil: until?.numberAt(row) ?? null,
      }),
    });
  }
  return opened;
}

function* eachStatement(opened: readonly OpenStatements[]): Generator<WatchedStatement> {
  for (const { rows, statementAt } of opened) for (let row = 0; row < rows; row++) yield statementAt(row);
}
