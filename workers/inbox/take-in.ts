import type { InboxPackage } from '../../src/domain/inbox/package';
import { settleImported } from '../../src/domain/inbox/playbook';
import type { InboxDatabase, StoredArrival } from '../../src/store/inbox-database';
import { tryIntakeLock } from '../../src/store/inbox-locks';
import { changePackage, dropArrival, settleArrival } from '../../src/store/inbox-packages';
import { withWorkspace } from '../databases';
import { hashAside } from '../hash-aside';
import { openPackageFile, TARGET } from './package-in-hand';
import { isFolderAsking } from './watched-folder';

/** What came in becomes packages, each under the hash of its bytes. Does nothing while another tab is at it. */
export async function takeIn(db: InboxDatabase, tell: (fileName: string) => void): Promise<void> {
  await tryIntakeLock(async () => {
    const isAsking = await isFolderAsking(db);
    for (const arrival of await db.arrivals.orderBy('arrivedAt').toArray()) {
      if (isAsking && arrival.bytes === 'in-folder') continue;
      tell(arrival.fileName);
      const sha256 = await hashArrival(db, arrival);
      if (sha256 !== null) await settleArrival(db, arrival, sha256);
    }
  });
}

/** @returns `null`: its bytes cannot be read now */
async function hashArrival(db: InboxDatabase, arrival: StoredArrival): Promise<string | null> {
  const file = await openPackageFile(db, arrival);
  if (!file.ok) {
    // It went from the folder before it was read: should it come back, it is taken in as a new one.
    await db.transaction('rw', [db.arrivals, db.folderFiles], async () => {
      await dropArrival(db, arrival.id);
      await db.folderFiles.delete(arrival.fileName);
    });
    return null;
  }
  try {
    return await hashAside(file.value).digest;
  } catch (error) {
    // The disk did not give it: it stays, and is tried again.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Packages that somebody took through the import meanwhile: they need no decision any more. */
export async function settleImportedOnes(db: InboxDatabase): Promise<void> {
  const packages = await db.packages.orderBy('arrivedAt').toArray();
  const waiting = packages.filter(({ standing }) => WAITING.has(standing.kind));
  const [first] = waiting;
  if (first === undefined) return;
  const receipts = await withWorkspace(TARGET, (workspace) =>
    workspace.receipts
      .where('at')
      .above(first.arrivedAt)
      .and(({ takenBack }) => !takenBack)
      .toArray(),
  );
  const byHash = new Map(receipts.map((receipt) => [receipt.sha256, receipt]));
  for (const { id, arrivedAt } of waiting) {
    const receipt = byHash.get(id);
    if (receipt === undefined || receipt.at <= arrivedAt) continue;
    await changePackage(db, id, (known) => settleImported(known, receipt.id, receipt.at));
  }
}

const WAITING: ReadonlySet<InboxPackage['standing']['kind']> = new Set(['finished', 'unreadable']);
