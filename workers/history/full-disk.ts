import { formatBytes } from '../../src/domain/format';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { freeOf, isQuotaError, readStorageRoom } from '../../src/store/storage-room';

/** A browser that says so much is free, and stores no more, does not tell its true limit: some round it up to gigabytes. */
const UNTRUE_FREE = 256 * 1024 * 1024;

/** The browser refused to store more. @param done what became of what was to be stored */
export async function describeFullDisk(done: string): Promise<Issue> {
  const room = await readStorageRoom();
  const free = freeOf(room);
  const { quota, usage } = room;
  const used = usage === null ? '' : ` Vedette uses ${formatBytes(usage)} of it.`;
  const figures =
    quota === null || free === null
      ? ''
      : free > UNTRUE_FREE
        ? `${used} The browser says that it would grant more, but it does not: its own limit is reached, or the disk is full.`
        : ` The browser grants ${formatBytes(quota)}.${used}`;
  return issue('error', 'storage-full', WHOLE_FILE, `This device has no room for more.${figures}`, { done });
}

/**
 * Refused before it is written: its size is known, and it is more than there is. The browser's word is taken, also where it
 * rounds; what it does not say is tried.
 */
export async function refuseTooLarge(what: string, needed: number, done: string): Promise<Issue | null> {
  const free = freeOf(await readStorageRoom());
  if (free === null || needed <= free) return null;
  return issue(
    'error',
    'storage-too-small',
    WHOLE_FILE,
    `${what} takes ${formatBytes(needed)}, and this device has room for ${formatBytes(free)}.`,
    { done },
  );
}

/** Does what writes, and gives a full disk as a reason; anything else is a bug of ours, and is thrown on. */
export async function unlessFull<T>(done: string, write: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await write());
  } catch (error) {
    if (!isQuotaError(error)) throw error;
    return failure(await describeFullDisk(done));
  }
}
