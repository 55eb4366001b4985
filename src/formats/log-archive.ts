/**
 * Files of a ZIP or tar archive one after the other, each as a stream: logs are larger than what is held in memory. A tar
 * is read on the way through; of a ZIP its packed bytes are held, and unfold as they are read.
 */
import { type Issue, type Result, success } from '../domain/result';
import { decodeName, readOctal, readTarName } from './archive-head';
import { type ArchiveLimits, leftOut, makeBudget, plainPath, refuseArchive, refuseCount } from './archive-limits';
import { listZip } from './zip-entries';

/** Unfolded; a tar comes unfolded. Histories are limited by what the device stores. */
export const LOG_ARCHIVE_LIMITS: ArchiveLimits = { bytes: 64 * 1024 * 1024 * 1024, entries: 100_000 };

export interface ArchiveMember {
  readonly path: string;
  /** Once; what is left unread is skipped. */
  stream(): AsyncGenerator<Uint8Array>;
}

/** @param visit is done with a member when it settles; `false`: no further one is wanted */
export type VisitMember = (member: ArchiveMember) => Promise<boolean>;

/** @returns what could not be read; members that were are none of its business */
export async function visitTar(
  stream: AsyncGenerator<Uint8Array>,
  visit: VisitMember,
  limits: ArchiveLimits = LOG_ARCHIVE_LIMITS,
): Promise<Result<null>> {
  const input = makeByteInput(stream);
  const issues: Issue[] = [];
  let longName = '';
  let entries = 0;
  try {
    for (;;) {
      const head = await input.take(512);
      if (head.length < 512 || head[0] === 0) break;
      const size = readOctal(head, 124, 12);
      if (size === null)
        return refuseArchive('archive-damaged', 'The tar archive is damaged: a file in it states no size.');
      const path = plainPath(longName || readTarName(head, 0));
      const kind = String.fromCharCode(head[156] ?? 0);
      const padding = (512 - (size % 512)) % 512;
      // Three heads a file: its long name, its long target, itself.
      if (++entries > limits.entries * 3) return refuseCount(limits);
      if (kind === 'L' || kind === 'x') {
        const text = decodeName(await input.take(Math.min(size, 4096))).replace(/\0.*$/s, '');
        await input.skip(size - Math.min(size, 4096) + padding);
        longName = kind === 'L' ? text : (/^\d+ path=(.*)$/m.exec(text)?.[1] ?? '');
        continue;
      }
      longName = '';
      if (kind !== '0' && kind !== '\0') {
        await input.skip(size + padding);
        continue;
      }
      let left = size;
      const goesOn = await visit({
        path,
        async *stream() {
          while (left > 0) {
            const piece = await input.some(left);
            if (piece.length === 0) return;
            left -= piece.length;
            yield piece;
          }
        },
      });
      if (!goesOn) break;
      if ((await input.skip(left + padding)) > padding) {
        issues.push(leftOut('archive-truncated', path, 'The archive was cut off within this file.'));
        break;
      }
    }
    return success(null, issues);
  } finally {
    await stream.return(undefined);
  }
}

/** As `visitTar`, of a ZIP archive whose packed bytes are at hand. */
export async function visitZip(
  bytes: Uint8Array<ArrayBuffer>,
  visit: VisitMember,
  limits: ArchiveLimits = LOG_ARCHIVE_LIMITS,
): Promise<Result<null>> {
  const listed = listZip(bytes, limits);
  if (!listed.ok) return listed;
  const issues: Issue[] = [...listed.issues];
  const budget = makeBudget(limits.bytes);
  for (const { path, size, packed, fault } of listed.value) {
    const over = fault ?? budget.spend(path, size);
    if (over !== null || packed === null) {
      issues.push(over ?? leftOut('archive-entry-damaged', path, 'This file is damaged within the archive.'));
      continue;
    }
    const content = packed.isDeflated ? unfold(packed.bytes, path, size, issues) : cut(packed.bytes);
    const goesOn = await visit({ path, stream: () => content });
    await content.return(undefined);
    if (!goesOn) break;
  }
  return success(null, issues);
}

const STEP = 1024 * 1024;

async function* cut(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += STEP) yield bytes.subarray(at, at + STEP);
}

/** Never more than the archive states. */
async function* unfold(
  bytes: Uint8Array<ArrayBuffer>,
  path: string,
  size: number,
  issues: Issue[],
): AsyncGenerator<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let length = 0;
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value === undefined) continue;
      length += value.length;
      if (length > size) {
        issues.push(leftOut('archive-unfolds-too-far', path, 'This file unfolds to more than it states.'));
        return;
      }
      yield value;
    }
    if (length < size) issues.push(leftOut('archive-entry-damaged', path, 'This file is cut off within the archive.'));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    issues.push(leftOut('archive-entry-damaged', path, 'This file is damaged within the archive.'));
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Bytes of a stream as many as asked for. */
function makeByteInput(stream: AsyncGenerator<Uint8Array>) {
  let held: Uint8Array = new Uint8Array(0);
  const fill = async (): Promise<boolean> => {
    while (held.length === 0) {
      const { done, value } = await stream.next();
      if (done === true) return false;
      held = value;
    }
    return true;
  };
  const some = async (most: number): Promise<Uint8Array> => {
    if (!(await fill())) return new Uint8Array(0);
    const piece = held.subarray(0, most);
    held = held.subarray(piece.length);
    return piece;
  };
  return {
    some,
    /** Fewer only where the stream ends. */
    async take(length: number): Promise<Uint8Array> {
      const whole = new Uint8Array(length);
      let at = 0;
      while (at < length) {
        const piece = await some(length - at);
        if (piece.length === 0) break;
        whole.set(piece, at);
        at += piece.length;
      }
      return whole.subarray(0, at);
    },
    /** @returns how many bytes were missing */
    async skip(length: number): Promise<number> {
      let left = length;
      while (left > 0) {
        const { length: skipped } = await some(left);
        if (skipped === 0) break;
        left -= skipped;
      }
      return left;
    },
  };
}
