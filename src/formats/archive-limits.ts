/**
 * ZIP archives within bounds: the table at the end of the archive is read first, and what it promises is held against
 * the limits; while a member is unpacked, what comes out is held against what was promised. Encrypted, truncated and
 * overlapping archives are refused. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { Inflate } from 'fflate';
import { failure, issue, type Result, success, WHOLE_FILE } from '../domain/result';

export interface ArchiveLimits {
  /** Unpacked bytes of everything that is taken out. */
  readonly bytes: number;
  /** Unpacked to packed, of one member above `RATIO_MATTERS`; text reaches 20, sheets 60, bombs 1,000. */
  readonly ratio: number;
  readonly members: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = { bytes: 512 * 1024 * 1024, ratio: 250, members: 10_000 };

export interface ArchiveMember {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
}

export interface Archive {
  readonly members: readonly ArchiveMember[];
  /** The content of a member, whole; `null` when there is none of that name. */
  read(name: string): Result<Uint8Array> | null;
  /** The same in pieces. */
  stream(name: string, take: (piece: Uint8Array) => void): Result<null> | null;
}

interface Entry extends ArchiveMember {
  readonly method: number;
  readonly offset: number;
}

/** A kilobyte of zeros is no bomb. */
const RATIO_MATTERS = 4 * 1024 * 1024;
const FED_AT_ONCE = 65_536;

export function openArchive(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): Result<Archive> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (directory === null)
    return refuse('archive-truncated', 'The archive is cut off or damaged: its table of contents is missing.');
  if (directory.count > limits.members) {
    return refuse('archive-unfolds-too-far', `The archive holds more than ${limits.members} files.`);
  }
  const entries = new Map<string, Entry>();
  let at = directory.offset;
  let total = 0;
  for (let number = 0; number < directory.count; number++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      return refuse('archive-truncated', 'The archive is cut off or damaged: its table of contents is incomplete.');
    }
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [packed, unpacked] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if ((flags & 1) !== 0) return refuse('archive-encrypted', 'The archive is protected by a password.');
    total += unpacked;
    if (total > limits.bytes || (unpacked > RATIO_MATTERS && unpacked > packed * limits.ratio)) {
      return refuse('archive-unfolds-too-far', `The archive unfolds too far: "${name}" would have ${unpacked} bytes.`);
    }
    entries.set(name, { name, packed, unpacked, method, offset: view.getUint32(at + 42, true) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return success({
    members: [...entries.values()].map(({ name, packed, unpacked }) => ({ name, packed, unpacked })),
    read(name) {
      const pieces: Uint8Array[] = [];
      const result = this.stream(name, (piece) => pieces.push(piece));
      return result === null || !result.ok ? result : success(join(pieces));
    },
    stream(name, take) {
      const entry = entries.get(name);
      return entry === undefined ? null : unpack(bytes, view, entry, take);
    },
  });
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry, take: (piece: Uint8Array) => void): Result<null> {
  const damaged = () => refuse('archive-damaged', `The file "${entry.name}" within the archive is damaged.`);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) return damaged();
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length) return damaged();
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) {
    if (entry.packed !== entry.unpacked) return damaged();
    take(packed);
    return success(null);
  }
  if (entry.method !== 8)
    return refuse('archive-damaged', `"${entry.name}" is packed in a way that is not known here.`);
  let length = 0;
  const inflate = new Inflate((piece) => {
    length += piece.length;
    if (length <= entry.unpacked) take(piece);
  });
  try {
    for (let at = 0; at < packed.length && length <= entry.unpacked; at += FED_AT_ONCE) {
      inflate.push(packed.subarray(at, at + FED_AT_ONCE), at + FED_AT_ONCE >= packed.length);
    }
  } catch {
    return damaged();
  }
  if (length > entry.unpacked) {
    return refuse('archive-unfolds-too-far', `The archive unfolds too far: "${entry.name}" is larger than it says.`);
  }
  return length === entry.unpacked ? success(null) : damaged();
}

/** The last record of the archive, which a comment may follow. */
function findDirectory(view: DataView): { readonly offset: number; readonly count: number } | null {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const [count, size, offset] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    return offset + size <= at ? { offset, count } : null;
  }
  return null;
}

function refuse(code: string, message: string): Result<never> {
  return failure(issue('error', code, WHOLE_FILE, message, { done: 'Nothing was read.' }));
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
