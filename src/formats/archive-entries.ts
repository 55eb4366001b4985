/**
 * Files in a ZIP or tar archive (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html), one at a time and
 * within limits: one that cannot be read does not keep the others from it.
 */
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import {
  BEFORE_A_FILE,
  isTar,
  LONGEST_PAX,
  readLongName,
  readOctal,
  readPax,
  readTarName,
  type Stated,
} from './archive-head';
import { type ArchiveLimits, leftOut, makeBudget, plainPath, refuseArchive, refuseCount } from './archive-limits';
import { listZip, type ZipEntry } from './zip-entries';

export interface ArchiveEntry {
  readonly path: string;
  /** At most `limit` bytes; what is damaged, locked or larger than stated fails. */
  read(limit: number): Result<Uint8Array>;
}

/** As much as a tar archive may have, which comes unfolded; collections of rules have 20,000 files at most. */
export const COLLECTION_LIMITS: ArchiveLimits = { bytes: 256 * 1024 * 1024, entries: 50_000 };
/** A file of a tar archive may have a long name and a long target before it, each with a head of its own. */
const HEADS_OF_A_FILE = 3;

export function listArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits = COLLECTION_LIMITS,
): Result<readonly ArchiveEntry[]> {
  if (isTar(bytes)) return listTar(bytes, limits);
  const listed = listZip(bytes, limits);
  if (!listed.ok) return listed;
  if (listed.value.length === 0) return failure(EMPTY);
  return success(listed.value.map((entry) => ({ path: entry.path, read: (limit) => readZipEntry(entry, limit) })));
}

function readZipEntry(entry: ZipEntry, limit: number): Result<Uint8Array> {
  if (entry.fault === null && entry.size > limit) return failure(tooLarge(entry.path, entry.size, limit));
  if (entry.fault !== null) return failure(entry.fault);
  // Room is made when something comes: what is stated may be of thousands of files that are not read.
  let whole = new Uint8Array(0);
  let length = 0;
  const result = entry.stream((piece) => {
    if (length === 0) whole = new Uint8Array(entry.size);
    whole.set(piece, length);
    length += piece.length;
  });
  return result.ok ? success(whole) : result;
}

function listTar(bytes: Uint8Array, limits: ArchiveLimits): Result<readonly ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const issues: Issue[] = [];
  const budget = makeBudget(limits.bytes);
  let stated: Stated = {};
  let heads = 0;
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const kind = String.fromCharCode(bytes[at + 156] ?? 0);
    const own = readOctal(bytes, at + 124, 12);
    const size = BEFORE_A_FILE.has(kind) ? own : (stated.size ?? own);
    if (size === null)
      return refuseArchive('archive-damaged', 'The tar archive is damaged: a file in it states no size.');
    if (++heads > limits.entries * HEADS_OF_A_FILE) return refuseCount(limits);
    const start = at + 512;
    const path = plainPath(stated.path ?? readTarName(bytes, at));
    at = start + Math.ceil(size / 512) * 512;
    const content = bytes.subarray(start, start + size);
    // A name of more than 100 bytes stands in an entry of its own, before the one it belongs to.
    if (kind === 'L' || kind === 'x') {
      const head = content.subarray(0, LONGEST_PAX);
      stated = kind === 'L' ? { ...stated, path: readLongName(head) } : { ...stated, ...readPax(head) };
      continue;
    }
    if (BEFORE_A_FILE.has(kind)) continue;
    stated = {};
    if (kind !== '0' && kind !== '\0') continue;
    if (content.length < size) {
      issues.push(leftOut('archive-truncated', path, 'The archive was cut off within this file.'));
      break;
    }
    if (entries.length >= limits.entries) return refuseCount(limits);
    entries.push({
      path,
      read(limit) {
        const found = size > limit ? tooLarge(path, size, limit) : budget.spend(path, size);
        return found === null ? success(content) : failure(found);
      },
    });
  }
  return entries.length === 0 ? { ok: false, issues: [...issues, EMPTY] } : success(entries, issues);
}

const EMPTY = issue('error', 'archive-empty', WHOLE_FILE, 'The archive holds no files.', { done: 'Nothing was read.' });

function tooLarge(path: string, size: number, limit: number): Issue {
  const allowed = `the limit is ${Math.round(limit / 1024).toLocaleString('en')} KiB`;
  return leftOut(
    'archive-entry-too-large',
    path,
    `This file is larger than any of its kind: ${allowed}.`,
    `${Math.round(size / 1024).toLocaleString('en')} KiB`,
  );
}
