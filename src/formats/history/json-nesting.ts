/** Finds the end of a JSON value in a run of bytes: brackets are counted, and texts passed over. */

export const LF = 10;
export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_LIST = 91;
export const BACKSLASH = 92;
export const CLOSE_LIST = 93;
export const OPEN = 123;
export const CLOSE = 125;

/** Where one is in a value. */
export interface Nesting {
  /** Place of the next byte. */
  at: number;
  depth: number;
  inString: boolean;
}

/**
 * `end`: more bytes are needed. `closed`: `at` is the bracket that closes the value. `open`: `at` is a bracket that opens one.
 * `broken`: `at` is the end of a line within a text.
 */
export type NestingStop = 'end' | 'closed' | 'open' | 'broken';

/** Bytes that matter outside of texts. */
const MARKS = new Uint8Array(256);
for (const code of [QUOTE, OPEN, OPEN_LIST]) MARKS[code] = 1;
for (const code of [CLOSE, CLOSE_LIST]) MARKS[code] = 2;

/**
 * Goes on to the next place that matters. Every byte of a document comes by here, so that the state is kept in variables of this
 * function while it runs.
 * @param stopsAtOpen whether each opening bracket matters
 */
export function passNested(
  nesting: Nesting,
  bytes: Uint8Array,
  end: number,
  isLast: boolean,
  stopsAtOpen: boolean,
): NestingStop {
  let { at, depth, inString } = nesting;
  let stop: NestingStop = 'end';
  while (at < end) {
    const code = bytes[at] ?? 0;
    if (inString) {
      if (code === QUOTE) inString = false;
      else if (code === BACKSLASH) {
        // What it stands before is not here yet.
        if (at + 1 >= end && !isLast) break;
        at++;
      } else if (code === LF) {
        stop = 'broken';
        break;
      }
    } else if (MARKS[code] !== 0) {
      if (code === QUOTE) inString = true;
      else if (MARKS[code] === 1) {
        if (stopsAtOpen) {
          stop = 'open';
          break;
        }
        depth++;
      } else {
        depth--;
        if (depth === 0) {
          stop = 'closed';
          break;
        }
      }
    }
    at++;
  }
  nesting.at = at;
  nesting.depth = depth;
  nesting.inString = inString;
  return stop;
}
