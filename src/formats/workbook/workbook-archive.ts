/**
 * A ZIP archive whose files only mean something together, as a workbook's do: one that is locked, damaged or unfolds too
 * far makes the whole unreadable, and is refused before anything unfolds.
 */
import { type Issue, type Result, success } from '../../domain/result';
import { type ArchiveLimits, refuseArchive } from '../archive-limits';
import { listZip, type ZipEntry } from '../zip-entries';

export interface Archive {
  has(path: string): boolean;
  /** The content of a file in pieces; `null` when there is none of that name. */
  stream(path: string, take: (piece: Uint8Array) => void): Result<null> | null;
}

export const WORKBOOK_LIMITS: ArchiveLimits = { bytes: 384 * 1024 * 1024, entries: 10_000 };

export function openArchive(bytes: Uint8Array, limits: ArchiveLimits = WORKBOOK_LIMITS): Result<Archive> {
  const listed = listZip(bytes, limits);
  if (!listed.ok) return listed;
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  for (const entry of listed.value) {
    const { code } = entry.fault ?? {};
    if (code === 'archive-entry-locked')
      return refuseArchive('archive-encrypted', 'The archive is protected by a password.');
    total += entry.size;
    if (code === 'archive-unfolds-too-far' || total > limits.bytes) {
      const message = `The archive unfolds too far: one of its files would have ${entry.size} bytes.`;
      return refuseArchive('archive-unfolds-too-far', message, entry.path);
    }
    entries.set(entry.path, entry);
  }
  return success({
    has: (path) => entries.has(path),
    stream(path, take) {
      const entry = entries.get(path);
      if (entry === undefined) return null;
      const result = entry.stream(take);
      return result.ok ? result : refusePart(path, result.issues[0]);
    },
  });
}

function refusePart(path: string, found: Issue | undefined): Result<never> {
  const isBomb = found?.code === 'archive-unfolds-too-far';
  return isBomb
    ? refuseArchive(found.code, 'The archive unfolds too far: one of its files is larger than it says.', path)
    : refuseArchive(
        'archive-damaged',
        'A file within the archive is damaged, or packed in a way not known here.',
        path,
      );
}
