import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { formatBytes } from '../../src/domain/format';
import type { History } from '../../src/domain/history/history';
import { type IssueLog, makeIssueLog } from '../../src/domain/issue-log';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { HistoryFormat } from '../../src/formats/history/history-reader';
import { appendToHistory } from '../../src/store/append-segment';
import type { HistoryDatabase } from '../../src/store/history-database';
import { removeHistory } from '../../src/store/remove-segments';
import { isQuotaError } from '../../src/store/storage-room';
import type { FileSource } from '../file-source';
import { describeFullDisk, unlessFull } from './full-disk';
import type { ImportWatch } from './import-watch';
import { type KnownMember, type LogCounts, type LogSettings, makeLogCounts, readLogs } from './read-logs';
import { makeSegmentQueue } from './segment-queue';

export interface HistoryImport extends LogSettings {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  readonly fileName: string;
  readonly size: number;
  /** ISO 8601. */
  readonly at: string;
  /** `null`: an archive, whose members say themselves what they are. */
  readonly format: HistoryFormat | null;
  readonly sha256: () => Promise<string>;
  /** As in `LogInput`. */
  readonly known: ReadonlyMap<string, KnownMember>;
  /** `null`: nothing is looked for on the way in. */
  readonly watch: ImportWatch | null;
  tellRecords(count: number): void;
}

export interface ImportedHistory {
  readonly history: History;
  readonly log: IssueLog;
  /** Records that were reported and not kept. */
  readonly rejected: number;
}

/** More names than that are of no use in a list; each record says its own. */
const MOST_MEMBERS = 1000;

/**
 * Reads a file of logs into a history, segment by segment. Whoever stops it, at any moment, leaves whole segments and a history
 * that says it is not complete.
 */
export async function importHistory(
  db: HistoryDatabase,
  source: FileSource,
  job: HistoryImport,
): Promise<Result<ImportedHistory>> {
  const { id, watch } = job;
  const log = makeIssueLog();
  const begun = await unlessFull('Nothing was stored.', () => db.histories.add(beginHistory(job)));
  if (!begun.ok) return begun;
  let rows = 0;
  const queue = makeSegmentQueue(async (segment) => {
    await appendToHistory(db, id, segment);
    rows += segment.rows;
    await watch?.look(segment);
  });
  const sink = makeSegmentSink(queue.take);
  const counts = makeLogCounts();
  let read: Result<LogCounts>;
  try {
    read = await readLogs(source, {
      ...job,
      counts,
      sink,
      log,
      ...(watch === null ? {} : { onPiece: watch.keepPiece }),
      async afterPiece() {
        job.tellRecords(sink.count);
        await queue.keepUp();
        return true;
      },
    });
    sink.end();
    await queue.finish();
    await watch?.finish();
    await db.contents.bulkPut(counts.contents.map((content) => ({ ...content, history: id })));
  } catch (error) {
    if (isQuotaError(error)) return refuseFull(db, job, log);
    throw error;
  }
  if (!read.ok || rows === 0) {
    await removeHistory(db, id);
    return read.ok ? failure(...log.list(), noRecords()) : read;
  }
  const { formats, members, rejected } = counts;
  const sha256 = await job.sha256();
  await db.histories.update(id, {
    sha256,
    complete: !counts.isCut,
    formats: [...formats],
    members: members.slice(0, MOST_MEMBERS),
  });
  const history = await db.histories.get(id);
  if (history === undefined) return failure(gone());
  return success({ history, log, rejected });
}

function beginHistory({ id, name, site, fileName, size, format, time, at }: HistoryImport): History {
  return {
    id,
    name,
    fileName,
    sha256: '',
    size,
    formats: format === null ? [] : [format.id],
    site,
    time,
    importedAt: at,
    rows: 0,
    from: null,
    to: null,
    bytes: 0,
    segments: 0,
    complete: false,
    members: [],
    dropped: 0,
  };
}

/** After a write that was refused: of it nothing is there, of those before it all. */
async function refuseFull(db: HistoryDatabase, { id, name }: HistoryImport, log: IssueLog): Promise<Result<never>> {
  const stored = await db.histories.get(id);
  if (stored === undefined || stored.rows === 0) {
    await removeHistory(db, id);
    return failure(
      await describeFullDisk('Nothing of it was stored, and nothing stored before was touched.'),
      ...log.list(),
    );
  }
  const records = `${stored.rows.toLocaleString('en')} records (${formatBytes(stored.bytes)})`;
  return failure(
    await describeFullDisk(
      `${records} were stored before, and stay: the history “${name}” says that it is not complete. Drop the oldest records of a history, or remove one, and import the file again.`,
    ),
    ...log.list(),
  );
}

function noRecords(): Issue {
  return issue('error', 'history-empty', WHOLE_FILE, 'No record in it could be read.', { done: 'Nothing was stored.' });
}

function gone(): Issue {
  return issue('error', 'history-gone', WHOLE_FILE, 'The history was removed while it was being read.', {
    done: 'Nothing of it is stored.',
  });
}
