import { openColumn } from '../../src/domain/columns/open-column';
import { type Release, releaseValues, type SaidOfValue } from '../../src/domain/indicators/sensor-rules/release-values';
import type { SensorRulesAsked } from '../../src/domain/indicators/sensor-rules/write-sensor-rules';
import {
  COMMENT_FIELD,
  CONFIDENCE_FIELD,
  makeStatementReader,
  REFERENCE_FIELD,
  TIME_FIELDS,
  TLP_FIELD,
  TYPE_FIELD,
  VALUE_FIELD,
} from '../../src/domain/indicators/statement-columns';
import type { BenignValue, Watchlist } from '../../src/domain/indicators/watchlist';
import type { HistoryDatabase } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';
import { computeEffectiveWatch } from './effective-watch';

/** Of statements, what decides whether they go out, and what goes out with them. */
const FIELDS: ReadonlySet<string> = new Set([
  TYPE_FIELD,
  VALUE_FIELD,
  CONFIDENCE_FIELD,
  TIME_FIELDS.validFrom,
  TIME_FIELDS.validUntil,
  TLP_FIELD,
  COMMENT_FIELD,
  REFERENCE_FIELD,
]);

/** Statements between two words of how far it is. */
const STEP = 1 << 16;

/**
 * @param list `undefined`: it is there no more
 * @param tell how much is done, from 0 to 1
 */
export async function releaseWatchlist(
  db: HistoryDatabase,
  list: Watchlist | undefined,
  benign: readonly BenignValue[],
  { audience, today, at }: SensorRulesAsked,
  tell: (share: number) => void,
): Promise<Release> {
  // What is on any warninglist stays here, chosen for this list or not: a sensor acts on it without asking.
  const warninglists = await db.warninglists.toCollection().primaryKeys();
  const checked = list === undefined ? [] : [{ ...list, warninglists }];
  const now = Date.parse(at);
  const watch = await computeEffectiveWatch(db, checked, { benignValues: benign }, { today, now });
  tell(0.5);
  const collections: { marking: Collection['marking']; statements: () => Generator<SaidOfValue> }[] = [];
  let [rows, read] = [0, 0];
  const count = () => {
    if (++read % STEP === 0) tell(0.5 + read / rows / 2);
  };
  for (const id of new Set(list?.collections ?? [])) {
    const marking = (await db.collections.get(id))?.marking ?? null;
    const segments = await openSegments(db, id);
    rows += segments.reduce((sum, segment) => sum + segment.rows, 0);
    collections.push({ marking, statements: () => eachStatement(segments, count) });
  }
  return releaseValues({
    list,
    indicators: watch.indicators,
    outcome: watch.outcomes[0],
    collections,
    benign,
    warninglists: watch.warninglists,
    audience,
    now,
  });
}

type Collection = Parameters<typeof releaseValues>[0]['collections'][number];

interface OpenSegment {
  readonly rows: number;
  readonly statementAt: (row: number) => SaidOfValue;
}

async function openSegments(db: HistoryDatabase, collection: string): Promise<readonly OpenSegment[]> {
  const opened: OpenSegment[] = [];
  for (const segment of await listSegments(db, collection)) {
    const columns = await readColumns(db, segment, (field) => FIELDS.has(field));
    const statementAt = makeStatementReader(columns.map((column) => openColumn(column, segment.rows)));
    opened.push({ rows: segment.rows, statementAt });
  }
  return opened;
}

function* eachStatement(segments: readonly OpenSegment[], count: () => void): Generator<SaidOfValue> {
  for (const { rows, statementAt } of segments)
    for (let row = 0; row < rows; row++) {
      count();
      yield statementAt(row);
    }
}
