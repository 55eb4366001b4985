import type { ByteWindow } from './byte-window';

/** How the records of a JSON document begin: behind a damaged one, the next is found by that. */
export interface RecordStarts {
  /** A sound record begins here; the first one says how the others do. */
  learn(start: number): void;
  /** `atLine`: a record may begin wherever a line begins with a brace. */
  isStart(place: number, atLine: boolean): boolean;
  /** Whether `isStart` would need bytes that are not here yet. */
  needsMore(place: number): boolean;
  /** @returns -1: none begins before `stop` */
  find(start: number, stop: number, atLine: boolean): number;
}

const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const OPEN_LIST = 91;
const OPEN = 123;
const LONGEST_HEAD = 200;

export function makeRecordStarts(window: ByteWindow): RecordStarts {
  /** From the bracket to the end of the first text in it: the first key, of objects. */
  let head: Uint8Array | null = null;

  function isStart(place: number, atLine: boolean): boolean {
    const { bytes } = window;
    const before = bytes[place - 1];
    if (before === LF && atLine && bytes[place] === OPEN) return true;
    if (head === null || place + head.length > window.end) return false;
    if (before !== COMMA && before !== OPEN_LIST && before !== LF && before !== 32 && before !== 9) return false;
    for (let step = 0; step < head.length; step++) if (bytes[place + step] !== head[step]) return false;
    return true;
  }

  return {
    learn(start) {
      if (head !== null || window.bytes[start] !== OPEN) return;
      const opening = window.find(QUOTE, start);
      const closing = opening < 0 ? -1 : window.find(QUOTE, opening + 1);
      if (closing > 0 && closing - start < LONGEST_HEAD) head = window.bytes.slice(start, closing + 1);
    },
    isStart,
    needsMore: (place) => head !== null && place + head.length > window.end,
    find(start, stop, atLine) {
      for (let next = window.find(OPEN, start, stop); next !== -1; next = window.find(OPEN, next + 1, stop)) {
        if (isStart(next, atLine)) return next;
      }
      return -1;
    },
  };
}
