/**
 * Files of a ZIP or tar archive one after the other, each as a stream: logs are larger than what is held in memory. A tar
 * is read on the way through; of a ZIP its packed bytes are held, and unfold as they are read.
 */
import { type Issue, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { BEFORE_A_FILE, LONGEST_PAX, readLongName, readOctal, readPax, readTarName, type Stated } from './archive-head';
import { type ArchiveLimits, leftOut, makeBudget, plainPath, refuseArchive, refuseCount } from './archive-limits';
import { makeCrc32 } from './crc32';
import { DamagedContent } from './gunzip';
import { unpack } from './unpack';
import { listZip, type ZipEntry } from './zip-entries';

type Packed = NonNullable<ZipEntry['packed']>;

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
  let stated: Stated = {};
  let entries = 0;
  try {
    for (;;) {
      const head = await input.take(512);
      if (head.length > 0 && head.length < 512)
        issues.push(
          issue('warning', 'archive-truncated', WHOLE_FILE, 'The archive was cut off within the head of a file.', {
            done: 'The files before it were read.',
          }),
        );
      if (head.length < 512 || head[0] === 0) break;
      const kind = String.fromCharCode(head[156] ?? 0);
      const own = readOctal(head, 124, 12);
      const size = BEFORE_A_FILE.has(kind) ? own : (stated.size ?? own);
      if (size === null)
        return refuseArchive('archive-damaged', 'The tar archive is damaged: a file in it states no size.');
      const path = plainPath(stated.path ?? readTarName(head, 0));
      const padding = (512 - (size % 512)) % 512;
      // Three heads a file: its long name, its long target, itself.
      if (++entries > limits.entries * 3) return refuseCount(limits);
      if (kind === 'L' || kind === 'x') {
        const read = Math.min(size, LONGEST_PAX);
        const bytes = await input.take(read);
        await input.skip(size - read + padding);
        stated = kind === 'L' ? { ...stated, path: readLongName(bytes) } : { ...stated, ...readPax(bytes) };
        continue;
      }
      if (BEFORE_A_FILE.has(kind)) {
        await input.skip(size + padding);
        continue;
      }
      stated = {};
      if (kind !== '0' && kind !== '\0') {
        await input.skip(size + padding);
        continue;
      }
      let left = size;
      let isTold = false;
      const goesOn = await visit({
        path,
        async *stream() {
          while (left > 0) {
            // Should reading fail, the stream says it; behind that there is nothing more.
            isTold = true;
            const piece = await input.some(left);
            if (piece.length === 0)
              throw new DamagedMember('archive-truncated', 'The archive was cut off within this file', size - left);
            isTold = false;
            left -= piece.length;
            yield piece;
          }
        },
      });
      if (!goesOn) break;
      if ((await input.skip(left + padding)) > padding) {
        if (!isTold) issues.push(leftOut('archive-truncated', path, 'The archive was cut off within this file.'));
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
    const content = unfold(packed, size);
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

/**
 * Never more than the archive states, and by its checksum the same.
 * @throws DamagedMember after what stood before
 */
async function* unfold({ bytes, isDeflated, crc }: Packed, size: number): AsyncGenerator<Uint8Array> {
  const content = isDeflated ? unpack('deflate-raw', () => cut(bytes)) : cut(bytes);
  const sum = makeCrc32();
  let length = 0;
  try {
    for await (const piece of content) {
      const left = size - length;
      const part = piece.subarray(0, left);
      sum.update(part);
      length += part.length;
      if (part.length > 0) yield part;
      if (piece.length > left)
        throw new DamagedMember('archive-unfolds-too-far', 'This file unfolds to more than it states', length);
    }
  } catch (error) {
    if (!(error instanceof DamagedContent)) throw error;
    throw new DamagedMember('archive-entry-damaged', 'This file is damaged within the archive', length);
  }
  if (length < size)
    throw new DamagedMember('archive-entry-damaged', 'This file is damaged within the archive', length);
  if (sum.value() !== crc)
    throw new DamagedMember(
      'archive-entry-damaged',
      'This file is damaged within the archive: its checksum is another',
      length,
    );
}

/** Thrown by the stream of a member after all that came before the place. */
export class DamagedMember extends Error {
  constructor(
    readonly code: string,
    what: string,
    after: number,
  ) {
    super(`${what}, after ${after.toLocaleString('en')} bytes of its content.`);
    this.name = 'DamagedMember';
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
