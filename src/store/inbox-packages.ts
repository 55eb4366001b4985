import { type Finding, type Findings, NO_FINDINGS } from '../domain/inbox/findings';
import { isSame } from '../domain/inbox/folder-listing';
import type { InboxPackage, PackageArrival, StepRecord } from '../domain/inbox/package';
import { endStep, isDecided, makePackage, meetAgain } from '../domain/inbox/playbook';
import type { InboxDatabase, StoredArrival } from './inbox-database';

/** Files that came by hand: all of them are in the inbox once this is done, or, where there is no room, none. */
export async function addArrivals(db: InboxDatabase, files: readonly File[], at: string): Promise<void> {
  await db.transaction('rw', [db.arrivals, db.contents], async () => {
    for (const file of files) await putArrival(db, describeFile(file, at, 'hand', 'kept'), file);
  });
}

/**
 * A file of the watched folder. That it was taken is written with it: it is here once, or it is still to be taken.
 * @param keepsBytes `false`: it is too large to be kept twice, and stays in the folder
 */
export async function addFromFolder(db: InboxDatabase, file: File, keepsBytes: boolean, at: string): Promise<void> {
  const { name, size, lastModified } = file;
  await db.transaction('rw', [db.arrivals, db.contents, db.folderFiles], async () => {
    // Another tab looks into the same folder.
    if (isSame({ name, size, lastModified }, await db.folderFiles.get(name))) return;
    const arrival = describeFile(file, at, 'folder', keepsBytes ? 'kept' : 'in-folder');
    await putArrival(db, arrival, keepsBytes ? file : null);
    await db.folderFiles.put({ name, size, lastModified, takenAt: at });
  });
}

function describeFile(
  { name, size, lastModified }: File,
  at: string,
  from: PackageArrival['from'],
  bytes: PackageArrival['bytes'],
): Omit<PackageArrival, 'content'> {
  return { fileName: name, size, fileDate: new Date(lastModified).toISOString(), arrivedAt: at, from, bytes };
}

async function putArrival(
  db: InboxDatabase,
  arrival: Omit<PackageArrival, 'content'>,
  file: File | null,
): Promise<void> {
  const id = crypto.randomUUID();
  if (file !== null) await db.contents.put({ id, blob: file });
  await db.arrivals.put({ ...arrival, id, content: file === null ? '' : id });
}

/**
 * What came in becomes a package, or is one already: then its bytes are needed no second time.
 * @param sha256 of its bytes
 */
export async function settleArrival(db: InboxDatabase, arrival: StoredArrival, sha256: string): Promise<void> {
  await db.transaction('rw', [db.arrivals, db.contents, db.packages], async () => {
    // Another tab was faster.
    if ((await db.arrivals.get(arrival.id)) === undefined) return;
    const { id, ...came } = arrival;
    const known = await db.packages.get(sha256);
    await db.arrivals.delete(id);
    if (known === undefined) {
      await db.packages.put(makePackage(sha256, came));
      return;
    }
    const met = meetAgain(known, came);
    // A copy that is kept is safer than a file that lies in a folder.
    const isBetter = !isDecided(known) && known.bytes === 'in-folder' && came.bytes === 'kept';
    await db.packages.put(isBetter ? { ...met, bytes: 'kept', content: came.content } : met);
    if (!isBetter && came.content !== '') await db.contents.delete(came.content);
  });
}

/** It cannot even be hashed: its bytes are gone from where they lay. */
export async function dropArrival(db: InboxDatabase, id: string): Promise<void> {
  await db.arrivals.delete(id);
}

/**
 * Changes a package as `change` says; of one that is decided the bytes go with it.
 * @returns as it is now; `null`: it is gone, or cannot become that
 */
export function changePackage(
  db: InboxDatabase,
  id: string,
  change: (known: InboxPackage) => InboxPackage | null,
): Promise<InboxPackage | null> {
  return db.transaction('rw', [db.packages, db.contents, db.findings], async () => {
    const known = await db.packages.get(id);
    const changed = known === undefined ? null : change(known);
    if (known === undefined || changed === null) return null;
    await db.packages.put(changed);
    if (known.content !== '' && changed.content !== known.content) await db.contents.delete(known.content);
    // From the beginning: what was found then is found anew.
    if (changed.steps.length < known.steps.length) await db.findings.where('package').equals(id).delete();
    return changed;
  });
}

/** A step ends with what it found, once. @param finding `null`: it found nothing to keep */
export function keepStep(
  db: InboxDatabase,
  id: string,
  record: StepRecord,
  finding: Finding | null,
): Promise<InboxPackage | null> {
  return db.transaction('rw', [db.packages, db.contents, db.findings], async () => {
    const changed = await changePackage(db, id, (known) => endStep(known, record));
    if (changed !== null && finding !== null) await db.findings.put({ ...finding, package: id });
    return changed;
  });
}

export async function readFindings(db: InboxDatabase, id: string): Promise<Findings> {
  const findings: { -readonly [Step in keyof Findings]: Findings[Step] } = { ...NO_FINDINGS };
  for (const { package: _, ...found } of await db.findings.where('package').equals(id).toArray()) {
    if (found.step === 'read') findings.read = found;
    else if (found.step === 'context') findings.context = found;
    else if (found.step === 'search') findings.search = found;
    else findings.draft = found;
  }
  return findings;
}

/** Of decided ones, nothing is kept any more: should the same file come again, it is gone through again. */
export async function forgetPackages(db: InboxDatabase, ids: readonly string[]): Promise<void> {
  await db.transaction('rw', [db.packages, db.findings], async () => {
    for (const id of ids) {
      const known = await db.packages.get(id);
      if (known === undefined || !isDecided(known)) continue;
      await db.packages.delete(id);
      await db.findings.where('package').equals(id).delete();
    }
  });
}
