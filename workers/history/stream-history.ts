import { formatBytes } from '../../src/domain/format';
import { searchOfImport } from '../../src/domain/history/search-of-import';
import { countLogged } from '../../src/domain/issue-log';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { HistoryFormat } from '../../src/formats/history/history-reader';
import { readWatch } from '../../src/store/content-store';
import type { HistoryDatabase } from '../../src/store/history-database';
import { removeHistory, removeRunsExcept } from '../../src/store/remove-segments';
import { freeOf, readStorageRoom } from '../../src/store/storage-room';
import { holdWorkLock, isAtWork } from '../../src/store/work-locks';
import type { HistoryDetail } from '../contract/imports';
import { withHistories, withWorkspace } from '../databases';
import type { FileSource } from '../file-source';
import { countOf, type StreamJob, type StreamOutcome } from '../readings/reading';
import { clearStrays, describeSetAside } from './clear-strays';
import { unlessFull } from './full-disk';
import { importHistory } from './import-history';
import { makeImportWatch } from './import-watch';
import { settleKnownContents } from './known-contents';
import { listSameHistories } from './known-history';
import type { LogSettings } from './read-logs';

export interface HistoryPlan {
  readonly format: HistoryFormat | null;
  readonly detail: HistoryDetail;
  readonly settings: LogSettings;
}

/** An import of a history from the first question to its receipt: is there room, is it here already, what was seen. */
export function streamHistory(source: FileSource, job: StreamJob, plan: HistoryPlan): Promise<Result<StreamOutcome>> {
  return withHistories(job.workspace, (db) => holdWorkLock(job.id, () => run(db, source, job, plan)));
}

async function run(
  db: HistoryDatabase,
  source: FileSource,
  job: StreamJob,
  { format, detail, settings }: HistoryPlan,
): Promise<Result<StreamOutcome>> {
  const choices = job.choices.history ?? {};
  // First: what it frees counts.
  await clearStrays(db);
  // Asked again: something may have been removed meanwhile.
  const free = freeOf(await readStorageRoom());
  if (free !== null && detail.estimatedBytes > free && choices.evenIfFull !== true)
    return refuse(
      'history-no-room',
      `By our estimate this history takes ${formatBytes(detail.estimatedBytes)}, and this device has room for ${formatBytes(free)}.`,
      `Nothing was stored. Drop the oldest records of another history, or remove one.${await describeSetAside(db)}`,
    );
  const same = await listSameHistories(db, { name: job.fileName, size: job.size }, job.sha256);
  for (const { id, name, complete } of same) {
    if (await isAtWork(id))
      return refuse('history-being-read', 'This file is being imported in another tab.', 'Nothing was stored.');
    // An interrupted one is a part of this one.
    if (!complete || choices.replace === true) continue;
    return refuse(
      'history-known',
      `This very file was imported before, as “${name}”: its records would count twice.`,
      'Nothing was stored. Replace that history, if it is to be read in another way.',
    );
  }
  const { replaced, known } = await settleKnownContents(db, source, same, choices.replace === true);
  const watch = await makeImportWatch(db, {
    history: job.id,
    at: job.at,
    watch: await withWorkspace(job.workspace, readWatch),
    watchlists: detail.watchlists.filter(({ isChosen }) => isChosen).map(({ id }) => id),
  });
  const imported = await importHistory(db, source, {
    ...settings,
    id: job.id,
    name: detail.name,
    site: detail.site,
    fileName: job.fileName,
    size: job.size,
    at: job.at,
    format,
    sha256: job.sha256,
    known,
    watch,
    tellRecords: job.tellRecords,
  });
  if (!imported.ok) {
    await watch?.drop();
    return imported;
  }
  // Only now: had this one failed, there would be none.
  for (const id of replaced) {
    await removeHistory(db, id);
    // What was seen on its way in was seen in records that are gone; the new import says it of its own.
    const search = searchOfImport(id);
    await Promise.all([db.searches.delete(search), db.sightings.delete(search)]);
    await removeRunsExcept(db, search, null);
  }
  const { history, log, rejected } = imported.value;
  const seen = await unlessFull('The history is whole; what was seen on its way in is not kept. Search it.', () =>
    watch === null ? Promise.resolve([]) : watch.keep(history),
  );
  for (const found of seen.issues) log.add(found);
  return success({
    counts: { unit: 'records', read: history.rows + rejected, kept: history.rows, reported: rejected },
    brought: [
      ...countOf(history.rows, 'record'),
      ...countOf(history.members.length > 1 ? history.members.length : 0, 'file of an archive', 'files of an archive'),
      ...(replaced.size > 0 ? ['in place of an earlier import of the same'] : []),
      ...(seen.ok ? seen.value : []),
    ],
    issues: log.list(),
    issueCounts: countLogged(log),
  });
}

function refuse(code: string, message: string, done: string): Result<never> {
  return failure(issue('error', code, WHOLE_FILE, message, { done }));
}
