import { LIST_SEPARATOR } from '../../src/domain/columns/column';
import { openColumn } from '../../src/domain/columns/open-column';
import { packTextColumn } from '../../src/domain/columns/pack-texts';
import { PLACE_FIELDS } from '../../src/domain/history/fields';
import { COPY_FIELDS, readMatch } from '../../src/domain/history/record-copies';
import { failure, issue, success, WHOLE_FILE } from '../../src/domain/result';
import type { HistoryDatabase, StoredSegment } from '../../src/store/history-database';
import { putColumn } from '../../src/store/put-column';
import { listSegments, readColumns } from '../../src/store/read-segments';
import type { HistoryWorker, MatchedRecord } from '../contract/history';
import { withHistories } from '../databases';
import { openFileSource } from '../file-source';
import { hashAside } from '../hash-aside';
import { unlessFull } from './full-disk';
import { MEMBER_FIELD } from './read-logs';
import { readRows } from './record-answers';
import { readSourceLines, type WantedLine } from './source-lines';
import { makeRecordReader } from './stored-record';

type Sighting = { readonly type: string; readonly value: string };

/** Records that searches matched, and their source lines. */
export const matchAnswers = {
  readMatches: (workspace, search, sighting, offset, limit) =>
    withHistories(workspace, async (db) => {
      const run = (await db.searches.get(search))?.run ?? null;
      if (run === null) return { total: 0, rows: [] };
      if (sighting !== null) return readOfSighting(db, run.owner, sighting, { offset, limit });
      return { total: run.kept, rows: await readRows(db, run.owner, { offset, limit }) };
    }),

  fetchLines: (workspace, search, file) =>
    withHistories(workspace, async (db) => {
      const { digest } = hashAside(file);
      const sha256 = await digest;
      const histories = await db.histories.filter((history) => history.sha256 === sha256).toArray();
      if (histories.length === 0)
        return failure(
          issue('error', 'file-of-no-history', WHOLE_FILE, 'No history was read from this very file.', {
            done: 'Choose the file that the records are from: its name and SHA-256 stand beside them.',
          }),
        );
      const run = (await db.searches.get(search))?.run ?? null;
      const source = await openFileSource(file, () => undefined);
      const ids = new Set(histories.map(({ id }) => id));
      let filled = 0;
      for (const segment of run === null ? [] : await listSegments(db, run.owner)) {
        const { texts, wanted } = await listWanted(db, segment, ids);
        if (wanted.length === 0) continue;
        filled += await readSourceLines(source, wanted);
        const column = packTextColumn(COPY_FIELDS.source, texts);
        if (column === null) continue;
        const stored = await unlessFull('The lines fetched before are kept.', () => putColumn(db, segment.id, column));
        if (!stored.ok) return stored;
      }
      return success(filled);
    }),
} as const satisfies Partial<HistoryWorker>;

async function readOfSighting(
  db: HistoryDatabase,
  owner: string,
  sighting: Sighting,
  { offset, limit }: { readonly offset: number; readonly limit: number },
) {
  const histories = new Map((await db.histories.toArray()).map((history) => [history.id, history]));
  const rows: MatchedRecord[] = [];
  let total = 0;
  for (const segment of await listSegments(db, owner)) {
    const fitting = await findRows(db, segment, sighting);
    const [first, end] = [Math.max(0, offset - total), Math.min(fitting.length, offset + limit - total)];
    total += fitting.length;
    if (first >= end) continue;
    const columns = await readColumns(db, segment, () => true);
    const read = makeRecordReader(columns, segment.rows, (id) => histories.get(id));
    for (const row of fitting.slice(first, end)) rows.push(read(row));
  }
  return { total, rows };
}

async function findRows(db: HistoryDatabase, segment: StoredSegment, { type, value }: Sighting): Promise<number[]> {
  const [column] = await readColumns(db, segment, (field) => field === COPY_FIELDS.matches);
  const values = column === undefined ? null : openColumn(column, segment.rows).values;
  if (values === null) return [];
  const fits = new Uint8Array(values.count + 1);
  for (let code = 1; code <= values.count; code++) {
    const matches = values.textOf(code).split(LIST_SEPARATOR).map(readMatch);
    if (matches.some((match) => match.type === type && match.value === value)) fits[code] = 1;
  }
  const rows: number[] = [];
  for (let row = 0; row < segment.rows; row++) if (fits[values.codes[row] ?? 0] === 1) rows.push(row);
  return rows;
}

/** Lines that a segment of a search has not yet, of these histories; those it has stay. */
async function listWanted(db: HistoryDatabase, segment: StoredSegment, histories: ReadonlySet<string>) {
  const [, offsetField, lengthField] = PLACE_FIELDS;
  const fields = [COPY_FIELDS.history, COPY_FIELDS.source, MEMBER_FIELD, offsetField, lengthField];
  const columns = await readColumns(db, segment, (field) => (fields as readonly string[]).includes(field));
  const readers = new Map(columns.map((column) => [column.field, openColumn(column, segment.rows)]));
  const texts: (string | null)[] = [];
  const wanted: WantedLine[] = [];
  for (let row = 0; row < segment.rows; row++) {
    const known = readers.get(COPY_FIELDS.source)?.textAt(row) ?? null;
    texts.push(known);
    const offset = readers.get(offsetField)?.numberAt(row) ?? null;
    const length = readers.get(lengthField)?.numberAt(row) ?? null;
    const isOfFile = histories.has(readers.get(COPY_FIELDS.history)?.textAt(row) ?? '');
    if (known !== null || !isOfFile || offset === null || length === null) continue;
    wanted.push({
      member: readers.get(MEMBER_FIELD)?.textAt(row) ?? '',
      offset,
      length,
      take: (line) => {
        texts[row] = line;
      },
    });
  }
  return { texts, wanted };
}
