import type { SearchFinding } from '../../src/domain/inbox/findings';
import type { InboxPackage } from '../../src/domain/inbox/package';
import { beginAccepting, endAccepting, failAccepting } from '../../src/domain/inbox/playbook';
import { writeLocalDay } from '../../src/domain/local-day';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { readWatch } from '../../src/store/content-store';
import type { ImportReceipt } from '../../src/store/import-receipt';
import type { InboxDatabase } from '../../src/store/inbox-database';
import { changePackage, readFindings } from '../../src/store/inbox-packages';
import { holdWorkLock } from '../../src/store/work-locks';
import type { ImportChoices } from '../contract/imports';
import type { InboxProgress } from '../contract/inbox';
import { withHistories, withWorkspace } from '../databases';
import { clearStrays } from '../history/clear-strays';
import { keepRun, ownerOfRun } from '../history/keep-run';
import { runSearch } from '../history/run-search';
import { startParts } from '../history/start-parts';
import { importAnswers } from '../import-file';
import { openPackageFile, TARGET } from './package-in-hand';
import { searchOfPackage } from './search-step';

export type Accepted = Pick<ImportReceipt, 'id' | 'brought'>;

/** Imports what a package holds. Whoever calls it holds the lock of the package. */
export async function acceptPackage(
  db: InboxDatabase,
  id: string,
  at: string,
  onProgress: (progress: InboxProgress) => void,
): Promise<Result<Accepted>> {
  const begun = await changePackage(db, id, (known) => beginAccepting(known, at));
  if (begun === null)
    return failure(
      issue('error', 'package-not-waiting', WHOLE_FILE, 'This package does not wait for a decision any more.', {
        done: 'Nothing was imported by this.',
      }),
    );
  return finishAccepting(db, begun, at, onProgress);
}

/**
 * Goes on with an import that was begun at `at`. The receipt is written in the same transaction as what it is about: if it is there,
 * the import was done, and is not done again.
 */
export async function finishAccepting(
  db: InboxDatabase,
  known: InboxPackage,
  at: string,
  onProgress: (progress: InboxProgress) => void,
): Promise<Result<Accepted>> {
  const { id } = known;
  const tell = (words: string, share: number | null) => onProgress({ id, words, share });
  const done = await findReceipt(id, at);
  const imported = done === null ? await importOnce(db, known, at, (share) => tell('Importing', share)) : success(done);
  if (!imported.ok) {
    await changePackage(db, id, (each) =>
      failAccepting(each, describeFailure(imported.issues), new Date().toISOString()),
    );
    return imported;
  }
  const { read, search } = await readFindings(db, id);
  const kept = await keepSearchOf(id, search, read?.name || known.fileName, at, (share) =>
    tell('Keeping its search', share),
  );
  await changePackage(db, id, (each) => endAccepting(each, imported.value.id, kept));
  return success({ id: imported.value.id, brought: imported.value.brought }, imported.issues);
}

/** The import is done, and must not be done again because its search cannot be kept: that is said by its not being there. */
async function keepSearchOf(...given: Parameters<typeof keepSearch>): Promise<string | null> {
  try {
    return await keepSearch(...given);
  } catch {
    return null;
  }
}

function findReceipt(sha256: string, at: string): Promise<ImportReceipt | null> {
  return withWorkspace(TARGET, async (db) => {
    const receipts = await db.receipts.where('at').equals(at).toArray();
    return receipts.find((receipt) => receipt.sha256 === sha256) ?? null;
  });
}

async function importOnce(
  db: InboxDatabase,
  known: InboxPackage,
  at: string,
  tell: (share: number) => void,
): Promise<Result<ImportReceipt>> {
  const file = await openPackageFile(db, known);
  if (!file.ok) return file;
  try {
    return await importAnswers.commitImport(
      file.value,
      TARGET,
      await chooseAgain(at),
      at,
      ({ bytesRead, bytesTotal }) => tell(bytesRead / Math.max(1, bytesTotal)),
    );
  } catch (error) {
    return failure(
      issue('error', 'import-broke', WHOLE_FILE, `Importing it failed in a way we did not foresee: ${String(error)}`),
    );
  }
}

/** What this very import left behind when it was interrupted is replaced; what is of any other stays, and refuses it. */
function chooseAgain(at: string): Promise<ImportChoices> {
  return withHistories(TARGET, async (db) => {
    const isOurs = ({ importedAt }: { readonly importedAt: string }) => importedAt === at;
    const [history, collection] = [
      await db.histories.filter(isOurs).first(),
      await db.collections.filter(isOurs).first(),
    ];
    return {
      ...(history === undefined ? {} : { history: { replace: true } }),
      ...(collection === undefined ? {} : { indicators: { replace: true } }),
    };
  });
}

/**
 * The search of a package as a search of the workspace's. Where it saw something it is run once more: the records it found are kept
 * then, and the histories may have grown since.
 * @returns its id; `null`: nothing was searched
 */
async function keepSearch(
  packageId: string,
  found: SearchFinding | null,
  name: string,
  at: string,
  tell: (share: number) => void,
): Promise<string | null> {
  if (found === null || found.request === null || found.run === null || found.request.values.length === 0) return null;
  const { request, run } = found;
  const id = searchOfPackage(packageId);
  const watch = await withWorkspace(TARGET, readWatch);
  await withHistories(TARGET, async (db) => {
    const before = await db.searches.get(id);
    if (before === undefined) await db.searches.put({ id, name, request, createdAt: at, run: null, lookedAt: null });
    else if (before.run !== null) return;
    if (found.sightingCount === 0) {
      await keepRun(db, id, { ...run, sightings: [] }, ownerOfRun(id, run.at));
      return;
    }
    const ranAt = new Date().toISOString();
    await holdWorkLock(ownerOfRun(id, ranAt), async () => {
      await clearStrays(db);
      return runSearch(db, {
        id,
        request,
        at: ranAt,
        watch,
        today: writeLocalDay(new Date(ranAt)),
        startParts,
        onProgress: ({ segmentsDone, segmentsTotal }) => tell(segmentsDone / Math.max(1, segmentsTotal)),
        isStopped: () => false,
      });
    });
  });
  return id;
}

function describeFailure(issues: readonly Issue[]): string {
  const [first] = issues;
  return first === undefined ? 'It could not be imported.' : [first.message, first.done ?? ''].join(' ').trim();
}
