import { failure, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import { DamagedContent, gunzip } from '../src/formats/gunzip';
import { unpack } from '../src/formats/unpack';
import type { ImportProgress } from './contract/imports';
import { readSlices } from './file-slices';
import { isGzip } from './packed-json';

/** A file on its way in: its head for recognising it, its content as a stream, gzip undone. */
export interface FileSource {
  readonly name: string;
  readonly size: number;
  /** Of the content, gzip undone; an estimate. */
  readonly contentSize: number;
  /** The first bytes of the content, gzip undone. */
  readonly head: Uint8Array;
  /** The content in chunks; the second time it is asked for, the file is read again. */
  stream(): AsyncGenerator<Uint8Array>;
}

/** Enough for a header below title lines, and for the first objects of a bundle. */
const HEAD_BYTES = 64 * 1024;
/** A gzip may unfold to this many times its size: text reaches 20, zip bombs 1,000. */
const LARGEST_RATIO = 200;
/** Of logs. */
const USUAL_RATIO = 10;
/** Hundreds of progress messages per second would keep the page busy drawing them. */
const PROGRESS_EVERY_MS = 100;

export async function openFileSource(file: File, onProgress: (progress: ImportProgress) => void): Promise<FileSource> {
  let saidAt = 0;
  const start = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const packed = isGzip(start);
  const name = packed ? file.name.replace(/\.gz$/i, '') : file.name;

  async function* readFile(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    let bytesRead = 0;
    for await (const chunk of readSlices(file)) {
      bytesRead += chunk.length;
      if (performance.now() - saidAt > PROGRESS_EVERY_MS) {
        saidAt = performance.now();
        onProgress({ bytesRead, bytesTotal: file.size });
      }
      yield chunk;
    }
    onProgress({ bytesRead, bytesTotal: file.size });
  }

  async function* stream(): AsyncGenerator<Uint8Array> {
    if (!packed) {
      yield* readFile();
      return;
    }
    let unfolded = 0;
    for await (const chunk of unpack('gzip', readFile)) {
      unfolded += chunk.length;
      if (unfolded > LARGEST_RATIO * file.size + HEAD_BYTES) throw new UnfoldsTooFar();
      yield chunk;
    }
  }

  return {
    name,
    size: file.size,
    contentSize: packed ? await estimateUnpacked(file) : file.size,
    head: packed ? await readHeadOfGzip(start) : start,
    stream,
  };
}

/** A gzip ends with the size of what is in it, modulo 4 GiB; several behind each other, or very large ones, say less. */
async function estimateUnpacked(file: File): Promise<number> {
  const end = new Uint8Array(await file.slice(-4).arrayBuffer());
  const stated = end.length === 4 ? new DataView(end.buffer).getUint32(0, true) : 0;
  return stated >= file.size ? stated : file.size * USUAL_RATIO;
}

export class UnfoldsTooFar extends Error {
  constructor() {
    super(`The archive unfolds to more than ${LARGEST_RATIO} times its size.`);
    this.name = 'UnfoldsTooFar';
  }
}

/**
 * The whole content as one buffer, for formats that cannot be read in pieces.
 * @param limit bytes; more is refused before it fills the memory
 */
export async function readWhole(source: FileSource, limit: number, formatName: string): Promise<Result<Uint8Array>> {
  const tooLarge = failure(
    issue(
      'error',
      'file-too-large',
      WHOLE_FILE,
      `As ${formatName} this file is larger than we can read: the limit is ${Math.round(limit / 1048576)} MiB.`,
      { found: `${Math.round(source.size / 1048576)} MiB`, done: 'Nothing was read.' },
    ),
  );
  if (source.size > limit) return tooLarge;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.stream()) {
    length += chunk.length;
    if (length > limit) return tooLarge;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return success(whole);
}

/** As much as the first bytes give: of most files the rest of the gzip is missing. */
async function readHeadOfGzip(start: Uint8Array): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  try {
    for await (const piece of gunzip(once(start))) {
      const part = piece.subarray(0, HEAD_BYTES - length);
      head.set(part, length);
      length += part.length;
      if (length === HEAD_BYTES) break;
    }
  } catch (error) {
    if (!(error instanceof DamagedContent)) throw error;
  }
  return head.subarray(0, length);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
