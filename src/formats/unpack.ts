/**
 * Unfolding by what the browser has, which is the fastest; where that gives up, by our own, which gives all that stands
 * before the place and says what is wrong there.
 */
import { DamagedContent, gunzip } from './gunzip';
import { makeInflater } from './inflate';

const OWN = { gzip: gunzip, 'deflate-raw': inflateAll } as const;

/**
 * @param open the packed bytes; asked a second time only if they are damaged, or several gzips behind each other
 * @throws DamagedContent, and what reading throws
 */
export async function* unpack(
  format: keyof typeof OWN,
  open: () => AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let given = 0;
  const fast = piecesOf(streamOf(open()).pipeThrough(new DecompressionStream(format)));
  try {
    for (;;) {
      const next = await nextOf(fast);
      if (next === 'failed') break;
      if (next === null) return;
      given += next.length;
      yield next;
    }
  } finally {
    await fast.return(undefined);
  }
  // Whatever it was, our own meets it again: browsers drop what they hold when they give up.
  yield* withoutFirst(OWN[format](open()), given);
}

async function nextOf(stream: AsyncGenerator<Uint8Array>): Promise<Uint8Array | null | 'failed'> {
  try {
    const { done, value } = await stream.next();
    return done === true ? null : value;
  } catch {
    return 'failed';
  }
}

export async function* inflateAll(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflater = makeInflater();
  let after = 0;
  for await (const piece of packed) {
    for (const unfolded of inflater.push(piece)) {
      after += unfolded.length;
      yield unfolded;
    }
    if (inflater.state !== 'open') break;
  }
  if (inflater.state !== 'done') throw new DamagedContent(inflater.state === 'open' ? 'cut' : 'damaged', after);
}

export async function* withoutFirst(stream: AsyncGenerator<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const piece of stream) {
    const start = Math.min(left, piece.length);
    left -= start;
    if (start < piece.length) yield piece.subarray(start);
  }
}

/** `ReadableStream` is not yet an async iterable in every browser. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read())
      if (value !== undefined) yield value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
