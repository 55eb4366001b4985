/**
 * Cuts JSON into records as it streams by: one object per line, objects one after the other, an array of objects, or an object that
 * holds such an array (`json-record-paths.ts`). Only the open record is held. A damaged record is reported with its line, and
 * reading goes on where the next one begins.
 */
import { type Issue, issue } from '../../domain/result';
import { makeByteWindow } from './byte-window';
import type { HistoryReader } from './history-reader';
import {
  BACKSLASH,
  CLOSE,
  CLOSE_LIST,
  COLON,
  COMMA,
  LF,
  type Nesting,
  OPEN,
  OPEN_LIST,
  passNested,
  QUOTE,
} from './json-nesting';
import { isEventKey, kindOfArray, mayHoldRecords, objectOfRow, readColumnNames } from './json-record-paths';
import { makeRecordStarts } from './json-record-starts';
import { makeJsonRecordText } from './json-record-text';

export interface JsonRecords {
  /** One object, or what stands in its place. `bytes` are its own, valid during the call. */
  record(value: unknown, line: number, offset: number, length: number): void;
  reject(found: Issue): void;
  note(found: Issue): void;
}

const LONGEST_RECORD = 16 * 1024 * 1024;
/** Keys are told apart down to this depth, where no array of records lies deeper. */
const DEEPEST_KEY = 6;
/** Looking for the next record behind a damaged one may read bytes again: these, and as many as the file has, four times. */
const FREE_REREADS = 64 * 1024 * 1024;

const NO_JSON = 'This is no JSON.';
const TOO_LONG = 'This record is longer than 16 MB.';

const isBlank = (code: number) => code === 32 || code === 13 || code === LF || code === 9;

/** `lines`: one record per line. `between`: at the top, between objects. `walk`: in an object of the top. `array`: between elements. */
type Mode = 'lines' | 'between' | 'walk' | 'array' | 'element';

export function makeJsonRecordReader(to: JsonRecords): HistoryReader {
  const window = makeByteWindow();
  const { parse, text, damage, isRecordNumber, isSeveral } = makeJsonRecordText(window);
  let mode: Mode = 'between';
  let at = 0;
  let last = false;
  // Of the open object or element.
  let depth = 0;
  let inString = false;
  const nesting: Nesting = { at: 0, depth: 0, inString: false };
  /** Said of the open record, which is known to be damaged. */
  let bad: Issue | null = null;
  const starts = makeRecordStarts(window);
  let reread = 0;
  // Of an object of the top.
  let keys: string[] = [];
  let stringStart = -1;
  let stringEnd = -1;
  let isEvent = false;
  let holdsRecords = false;
  let waiting: 'records' | 'rows' | null = null;
  let isEmptyHolder = false;
  let columnsStart = -1;
  let columnsDepth = 0;
  let columns: readonly string[] | null = null;
  // Of an array of records: how deep it lies in its object; 0: it is the document.
  let arrayDepth = 0;
  let isRows = false;

  function give(value: unknown, start: number, stop: number): void {
    to.record(value, window.lineOf(start), window.base + start, stop - start);
  }

  function note(place: number, code: string, message: string): void {
    to.note(issue('warning', code, { kind: 'line', line: window.lineOf(place) }, message));
  }

  function rejectAt(start: number, stop: number, message: string): void {
    to.reject(damage(start, stop, message));
  }

  // ---- one record per line

  /** @returns `false`: more bytes are needed */
  function stepLines(): boolean {
    let stop = window.find(LF, at);
    if (stop === -1) {
      at = window.end;
      if (!last) {
        if (window.end - window.from > LONGEST_RECORD) {
          mode = 'between';
          at = window.from;
          return true;
        }
        return false;
      }
      stop = window.end;
    }
    let start = window.from;
    let tail = stop;
    while (start < tail && isBlank(window.bytes[start] ?? 0)) start++;
    // Lines of a list whose brackets are missing end with a comma.
    while (tail > start && (isBlank(window.bytes[tail - 1] ?? 0) || window.bytes[tail - 1] === COMMA)) tail--;
    if (start < tail && !takeLine(start, tail)) return true;
    const ended = stop < window.end;
    at = ended ? stop + 1 : stop;
    if (ended) window.passLine(at);
    else window.release(at);
    return ended;
  }

  /** @returns `false`: it is no line for itself, and is looked at otherwise */
  function takeLine(start: number, tail: number): boolean {
    const code = window.bytes[start] ?? 0;
    const isOpening = code === OPEN && tail - start === 1;
    if (code === OPEN_LIST || isOpening || tail - start > LONGEST_RECORD) return leaveLines(start);
    const value = code === OPEN ? parse(start, tail) : undefined;
    if (value === undefined) {
      if (code === OPEN && isSeveral(start, tail)) return leaveLines(start);
      if (!isRecordNumber(start, tail)) rejectAt(start, tail, 'This line is no JSON object.');
      return true;
    }
    if (mayHoldRecords(value)) return leaveLines(start);
    give(value, start, tail);
    return true;
  }

  function leaveLines(start: number): boolean {
    mode = 'between';
    window.release(start);
    at = start;
    return false;
  }

  // ---- between objects

  function stepBetween(): boolean {
    while (at < window.end && (isBlank(window.bytes[at] ?? 0) || window.bytes[at] === COMMA)) at++;
    if (window.base === 0 && at === 0 && window.bytes[0] === 0xef && (window.end >= 3 || !last)) {
      if (window.end < 3) return false;
      if (window.bytes[1] === 0xbb && window.bytes[2] === 0xbf) {
        at = 3;
        return true;
      }
    }
    window.release(at);
    if (at >= window.end) return false;
    const code = window.bytes[at];
    if (code === OPEN) {
      beginObject();
      mode = 'walk';
    } else if (code === OPEN_LIST) {
      mode = 'array';
      arrayDepth = 0;
      isRows = false;
      at++;
    } else {
      let stop = window.find(LF, at);
      if (stop === -1) {
        if (!last && window.end - at <= LONGEST_RECORD) return false;
        stop = window.end;
      }
      let tail = stop;
      while (tail > at && isBlank(window.bytes[tail - 1] ?? 0)) tail--;
      if (!isRecordNumber(at, tail)) rejectAt(at, tail, 'This line is no JSON object.');
      at = stop;
    }
    return true;
  }

  function beginObject(): void {
    depth = 0;
    inString = false;
    bad = null;
    keys = [];
    isEvent = false;
    holdsRecords = false;
    isEmptyHolder = false;
    waiting = null;
    columnsStart = -1;
    columns = null;
  }

  // ---- in an object of the top, which is a record or holds some

  function stepWalk(): boolean {
    while (at < window.end) {
      const code = window.bytes[at] ?? 0;
      if (inString) {
        if (code === BACKSLASH) {
          if (at + 1 >= window.end && !last) return false;
          at++;
        } else if (code === QUOTE) {
          inString = false;
          stringEnd = at;
        } else if (code === LF && becameBad('A text in this record is not closed.')) return true;
        at++;
        continue;
      }
      if (isBlank(code)) {
        at++;
        continue;
      }
      if (waiting !== null) {
        const isFilled = waiting === 'rows' ? code === OPEN_LIST : code === OPEN;
        if (isFilled) {
          isRows = waiting === 'rows';
          holdsRecords = true;
          arrayDepth = depth;
          waiting = null;
          mode = 'array';
          window.release(at);
          return true;
        }
        if (code === CLOSE_LIST) isEmptyHolder = true;
        waiting = null;
      }
      if (code === QUOTE) {
        inString = true;
        stringStart = at + 1;
      } else if (code === COLON) {
        if (depth <= DEEPEST_KEY) nameKey();
      } else if (code === OPEN || code === OPEN_LIST) {
        if (bad !== null && at > window.from) {
          if (!last && starts.needsMore(at)) return false;
          if (starts.isStart(at, true)) return endBad(at);
        }
        depth++;
        if (depth <= DEEPEST_KEY) {
          keys[depth] = '';
          if (code === OPEN_LIST) openList();
        }
      } else if (code === CLOSE || code === CLOSE_LIST) {
        // What follows says whether the file has one record per line.
        if (depth <= 1 && at + 1 >= window.end && !last) return false;
        if (columnsStart >= 0 && depth === columnsDepth) endColumns();
        depth--;
        if (depth <= 0) return endWalk(at + 1);
      }
      at++;
    }
    if (!holdsRecords && isTooLong(window.end) && becameBad(TOO_LONG)) return true;
    if (columnsStart >= 0 && window.end - columnsStart > LONGEST_RECORD) columnsStart = -1;
    if (holdsRecords ? columnsStart < 0 : bad !== null) window.release(Math.max(window.from, at - 1));
    return last && (window.from < window.end || bad !== null) ? endOfFile() : false;
  }

  function nameKey(): void {
    const key = stringEnd - stringStart > 200 ? '' : text(stringStart, stringEnd);
    keys[depth] = key;
    if (depth === 1 && isEventKey(key)) isEvent = true;
  }

  function openList(): void {
    const path = keys
      .slice(1, depth)
      .filter((key) => key !== '')
      .join('.');
    const kind = isEvent ? null : kindOfArray(path);
    if (kind === 'columns') {
      columnsStart = at;
      columnsDepth = depth;
    } else waiting = kind;
  }

  function endColumns(): void {
    columns = readColumnNames(parse(columnsStart, at + 1)) ?? columns;
    columnsStart = -1;
  }

  function endWalk(stop: number): boolean {
    at = stop;
    mode = 'between';
    if (!holdsRecords && isTooLong(stop)) bad = damage(window.from, stop, TOO_LONG);
    if (bad !== null) to.reject(bad);
    // A list that is empty holds records all the same; otherwise the object is one.
    else if (!holdsRecords && !isEvent && isEmptyHolder)
      note(window.from, 'no-records', 'The list of records is empty.');
    else if (!holdsRecords) {
      const value = parse(window.from, stop);
      if (value === undefined) return retryBehind(stop, NO_JSON);
      starts.learn(window.from);
      const isOneLine = window.bytes.subarray(window.from, stop).indexOf(LF) === -1;
      give(value, window.from, stop);
      if (isOneLine && isBlank(window.bytes[stop] ?? 0)) mode = 'lines';
    }
    window.release(stop);
    if (mode === 'lines') at = window.from;
    return true;
  }

  // ---- in an array of records

  function stepArray(): boolean {
    while (at < window.end && (isBlank(window.bytes[at] ?? 0) || window.bytes[at] === COMMA)) at++;
    window.release(at);
    if (at >= window.end) {
      if (last) note(at, 'json-truncated', 'The JSON ends within its list of records: it was cut off.');
      return false;
    }
    const code = window.bytes[at];
    if (code === CLOSE_LIST) {
      at++;
      mode = 'between';
      if (arrayDepth > 0) {
        mode = 'walk';
        depth = arrayDepth - 1;
        inString = false;
      }
      return true;
    }
    if (code === OPEN || code === OPEN_LIST) {
      mode = 'element';
      depth = 0;
      inString = false;
      bad = null;
      return true;
    }
    let stop = at;
    while (stop < window.end && !isScalarEnd(window.bytes[stop] ?? 0)) stop++;
    if (stop >= window.end && !last && stop - at < LONGEST_RECORD) return false;
    rejectAt(at, stop, 'This is no object, where records stand.');
    at = Math.max(stop, at + 1);
    return true;
  }

  function isScalarEnd(code: number): boolean {
    return code === COMMA || code === LF || code === OPEN || code === OPEN_LIST || code === CLOSE_LIST;
  }

  function stepElement(): boolean {
    for (;;) {
      nesting.at = at;
      nesting.depth = depth;
      nesting.inString = inString;
      const stop = passNested(nesting, window.bytes, window.end, last, bad !== null);
      ({ at, depth, inString } = nesting);
      if (stop === 'end') break;
      if (stop === 'closed') return endElement(at + 1);
      if (stop === 'broken') {
        if (becameBad('A text in this record is not closed.')) return true;
      } else {
        if (at > window.from) {
          if (!last && starts.needsMore(at)) return false;
          if (starts.isStart(at, false)) return endBad(at);
        }
        depth++;
      }
      at++;
    }
    if (isTooLong(window.end) && becameBad(TOO_LONG)) return true;
    // What is thrown away is not held.
    if (bad !== null) window.release(Math.max(window.from, at - 1));
    return last && (window.from < window.end || bad !== null) ? endOfFile() : false;
  }

  function endElement(stop: number): boolean {
    at = stop;
    mode = 'array';
    if (isTooLong(stop)) bad = damage(window.from, stop, TOO_LONG);
    if (bad !== null) to.reject(bad);
    else {
      const value = parse(window.from, stop);
      if (value === undefined) return retryBehind(stop, NO_JSON);
      starts.learn(window.from);
      const isRow = isRows && Array.isArray(value);
      if (isRow && columns === null)
        rejectAt(window.from, stop, 'This row has no columns: their names do not stand before it.');
      else give(isRow ? objectOfRow(value, columns ?? []) : value, window.from, stop);
    }
    window.release(stop);
    return true;
  }

  // ---- damage

  function findStart(start: number, stop: number): number {
    if (reread > FREE_REREADS + 4 * (window.base + window.end)) return -1;
    return starts.find(start, stop, mode !== 'element');
  }

  function isTooLong(stop: number): boolean {
    return bad === null && stop - window.from > LONGEST_RECORD;
  }

  /** @returns `true`: the next record begins within what was read of this one, and is taken from there */
  function becameBad(message: string): boolean {
    if (message !== TOO_LONG) inString = false;
    if (bad !== null || (holdsRecords && mode === 'walk')) return false;
    const next = findStart(window.from + 1, at);
    bad = damage(window.from, at, message);
    return next !== -1 && endBad(next);
  }

  /** The damaged record ends where the next begins. */
  function endBad(next: number): boolean {
    to.reject(bad ?? damage(window.from, next, NO_JSON));
    bad = null;
    reread += Math.max(0, at - next);
    window.release(next);
    at = next;
    mode = mode === 'element' ? 'array' : 'between';
    return true;
  }

  /** What looked whole is no JSON: a quote may be missing, and it may have swallowed others. */
  function retryBehind(stop: number, message: string): boolean {
    const wasArray = mode === 'array';
    if (wasArray) mode = 'element';
    const next = findStart(window.from + 1, stop);
    bad = damage(window.from, stop, message);
    if (next !== -1) return endBad(next);
    mode = wasArray ? 'array' : 'between';
    to.reject(bad);
    window.release(stop);
    return true;
  }

  function endOfFile(): boolean {
    if (mode === 'walk' && holdsRecords) {
      window.release(window.end);
      return false;
    }
    const next = bad === null ? findStart(window.from + 1, window.end) : -1;
    bad ??= damage(window.from, window.end, 'The file ends within this record.');
    if (next !== -1) return endBad(next);
    to.reject(bad);
    bad = null;
    mode = 'between';
    window.release(window.end);
    at = window.end;
    return false;
  }

  function run(): void {
    const steps: Readonly<Record<Mode, () => boolean>> = STEPS;
    while (steps[mode]());
  }
  const STEPS = { lines: stepLines, between: stepBetween, walk: stepWalk, array: stepArray, element: stepElement };

  return {
    push(chunk) {
      const moved = window.append(chunk);
      at -= moved;
      stringStart -= moved;
      stringEnd -= moved;
      if (columnsStart >= 0) columnsStart -= moved;
      run();
    },
    end() {
      last = true;
      run();
    },
  };
}
