/** What the bytes of one record say, and what is told of them where they are damaged. */
import { excerpt, type Issue, issue } from '../../domain/result';
import { quoteBareNumbers } from '../json-numbers';
import type { ByteWindow } from './byte-window';
import { CLOSE, OPEN } from './json-nesting';

export interface JsonRecordText {
  /** @returns `undefined`: it is no JSON */
  parse(start: number, stop: number): unknown;
  text(start: number, stop: number): string;
  damage(start: number, stop: number, message: string): Issue;
  /** A tool that dumps event logs announces each record: `Record 12`. */
  isRecordNumber(start: number, tail: number): boolean;
  /** Objects one after the other without a line end, as some transports write them. */
  isSeveral(start: number, tail: number): boolean;
}

export function makeJsonRecordText(window: ByteWindow): JsonRecordText {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = (start: number, stop: number) => decoder.decode(window.bytes.subarray(start, stop));

  return {
    text,
    parse(start, stop) {
      const written = text(start, stop);
      try {
        return JSON.parse(written);
      } catch {
        if (!/\b(?:NaN|Infinity)\b/.test(written)) return undefined;
        try {
          return JSON.parse(quoteBareNumbers(written).text);
        } catch {
          return undefined;
        }
      }
    },
    damage(start, stop, message) {
      const shown = text(start, Math.min(stop, start + 240));
      return issue('error', 'record-damaged', { kind: 'line', line: window.lineOf(start) }, message, {
        found: excerpt(shown),
        done: 'Record left out.',
      });
    },
    isRecordNumber: (start, tail) => tail - start < 32 && /^Record:? #?\d+$/.test(text(start, tail)),
    isSeveral(start, tail) {
      for (let next = window.find(CLOSE, start, tail - 1); next !== -1; next = window.find(CLOSE, next + 1, tail - 1)) {
        if (window.bytes[next + 1] === OPEN) return true;
      }
      return false;
    },
  };
}
