/** Lines of a content in UTF-8 or, where a byte order mark says so, UTF-16: as UTF-8 bytes, with the place in the content itself. */
import type { HistoryReader } from './history-reader';
import { joinBytes, makeLineReader } from './lines';

/** `length`: in the content, without the line end; of UTF-16 it is not `end - start`. */
export type OnTextLine = (
  bytes: Uint8Array,
  start: number,
  end: number,
  line: number,
  offset: number,
  length: number,
) => void;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Of UTF-16: a line that is longer is cut. */
const LONGEST_LINE = 1024 * 1024;
const ENCODER = new TextEncoder();

export function makeTextLineReader(onLine: OnTextLine, onEnd: () => void = () => undefined): HistoryReader {
  let reader: HistoryReader | null = null;
  let head: Uint8Array = new Uint8Array(0);

  function choose(): HistoryReader {
    const [first, second] = head;
    if (first === 0xff && second === 0xfe) return makeWideLineReader(true, onLine, onEnd);
    if (first === 0xfe && second === 0xff) return makeWideLineReader(false, onLine, onEnd);
    return makeLineReader(
      (bytes, start, end, line, offset) => onLine(bytes, start, end, line, offset, end - start),
      onEnd,
    );
  }

  return {
    push(chunk) {
      if (reader !== null) {
        reader.push(chunk);
        return;
      }
      head = joinBytes(head, chunk);
      if (head.length < 2) return;
      reader = choose();
      reader.push(head);
      head = new Uint8Array(0);
    },
    end() {
      if (reader === null) {
        reader = choose();
        reader.push(head);
      }
      reader.end();
    },
  };
}

function makeWideLineReader(isLittle: boolean, onLine: OnTextLine, onEnd: () => void): HistoryReader {
  const decoder = new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be');
  let rest: Uint8Array = new Uint8Array(0);
  let line = 0;
  let offset = 0;
  const unitAt = (bytes: Uint8Array, at: number) =>
    isLittle ? (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256 : (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);

  function give(bytes: Uint8Array, start: number, end: number): void {
    line++;
    const last = end - start >= 2 && unitAt(bytes, end - 2) === CARRIAGE_RETURN ? end - 2 : end;
    const text = ENCODER.encode(decoder.decode(bytes.subarray(start, last)));
    onLine(text, 0, text.length, line, offset, last - start);
  }

  return {
    push(chunk) {
      const scanned = rest.length - (rest.length % 2);
      const whole = joinBytes(rest, chunk);
      let start = 0;
      for (let at = scanned; at + 1 < whole.length; at += 2) {
        if (unitAt(whole, at) !== LINE_FEED) continue;
        give(whole, start, at);
        offset += at + 2 - start;
        start = at + 2;
      }
      rest = whole.slice(start);
      if (rest.length > LONGEST_LINE) {
        const even = rest.length - (rest.length % 2);
        give(rest, 0, even);
        offset += even;
        rest = rest.slice(even);
      }
    },
    end() {
      if (rest.length > 0) give(rest, 0, rest.length);
      onEnd();
    },
  };
}
