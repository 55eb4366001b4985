import type { SealedSegment } from '../../src/domain/columns/column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { formatBytes } from '../../src/domain/format';
import { UTC } from '../../src/domain/history/time-settings';
import { earlier, later } from '../../src/domain/history/time-span';
import { countLogged, makeIssueLog } from '../../src/domain/issue-log';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { HistoryFormat } from '../../src/formats/history/history-reader';
import { freeOf, readStorageRoom } from '../../src/store/storage-room';
import type { HistoryDetail, ImportChoices } from '../contract/imports';
import { withHistories } from '../databases';
import type { FileSource } from '../file-source';
import { hashBytes } from '../hash-bytes';
import { describeKnownBeginning, findBeginnings } from '../history/known-contents';
import { findKnownHistory, toKnown } from '../history/known-history';
import { makeLogCounts, readLogs } from '../history/read-logs';
import { makeRecordReader } from '../history/stored-record';
import { streamHistory } from '../history/stream-history';
import { describeColumns } from '../history/table-columns';
import { activeWatchlists } from '../history/watchlists-in-force';
import { countOf, MEBIBYTE, type Reader, type Reading, type ReadingContext } from './reading';

/** So much of a file shows what it is; the rest is read when it is imported. */
const PREVIEW_BYTES = 4 * MEBIBYTE;
const SHOWN_RECORDS = 20;
/** Of what a segment takes beside its columns, and of what a database does to store it. */
const STORE_FACTOR = 1.1;

export function readHistory(format: HistoryFormat): Reader {
  return (source, context) => readBeginning(source, context, format);
}

/** Each file in it says itself what it is. */
export const readLogsOfArchive: Reader = (source, context) => readBeginning(source, context, null);

async function readBeginning(
  source: FileSource,
  context: ReadingContext,
  format: HistoryFormat | null,
): Promise<Result<Reading>> {
  const { choices, workspace } = context;
  const log = makeIssueLog();
  const counts = makeLogCounts();
  const segments: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => segments.push(segment));
  let isWhole = true;
  const begun: { readonly path: string; readonly start: Uint8Array }[] = [];
  const settings = settingsOf(choices, context.fileDate);
  const read = await readLogs(source, {
    ...settings,
    format,
    sink,
    log,
    counts,
    onMember: ({ path, start }) => begun.push({ path, start }),
    async afterPiece() {
      if (counts.bytes >= PREVIEW_BYTES && sink.count > 0) isWhole = false;
      return isWhole;
    },
  });
  if (!read.ok) return read;
  sink.end();
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
  const columns = format === null ? null : describeColumns(format, source.head, settings.columns);
  // Columns that were taken for something else may be why: those can be chosen.
  if (isWhole && rows === 0 && (columns === null || counts.rejected === 0))
    return failure(noRecords(counts.rejected), ...log.list());
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  const scale = isWhole ? 1 : Math.max(1, source.contentSize / Math.max(1, counts.bytes));
  const free = freeOf(await readStorageRoom());
  const estimatedRows = Math.round(rows * scale);
  const estimatedBytes = Math.round(bytes * scale * STORE_FACTOR);
  const { known, alike } = await withHistories(workspace, async (db) => {
    const byName = await findKnownHistory(db, source);
    const heads = await Promise.all(begun.map(async ({ path, start }) => ({ path, head: await hashBytes(start) })));
    const found = (await findBeginnings(db, heads)).filter(({ history }) => history.id !== byName?.id);
    const first = found.find(({ hash }) => hash !== '');
    return { known: byName ?? (first === undefined ? null : toKnown(first.history)), alike: found };
  });
  if (free !== null && estimatedBytes > free) log.add(noRoom(estimatedBytes, free));
  for (const each of alike) log.add(describeKnownBeginning(each));
  if (known !== null && !alike.some(({ history }) => history.id === known.id)) log.add(describeKnown(known));
  const detail: HistoryDetail = {
    kind: 'history',
    name: choices.history?.name ?? nameOf(source.name),
    site: choices.history?.site ?? '',
    time: settings.time,
    records: firstRecords(segments),
    from: segments.map(({ from }) => from).reduce(earlier, null),
    to: segments.map(({ to }) => to).reduce(later, null),
    columns,
    isWhole,
    estimatedRows,
    estimatedBytes,
    free,
    known,
    watchlists: await activeWatchlists(context),
  };
  const reported = counts.rejected;
  return success(
    {
      counts: { unit: 'records', read: rows + reported, kept: rows, reported },
      brought: [...(isWhole ? countOf(rows, 'record') : [`about ${estimatedRows.toLocaleString('en')} records`])],
      issueCounts: countLogged(log),
      detail,
      effect: {
        kind: 'stream',
        run: (again, job) => streamHistory(again, job, { format, detail, settings }),
      },
      outlastsChanges: true,
    },
    log.list(),
  );
}

function noRecords(rejected: number): Issue {
  const message = rejected === 0 ? 'There is no record in it, only a head.' : 'None of its records could be read.';
  return issue('error', 'history-empty', WHOLE_FILE, message, { done: 'Nothing was read.' });
}

export function settingsOf({ history }: ImportChoices, fileDate: string) {
  return { time: { ...UTC, ...history?.time }, columns: history?.columns ?? null, fileDate };
}

function firstRecords(segments: readonly SealedSegment[]): HistoryDetail['records'] {
  const [first] = segments;
  if (first === undefined) return [];
  const read = makeRecordReader(first.columns, first.rows, () => undefined);
  return Array.from({ length: Math.min(SHOWN_RECORDS, first.rows) }, (_, row) => {
    const { fields, time, line, member } = read(row);
    return { fields, time, line, member };
  });
}

function nameOf(fileName: string): string {
  return fileName.replace(/\.(?:gz|tgz|zip|tar|log|json|jsonl|ndjson|csv|tsv|txt|xml)$/gi, '') || fileName;
}

function noRoom(needed: number, free: number): Issue {
  return issue(
    'error',
    'history-no-room',
    WHOLE_FILE,
    `By our estimate this history takes ${formatBytes(needed)}, and this device has room for ${formatBytes(free)}.`,
    { done: 'It is not imported until there is room: drop the oldest records of another history, or remove one.' },
  );
}

function describeKnown(known: NonNullable<HistoryDetail['known']>): Issue {
  const records = `${known.rows.toLocaleString('en')} ${known.rows === 1 ? 'record' : 'records'}`;
  if (known.isDamaged)
    return issue(
      'warning',
      'history-damaged',
      WHOLE_FILE,
      `A file of this name and size is here already; it is damaged, and ${records} of it could be read.`,
      { done: 'This one takes its place.' },
    );
  return known.complete
    ? issue(
        'warning',
        'history-known',
        WHOLE_FILE,
        `A file of this name and size is here already, as “${known.name}”.`,
        {
          found: records,
          done: 'If it is the same, it is refused, unless this one takes its place.',
        },
      )
    : issue(
        'warning',
        'history-interrupted',
        WHOLE_FILE,
        `An import of a file of this name and size was interrupted after ${records}.`,
        { done: 'This one takes its place.' },
      );
}
