/**
 * The one reader of ZIP archives (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT): the directory at the end
 * is read first and held against the limits, and entries that share bytes are refused, as each of them would unfold the
 * same content again. While an entry unfolds, what comes out is held against what was stated.
 */
import { Inflate } from 'fflate';
import { failure, type Issue, type Result, success } from '../domain/result';
import { decodeName, viewOf } from './archive-head';
import {
  type ArchiveLimits,
  type Budget,
  leftOut,
  makeBudget,
  plainPath,
  refuseArchive,
  refuseCount,
} from './archive-limits';

export interface ZipEntry {
  /** Without `..`, a root or a drive: it names a file and leads nowhere. */
  readonly path: string;
  /** Unfolded, as the archive states it; never exceeded. */
  readonly size: number;
  /** What forbids reading it, known before anything unfolds. */
  readonly fault: Issue | null;
  /** Its packed content, for whoever unfolds it on the way; `null` where it is damaged. */
  readonly packed: {
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly isDeflated: boolean;
    readonly crc: number;
  } | null;
  /** The content in pieces; an entry that fails may have given some. */
  stream(take: (piece: Uint8Array) => void): Result<null>;
}

interface ZipRecord {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  /** Of the unfolded content. */
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
  /** Where its packed content begins; `null` when its own header is damaged or the content would not fit. */
  readonly start: number | null;
}

interface Directory {
  readonly offset: number;
  readonly end: number;
  readonly count: number;
}

/** Unfolded size by packed size, of one entry: text reaches 20, sheets 60 and a few 300, bombs 1,000. */
const LARGEST_RATIO = 400;
/** So much is no bomb, however well it packs; the limit of all entries holds for it as well. */
const RATIO_MATTERS = 4 * 1024 * 1024;
/** Packed bytes that are unfolded before looking how many they became. */
const STEP = 16 * 1024;
const IN_ZIP64 = 0xffffffff;
/** Encrypted, strongly encrypted, with a masked directory. */
const LOCKED = 0x2041;

export function listZip(bytes: Uint8Array, limits: ArchiveLimits): Result<readonly ZipEntry[]> {
  const directory = findDirectory(bytes, limits);
  if (!directory.ok) return directory;
  const records = readRecords(bytes, directory.value);
  if (!records.ok) return records;
  if (isOverlapping(records.value, directory.value))
    return refuseArchive(
      'archive-overlapping',
      'Files within the ZIP archive share their bytes: it is made to unfold.',
    );
  const budget = makeBudget(limits.bytes);
  return success(records.value.map((record) => makeEntry(bytes, record, budget)));
}

/** The last record of the archive, behind which a comment of at most 64 KiB may stand. */
function findDirectory(bytes: Uint8Array, limits: ArchiveLimits): Result<Directory> {
  const view = viewOf(bytes);
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const [disk, count] = [view.getUint16(at + 4, true), view.getUint16(at + 10, true)];
    const [size, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    if (count === 0xffff || size === IN_ZIP64 || offset === IN_ZIP64) return refuseZip64();
    if (offset + size > at) continue;
    if (disk !== 0) return refuseArchive('archive-truncated', 'This is one part of a ZIP archive that was split.');
    if (count > limits.entries) return refuseCount(limits);
    return success({ offset, end: offset + size, count });
  }
  return refuseArchive('archive-truncated', 'The ZIP archive has no directory at its end: it was cut off.');
}

function readRecords(bytes: Uint8Array, directory: Directory): Result<readonly ZipRecord[]> {
  const view = viewOf(bytes);
  const records: ZipRecord[] = [];
  let at = directory.offset;
  for (let index = 0; index < directory.count; index++) {
    if (at + 46 > directory.end || view.getUint32(at, true) !== 0x02014b50)
      return refuseArchive('archive-damaged', 'The directory of the ZIP archive is damaged.');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const crc = view.getUint32(at + 16, true);
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [nameLength, offset] = [view.getUint16(at + 28, true), view.getUint32(at + 42, true)];
    const name = decodeName(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (packed === IN_ZIP64 || size === IN_ZIP64 || offset === IN_ZIP64) return refuseZip64();
    // A folder, which is never read.
    if (/[/\\]$/.test(name)) continue;
    const start = findContent(view, offset, packed);
    records.push({ path: plainPath(name), flags, method, packed, crc, size, offset, start });
  }
  return success(records);
}

function findContent(view: DataView, offset: number, packed: number): number | null {
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== 0x04034b50) return null;
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return start + packed > view.byteLength ? null : start;
}

/** From header to the end of the content, of all that can be read, and the directory. */
function isOverlapping(records: readonly ZipRecord[], directory: Directory): boolean {
  const ranges = records.flatMap(({ offset, start, packed }) =>
    start === null ? [] : [{ from: offset, to: start + packed }],
  );
  ranges.push({ from: directory.offset, to: directory.end });
  ranges.sort((a, b) => a.from - b.from || a.to - b.to);
  return ranges.some(({ from }, at) => from < (ranges[at - 1]?.to ?? 0));
}

function makeEntry(bytes: Uint8Array, record: ZipRecord, budget: Budget): ZipEntry {
  const { path, packed, size, start } = record;
  const fault = findFault(record);
  let isSpent = false;
  return {
    path,
    size,
    fault,
    packed:
      start === null
        ? null
        : {
            bytes: bytes.subarray(start, start + packed) as Uint8Array<ArrayBuffer>,
            isDeflated: record.method === 8,
            crc: record.crc,
          },
    stream(take) {
      if (fault !== null || record.start === null) return failure(fault ?? damaged(path));
      // Reading again what was read costs nothing: how often is up to us, not to the archive.
      const over = isSpent ? null : budget.spend(path, size);
      if (over !== null) return failure(over);
      isSpent = true;
      return unfold(bytes.subarray(record.start, record.start + packed), record, take, budget);
    },
  };
}

function findFault({ path, flags, method, packed, size, start }: ZipRecord): Issue | null {
  if ((flags & LOCKED) !== 0) return leftOut('archive-entry-locked', path, 'This file is locked by a password.');
  if (size > RATIO_MATTERS && size > packed * LARGEST_RATIO) return bomb(path);
  if (method !== 0 && method !== 8)
    return leftOut('archive-method-unknown', path, 'This file is packed in a way that is not read.', String(method));
  return start === null || (method === 0 && packed !== size) ? damaged(path) : null;
}

function unfold(
  content: Uint8Array,
  { path, method, size }: ZipRecord,
  take: (piece: Uint8Array) => void,
  budget: Budget,
): Result<null> {
  if (method === 0) {
    take(content);
    return success(null);
  }
  let length = 0;
  // What a taker throws is its own; only what the inflater throws means damage.
  let isTaking = false;
  const inflate = new Inflate((piece) => {
    length += piece.length;
    if (length > size) return;
    isTaking = true;
    take(piece);
    isTaking = false;
  });
  try {
    for (let at = 0; at < content.length && length <= size; at += STEP)
      inflate.push(content.subarray(at, at + STEP), at + STEP >= content.length);
  } catch (error) {
    if (isTaking) throw error;
    if (length <= size) return failure(damaged(path));
  }
  if (length > size) {
    budget.lose(length - size);
    return failure(bomb(path));
  }
  return length === size ? success(null) : failure(damaged(path));
}

function damaged(path: string): Issue {
  return leftOut('archive-entry-damaged', path, 'This file is damaged within the archive.');
}

function bomb(path: string): Issue {
  const message = 'This file unfolds to more than it states, or to far more than its packed size.';
  return leftOut('archive-unfolds-too-far', path, message);
}

function refuseZip64(): Result<never> {
  return refuseArchive('archive-too-large', 'A ZIP archive this large (ZIP64) is not read.');
}
