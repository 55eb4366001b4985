import type { HistoryReader } from './history-reader';

/** Of one line: its bytes without the line end, `line` from 1, `offset` of its first byte from 0. */
export type OnLine = (bytes: Uint8Array, start: number, end: number, line: number, offset: number) => void;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** A line that is longer is no line of a log: it is cut here, so that nobody fills the memory with one. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/** Cuts a content into lines without copying them, but for one that two chunks share. Ends: LF or CRLF. */
export function makeLineReader(onLine: OnLine, onEnd: () => void = () => undefined): HistoryReader {
  let rest: Uint8Array | null = null;
  let line = 0;
  let offset = 0;
  const give = (bytes: Uint8Array, start: number, end: number) => {
    line++;
    onLine(bytes, start, end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end, line, offset);
  };
  return {
    push(chunk) {
      let start = 0;
      if (rest !== null) {
        const first = chunk.indexOf(LINE_FEED);
        if (first === -1 && rest.length + chunk.length <= LONGEST_LINE) {
          rest = joinBytes(rest, chunk);
          return;
        }
        const whole: Uint8Array = joinBytes(rest, chunk.subarray(0, first === -1 ? chunk.length : first));
        rest = null;
        give(whole, 0, whole.length);
        offset += whole.length + (first === -1 ? 0 : 1);
        start = first === -1 ? chunk.length : first + 1;
      }
      for (let end = chunk.indexOf(LINE_FEED, start); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
        give(chunk, start, end);
        offset += end + 1 - start;
        start = end + 1;
      }
      if (start < chunk.length) rest = chunk.slice(start);
    },
    end() {
      if (rest !== null) give(rest, 0, rest.length);
      rest = null;
      onEnd();
    },
  };
}

export function joinBytes(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
