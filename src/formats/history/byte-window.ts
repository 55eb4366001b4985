/** The part of a content that a reader still needs, as one run of bytes, with the lines that went before it. */

const LF = 10;

export interface ByteWindow {
  bytes: Uint8Array;
  /** The part of `bytes` that counts; behind `end` stands anything. */
  from: number;
  end: number;
  /** Offset of `bytes[0]` in the content. */
  base: number;
  /** @returns by how much places in `bytes` moved to the front */
  append(chunk: Uint8Array): number;
  /** Of a place that lies behind those asked for before; lines count from 1. */
  lineOf(place: number): number;
  /** Nothing before `place` is needed any more. */
  release(place: number): void;
  /** The line that begins at `from` ends before `place`, and is done with. */
  passLine(place: number): void;
  /** Of `code`, from `start` and before `stop`, or `end`; -1: there is none. */
  find(code: number, start: number, stop?: number): number;
}

export function makeByteWindow(): ByteWindow {
  let line = 1;
  let countedTo = 0;
  const window: ByteWindow = {
    bytes: new Uint8Array(1 << 16),
    from: 0,
    end: 0,
    base: 0,
    append(chunk) {
      let moved = 0;
      if (window.end + chunk.length > window.bytes.length) {
        moved = window.from;
        const kept = window.end - moved;
        let size = window.bytes.length;
        while (size < kept + chunk.length) size *= 2;
        if (size === window.bytes.length) window.bytes.copyWithin(0, moved, window.end);
        else {
          const larger = new Uint8Array(size);
          larger.set(window.bytes.subarray(moved, window.end));
          window.bytes = larger;
        }
        window.base += moved;
        countedTo -= moved;
        window.end = kept;
        window.from = 0;
      }
      window.bytes.set(chunk, window.end);
      window.end += chunk.length;
      return moved;
    },
    lineOf(place) {
      if (countedTo < place) {
        const passed = window.bytes.subarray(countedTo, place);
        for (let at = passed.indexOf(LF); at !== -1; at = passed.indexOf(LF, at + 1)) line++;
        countedTo = place;
      }
      return line;
    },
    release(place) {
      window.lineOf(place);
      window.from = place;
    },
    passLine(place) {
      if (countedTo < place) line++;
      countedTo = Math.max(countedTo, place);
      window.from = place;
    },
    find(code, start, stop = window.end) {
      // Behind `stop` nothing is looked at: many short searches would each go through all that is held.
      const place = window.bytes.subarray(start, stop).indexOf(code);
      return place === -1 ? -1 : start + place;
    },
  };
  return window;
}
