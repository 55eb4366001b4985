import { LIST_SEPARATOR } from '../../src/domain/columns/column';
import { openColumn } from '../../src/domain/columns/open-column';
import { packTextColumn } from '../../src/domain/columns/pack-texts';
import { formatCounted } from '../../src/domain/format';
import { PLACE_FIELDS } from '../../src/domain/history/fields';
import { COPY_FIELDS, readMatch } from '../../src/domain/history/record-copies';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { HistoryDatabase, StoredSegment } from '../../src/store/history-database';
import { putColumn } from '../../src/store/put-column';
import { listSegments, readColumns } from '../../src/store/read-segments';
import type { HistoryWorker, MatchedRecord } from '../contract/history';
import { withHistories } from '../databases';
import { type FileSource, openFileSource } from '../file-source';
import { hashAside } from '../hash-aside';
import { unlessFull } from './full-disk';
import { MEMBER_FIELD } from './read-logs';
import { readRows } from './record-answers';
import { LONGEST_SHOWN, readSourceLines, type WantedLine } from './source-lines';
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
      return fillLines(db, run === null ? [] : await listSegments(db, run.owner), source, ids);
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

/** Bytes of lines that are held at once, for one way through the file. */
const MOST_HELD = 64 * 1024 * 1024;
/** Bytes of lines of one segment: they are stored in one buffer. */
const MOST_OF_SEGMENT = 32 * 1024 * 1024;

/** Goes through the file once for as many segments as may be held at once. */
async function fillLines(
  db: HistoryDatabase,
  segments: readonly StoredSegment[],
  source: FileSource,
  histories: ReadonlySet<string>,
): Promise<Result<number>> {
  const issues: Issue[] = [];
  let batch: { readonly segment: StoredSegment; readonly texts: (string | null)[] }[] = [];
  let lines: WantedLine[] = [];
  let [held, filled, tooMany] = [0, 0, 0];

  async function readBatch(): Promise<Result<null>> {
    const read = await readSourceLines(source, lines);
    filled += read.found;
    // A damaged file says the same each time it is gone through.
    if (issues.length === 0) issues.push(...read.issues);
    for (const { segment, texts } of batch) {
      const column = packTextColumn(COPY_FIELDS.source, texts);
      if (column === null) continue;
      const stored = await unlessFull('The lines fetched before are kept.', () => putColumn(db, segment.id, column));
      if (!stored.ok) return stored;
    }
    [batch, lines, held] = [[], [], 0];
    return success(null);
  }

  for (const segment of segments) {
    const { texts, wanted, bytes, left } = await listWanted(db, segment, histories);
    tooMany += left;
    if (wanted.length === 0) continue;
    if (held + bytes > MOST_HELD) {
      const read = await readBatch();
      if (!read.ok) return read;
    }
    batch.push({ segment, texts });
    for (const line of wanted) lines.push(line);
    held += bytes;
  }
  if (batch.length > 0) {
    const read = await readBatch();
    if (!read.ok) return read;
  }
  if (tooMany > 0) issues.push(tooLong(tooMany));
  return success(filled, issues);
}

function tooLong(count: number): Issue {
  return issue(
    'warning',
    'source-lines-too-long',
    WHOLE_FILE,
    `${formatCounted(count, 'line')} would make more text than is kept beside the records.`,
    { done: 'Left in the file: the place of each stands beside its record.' },
  );
}

/** Lines that a segment of a search has not yet, of these histories; those it has stay. */
async function listWanted(db: HistoryDatabase, segment: StoredSegment, histories: ReadonlySet<string>) {
  const [, offsetField, lengthField] = PLACE_FIELDS;
  const fields = [COPY_FIELDS.history, COPY_FIELDS.source, MEMBER_FIELD, offsetField, lengthField];
  const columns = await readColumns(db, segment, (field) => (fields as readonly string[]).includes(field));
  const readers = new Map(columns.map((column) => [column.field, openColumn(column, segment.rows)]));
  const texts: (string | null)[] = [];
  const wanted: WantedLine[] = [];
  let [bytes, kept, left] = [0, 0, 0];
  for (let row = 0; row < segment.rows; row++) {
    const known = readers.get(COPY_FIELDS.source)?.textAt(row) ?? null;
    texts.push(known);
    kept += known?.length ?? 0;
    const offset = readers.get(offsetField)?.numberAt(row) ?? null;
    const length = readers.get(lengthField)?.numberAt(row) ?? null;
    const isOfFile = histories.has(readers.get(COPY_FIELDS.history)?.textAt(row) ?? '');
    if (known !== null || !isOfFile || offset === null || length === null) continue;
    const shown = Math.min(length, LONGEST_SHOWN);
    if (kept + bytes + shown > MOST_OF_SEGMENT) {
      left++;
      continue;
    }
    bytes += shown;
    wanted.push({
      member: readers.get(MEMBER_FIELD)?.textAt(row) ?? '',
      offset,
      length,
      take: (line) => {
        texts[row] = line;
      },
    });
  }
  return { texts, wanted, bytes, left };
}
