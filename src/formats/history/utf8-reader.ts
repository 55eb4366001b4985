/**
 * UTF-16, in which PowerShell writes what is redirected into a file, as UTF-8 for readers of bytes. Places of records are given in the
 * content as it is: the source line is looked up there.
 */
import type { HistoryContext, HistoryReader } from './history-reader';

type Width = 'utf-8' | 'utf-16le' | 'utf-16be';

const MOST_HELD = 64 * 1024 * 1024;

/** A piece of text that records may still refer to. */
interface Piece {
  readonly text: string;
  /** Of its first character, in UTF-8. */
  readonly offset: number;
  /** In the content. */
  readonly original: number;
}

export function makeUtf8Reader(
  context: HistoryContext,
  make: (context: HistoryContext) => HistoryReader,
): HistoryReader {
  let reader: HistoryReader | null = null;
  let head = new Uint8Array(0);
  let decoder: TextDecoder | null = null;
  const encoder = new TextEncoder();
  const pieces: Piece[] = [];
  let offset = 0;
  let original = 0;
  // Of the place that was asked for last: they only grow.
  let at = 0;
  let atOffset = 0;

  function begin(width: Width): void {
    if (width === 'utf-8') {
      reader = make(context);
      return;
    }
    decoder = new TextDecoder(width, { ignoreBOM: true });
    const { sink } = context;
    reader = make({
      ...context,
      sink: {
        begin(line, start, length) {
          const from = originalOf(start);
          sink.begin(line, from, originalAfter(start + length) - from);
        },
        column: (field, kind) => sink.column(field, kind),
        drop: () => sink.drop(),
        get count() {
          return sink.count;
        },
      },
    });
  }

  /** Bytes of the content before a place in UTF-8; forgets what lies before it. */
  function originalOf(place: number): number {
    while (pieces.length > 1 && (pieces[1]?.offset ?? 0) <= place) {
      pieces.shift();
      at = 0;
      atOffset = pieces[0]?.offset ?? 0;
    }
    const [piece] = pieces;
    if (piece === undefined) return original;
    if (place < atOffset) {
      at = 0;
      atOffset = piece.offset;
    }
    [at, atOffset] = walk(piece.text, at, atOffset, place);
    return piece.original + at * 2;
  }

  function originalAfter(place: number): number {
    let [piece] = pieces;
    let [unit, start] = [at, atOffset];
    for (const each of pieces) {
      if (each.offset > place) break;
      if (each !== piece) [unit, start] = [0, each.offset];
      piece = each;
    }
    return piece === undefined ? original : piece.original + walk(piece.text, unit, start, place)[0] * 2;
  }

  function take(chunk: Uint8Array, last: boolean): void {
    if (reader === null) {
      head = joined(head, chunk);
      if (head.length < 4 && !last) return;
      begin(widthOf(head));
      chunk = head;
      head = new Uint8Array(0);
    }
    if (decoder === null) {
      if (chunk.length > 0) reader?.push(chunk);
      return;
    }
    const text = decoder.decode(chunk, { stream: !last });
    if (text === '') return;
    const bytes = encoder.encode(text);
    if (pieces.length === 0) [at, atOffset] = [0, offset];
    pieces.push({ text, offset, original });
    offset += bytes.length;
    original += text.length * 2;
    reader?.push(bytes);
    // Records are bounded; what lies between them, and is thrown away, must not be held.
    while (pieces.length > 1 && offset - (pieces[0]?.offset ?? 0) > MOST_HELD) pieces.shift();
  }

  return {
    push: (chunk) => take(chunk, false),
    end() {
      take(new Uint8Array(0), true);
      reader?.end();
    },
  };
}

/** Steps over characters until `place` bytes of UTF-8. @returns units of UTF-16, and bytes */
function walk(text: string, unit: number, bytes: number, place: number): [unit: number, bytes: number] {
  while (bytes < place && unit < text.length) {
    const code = text.charCodeAt(unit);
    const isPair = code >= 0xd800 && code < 0xdc00 && unit + 1 < text.length;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : isPair ? 4 : 3;
    unit += isPair ? 2 : 1;
  }
  return [unit, bytes];
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** By its mark, or since JSON and XML begin with characters below U+0080. */
function widthOf(head: Uint8Array): Width {
  const [first, second, third, fourth] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0 && head.length >= 4) return 'utf-16le';
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 && head.length >= 4 ? 'utf-16be' : 'utf-8';
}
