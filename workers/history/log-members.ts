import { failure, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { isTar, isZip } from '../../src/formats/archive-head';
import { gunzip } from '../../src/formats/gunzip';
import { visitTar, visitZip } from '../../src/formats/log-archive';
import { makeTextStream } from '../../src/formats/text-decoding';
import { withoutFirst } from '../../src/formats/unpack';
import { type ContentHash, makeContentHash } from '../content-hash';
import { type FileSource, readWhole, UnfoldsTooFar } from '../file-source';
import { isGzip } from '../packed-json';
import { MEBIBYTE } from '../readings/reading';
import { describeCut } from './describe-cut';

/** Packed: its directory stands at the end, so that all of it is held. */
const LARGEST_ZIP = 512 * MEBIBYTE;
const HEAD_BYTES = 64 * 1024;
/** Of a gzip within an archive, as of one by itself. */
const LARGEST_RATIO = 200;

export type LineEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** One content of a file of logs: the file itself, or a file in an archive. */
export interface LogMember {
  /** Empty: the file itself. */
  readonly path: string;
  /** As the archive names it: of two members with one path, the second's `path` ends with a number. */
  readonly name: string;
  /** What kept `head` from being whole; `stream` throws it again after what came before. `null`: nothing. */
  readonly fault: unknown;
  /** Its first bytes. */
  readonly head: Uint8Array;
  /** Bytes before the first of `stream`: a byte order mark. Places count from the beginning of the content. */
  readonly skipped: number;
  /** Of what `stream` gives: readers take UTF-16 where a mark says so. */
  readonly encoding: LineEncoding;
  /** UTF-16 without a mark, which is read as UTF-8: places are those of what is read. */
  readonly isTranscoded: boolean;
  /** The first bytes of the content as it stands, gzip undone: as many as `head`, or all. */
  readonly start: Uint8Array;
  /** Of the content as it stands, as far as `stream` has given it. */
  readonly hash: ContentHash;
  /** Without the byte order mark of UTF-8; once. */
  stream(): AsyncGenerator<Uint8Array>;
}

export type VisitLog = (member: LogMember) => Promise<boolean>;

/**
 * Visits each in turn; `false` from a visit ends it. A failure may come after members were visited: the archive is damaged
 * from there on.
 */
export async function visitLogs(source: FileSource, visit: VisitLog): Promise<Result<null>> {
  const nameMember = makeMemberNames();
  const visitOpened = async (name: string, stream: AsyncGenerator<Uint8Array>) => {
    const member = { ...(await openMember(nameMember(name), stream)), name };
    try {
      return await visit(member);
    } finally {
      await stream.return(undefined);
    }
  };
  if (isTar(source.head)) {
    try {
      return await visitTar(source.stream(), (member) => visitOpened(member.path, member.stream()));
    } catch (error) {
      // The gzip around it ends within a head, or within a member that is skipped.
      const cut = describeCut(error);
      if (cut === null) throw error;
      return failure(cut);
    }
  }
  if (isZip(source.head)) {
    const bytes = await readWhole(source, LARGEST_ZIP, 'a ZIP archive');
    if (!bytes.ok) return bytes;
    return visitZip(bytes.value as Uint8Array<ArrayBuffer>, (member) => visitOpened(member.path, member.stream()));
  }
  if (source.head.length === 0)
    return failure(issue('error', 'empty-file', WHOLE_FILE, 'The file is empty.', { done: 'Nothing was read.' }));
  await visitOpened('', source.stream());
  return success(null);
}

/** A tar may hold a path twice: places of records must not mix. */
function makeMemberNames(): (path: string) => string {
  const taken = new Set<string>();
  const repeats = new Map<string, number>();
  return (path) => {
    let name = path;
    let repeat = repeats.get(path) ?? 1;
    while (taken.has(name)) name = `${path} (${++repeat})`;
    if (repeat > 1) repeats.set(path, repeat);
    taken.add(name);
    return name;
  };
}

async function openMember(path: string, packed: AsyncGenerator<Uint8Array>): Promise<Omit<LogMember, 'name'>> {
  const outer = await peek(packed);
  const plain = path !== '' && isGzip(outer.head) ? await peek(unfoldMember(outer.stream)) : outer;
  const hash = makeContentHash();
  const stream = { ...plain, stream: hashed(plain.stream, hash) };
  const { fault, head: start } = stream;
  const probe = makeTextStream();
  probe.push(stream.head);
  if (stream.head.length < HEAD_BYTES) probe.end();
  const { encoding } = probe;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const [first, second] = stream.head;
    const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    if (isMarked)
      return {
        path,
        fault,
        start,
        hash,
        head: stream.head,
        skipped: 0,
        encoding,
        isTranscoded: false,
        stream: () => stream.stream,
      };
    const decoded = await peek(transcode(stream.stream, encoding));
    return {
      path,
      fault: decoded.fault,
      start,
      hash,
      head: decoded.head,
      skipped: 0,
      encoding: 'utf-8',
      isTranscoded: true,
      stream: () => decoded.stream,
    };
  }
  const hasMark = stream.head[0] === 0xef && stream.head[1] === 0xbb && stream.head[2] === 0xbf;
  const skipped = hasMark ? 3 : 0;
  return {
    path,
    fault,
    start,
    hash,
    head: stream.head.subarray(skipped),
    skipped,
    encoding: 'utf-8',
    isTranscoded: false,
    stream: () => (hasMark ? withoutFirst(stream.stream, skipped) : stream.stream),
  };
}

/** The first bytes of a stream, and the whole of it. A fault among the first is thrown only when that place is read. */
async function peek(
  stream: AsyncGenerator<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly fault: unknown; readonly stream: AsyncGenerator<Uint8Array> }> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let fault: unknown = null;
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await stream.next();
      if (done === true) break;
      pieces.push(value);
      length += value.length;
    }
  } catch (error) {
    fault = error;
  }
  const [first] = pieces;
  const head = pieces.length === 1 && first !== undefined ? first : concatenate(pieces, length);
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      if (length > 0) yield head;
      if (fault !== null) throw fault;
      yield* stream;
    } finally {
      await stream.return(undefined);
    }
  }
  return { head: head.subarray(0, HEAD_BYTES), fault, stream: whole() };
}

async function* hashed(stream: AsyncGenerator<Uint8Array>, hash: ContentHash): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    await hash.update(piece);
    yield piece;
  }
}

async function* transcode(
  stream: AsyncGenerator<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const piece of stream) yield encoder.encode(decoder.decode(piece, { stream: true }));
  const rest = decoder.decode();
  if (rest !== '') yield encoder.encode(rest);
}

/** Its bytes pass once, so that ours unfolds it: what the browser has would drop some where it is damaged. */
async function* unfoldMember(stream: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let unfolded = 0;
  async function* counted() {
    for await (const piece of stream) {
      packed += piece.length;
      yield piece;
    }
  }
  for await (const piece of gunzip(counted())) {
    unfolded += piece.length;
    if (unfolded > LARGEST_RATIO * packed + HEAD_BYTES) throw new UnfoldsTooFar();
    yield piece;
  }
}

function concatenate(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
