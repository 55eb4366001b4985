/**
 * Files in a ZIP (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT) or tar archive
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html), one at a time and within limits: what an
 * archive says of its own sizes is checked while it unfolds.
 */
import { Inflate } from 'fflate';
import { excerpt, failure, type Issue, issue, type Place, type Result, success, WHOLE_FILE } from '../domain/result';
import { decodeName, isTar, readOctal, readTarName, viewOf } from './archive-head';

export interface ArchiveEntry {
  readonly path: string;
  /** Unfolded, as the archive states it. */
  readonly size: number;
  /** At most `limit` bytes; what is damaged, locked or larger than stated fails. */
  read(limit: number): Result<Uint8Array>;
}

const MOST_ENTRIES = 100_000;
/** Unfolded size by packed size, of one entry: text reaches 20, bombs 1,000. */
const LARGEST_RATIO = 200;
/** Packed bytes that are unfolded before looking how many they became. */
const STEP = 16 * 1024;

export function listArchive(bytes: Uint8Array): Result<readonly ArchiveEntry[]> {
  return isTar(bytes) ? listTar(bytes) : listZip(bytes);
}

function listZip(bytes: Uint8Array): Result<readonly ArchiveEntry[]> {
  const view = viewOf(bytes);
  const end = findEndRecord(bytes);
  if (end < 0) return refuse('archive-truncated', 'The ZIP archive has no directory at its end: it was cut off.');
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff)
    return refuse('archive-too-large', 'A ZIP archive this large (ZIP64) is not read.');
  const entries: ArchiveEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      return refuse('archive-damaged', 'The directory of the ZIP archive is damaged.');
    }
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const nameLength = view.getUint16(at + 28, true);
    const offset = view.getUint32(at + 42, true);
    const path = decodeName(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (path.endsWith('/')) continue;
    entries.push({
      path,
      size,
      read: (limit) => readZipEntry(bytes, { path, flags, method, packed, size, offset }, limit),
    });
  }
  return success(entries);
}

interface ZipEntry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

function readZipEntry(
  bytes: Uint8Array,
  { path, flags, method, packed, size, offset }: ZipEntry,
  limit: number,
): Result<Uint8Array> {
  const place = placeOf(path);
  const view = viewOf(bytes);
  if ((flags & 1) !== 0) return failure(leftOut('archive-entry-locked', place, 'This file is locked by a password.'));
  if (size > limit) return failure(tooLarge(place, size, limit));
  if (size > packed * LARGEST_RATIO + 1024) return failure(bomb(place));
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) return failure(damaged(place));
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const content = bytes.subarray(start, start + packed);
  if (content.length < packed) return failure(damaged(place));
  if (method === 0) return content.length === size ? success(content) : failure(damaged(place));
  if (method !== 8)
    return failure(
      leftOut('archive-method-unknown', place, 'This file is packed in a way that is not read.', String(method)),
    );
  const out = new Uint8Array(size);
  let length = 0;
  let isOver = false;
  const inflate = new Inflate((chunk) => {
    isOver ||= length + chunk.length > size;
    if (!isOver) out.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < content.length && !isOver; at += STEP)
      inflate.push(content.subarray(at, at + STEP), at + STEP >= content.length);
  } catch {
    return failure(damaged(place));
  }
  if (isOver) return failure(bomb(place));
  return length === size ? success(out) : failure(damaged(place));
}

/** Behind it a comment may stand, of at most 64 KiB. */
function findEndRecord(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return -1;
}

function listTar(bytes: Uint8Array): Result<readonly ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const issues: Issue[] = [];
  let longName = '';
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const size = readOctal(bytes, at + 124, 12);
    if (size === null) return refuse('archive-damaged', 'The tar archive is damaged: a file in it states no size.');
    const start = at + 512;
    const path = longName || readTarName(bytes, at);
    const kind = String.fromCharCode(bytes[at + 156] ?? 0);
    at = start + Math.ceil(size / 512) * 512;
    const content = bytes.subarray(start, start + size);
    // A name of more than 100 bytes stands in an entry of its own, before the one it belongs to.
    if (kind === 'L' || kind === 'x') {
      const text = decodeName(content.subarray(0, 4096)).replace(/\0.*$/s, '');
      longName = kind === 'L' ? text : (/^\d+ path=(.*)$/m.exec(text)?.[1] ?? '');
      continue;
    }
    longName = '';
    if (kind !== '0' && kind !== '\0') continue;
    if (entries.length >= MOST_ENTRIES)
      return refuse('archive-too-large', `An archive of more than ${MOST_ENTRIES} files is not read.`);
    if (content.length < size) {
      issues.push(leftOut('archive-truncated', placeOf(path), 'The archive was cut off within this file.'));
      break;
    }
    entries.push({
      path,
      size,
      read: (limit) => (size > limit ? failure(tooLarge(placeOf(path), size, limit)) : success(content)),
    });
  }
  return entries.length === 0 ? { ok: false, issues: [...issues, EMPTY] } : success(entries, issues);
}

const EMPTY = issue('error', 'archive-empty', WHOLE_FILE, 'The archive holds no files.', { done: 'Nothing was read.' });

function placeOf(path: string): Place {
  return { kind: 'path', path: excerpt(path, 200) };
}

function leftOut(code: string, place: Place, message: string, found = ''): Issue {
  return issue('warning', code, place, message, { ...(found === '' ? {} : { found }), done: 'Left out.' });
}

function damaged(place: Place): Issue {
  return leftOut('archive-entry-damaged', place, 'This file is damaged within the archive.');
}

function bomb(place: Place): Issue {
  return leftOut(
    'archive-unfolds-too-far',
    place,
    'This file unfolds to more than it states, or to far more than its packed size.',
  );
}

function tooLarge(place: Place, size: number, limit: number): Issue {
  const allowed = `the limit is ${Math.round(limit / 1024).toLocaleString('en')} KiB`;
  return leftOut(
    'archive-entry-too-large',
    place,
    `This file is larger than any of its kind: ${allowed}.`,
    `${Math.round(size / 1024).toLocaleString('en')} KiB`,
  );
}

function refuse(code: string, message: string): Result<never> {
  return failure(issue('error', code, WHOLE_FILE, message, { done: 'Nothing was read.' }));
}
