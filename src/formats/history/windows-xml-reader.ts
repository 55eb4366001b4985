/**
 * Windows events as XML: `wevtutil qe /f:xml`, the Event Viewer, `evtx_dump`, with or without a root around them, and lines that have
 * such XML in them. What stands between events is no record.
 */
import { excerpt, issue } from '../../domain/result';
import type { Probe } from '../probe';
import { makeByteWindow } from './byte-window';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { makeEventReader } from './json-event-reader';
import { makeUtf8Reader } from './utf8-reader';
import { readEventXml } from './windows-xml';

const LONGEST_EVENT = 16 * 1024 * 1024;
const LESS = 60;
const OPENING = [...'<Event'].map((each) => each.charCodeAt(0));
const CLOSING = [...'</Event>'].map((each) => each.charCodeAt(0));

export const WINDOWS_XML: HistoryFormat = {
  id: 'windows-events-xml',
  name: 'Windows events (XML)',
  extensions: ['xml', 'log', 'txt'],
  docs: 'windows-events.md',
  sniff: sniffWindowsXml,
  make: (context) => makeUtf8Reader(context, makeXmlEventReader),
};

function sniffWindowsXml({ text }: Probe): number {
  if (text === null || /^\uFEFF?\s{0,100}[{[]/.test(text)) return 0;
  const at = text.search(/<Event(?:\s[^<>]{0,300})?>\s{0,100}<System>/);
  // In quotes it is a cell of a table.
  if (text[at - 1] === '"') return 0;
  return at >= 0 && /<(?:EventID|Provider)[\s>]/.test(text.slice(at, at + 2000)) ? 0.95 : 0;
}

function makeXmlEventReader(context: HistoryContext): HistoryReader {
  const events = makeEventReader(context);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const window = makeByteWindow();
  let at = 0;
  /** Of the open event; -1: none is open. */
  let start = -1;

  /** @returns whether it stands there; `null`: what is here ends too soon to say */
  function stands(word: readonly number[], place: number): boolean | null {
    for (let step = 0; step < word.length; step++) {
      if (place + step >= window.end) return null;
      if (window.bytes[place + step] !== word[step]) return false;
    }
    return true;
  }

  /** `<Event>`, `<Event xmlns=…>`, and not `<EventData>`. */
  function isOpening(place: number): boolean | null {
    const found = stands(OPENING, place);
    if (found !== true) return found;
    if (place + OPENING.length >= window.end) return null;
    const next = window.bytes[place + OPENING.length] ?? 0;
    return next === 62 || next === 32 || next === 10 || next === 13 || next === 9;
  }

  function reject(place: number, stop: number, message: string): void {
    const found = excerpt(decoder.decode(window.bytes.subarray(place, Math.min(stop, place + 240))));
    context.reject(
      issue('error', 'record-damaged', { kind: 'line', line: window.lineOf(place) }, message, {
        found,
        done: 'Record left out.',
      }),
    );
  }

  function take(stop: number): void {
    const event = readEventXml(decoder.decode(window.bytes.subarray(start, stop)));
    if (event === null) reject(start, stop, 'The XML of this event is damaged.');
    else events.read({ Event: event }, window.lineOf(start), window.base + start, stop - start);
    start = -1;
  }

  function run(last: boolean): void {
    for (;;) {
      const next = window.find(LESS, at);
      if (next === -1) {
        at = window.end;
        break;
      }
      const opens = isOpening(next);
      const closes = stands(CLOSING, next);
      if ((opens === null || closes === null) && !last) {
        at = next;
        break;
      }
      at = next + 1;
      if (opens === true) {
        if (start >= 0) reject(start, next, 'This event does not end before the next begins.');
        window.release(next);
        start = next;
      } else if (closes === true && start >= 0) {
        at = next + CLOSING.length;
        take(at);
        window.release(at);
      }
    }
    if (start >= 0 && window.end - start > LONGEST_EVENT) {
      reject(start, window.end, 'This event is longer than 16 MB.');
      start = -1;
    }
    if (start < 0) window.release(at);
  }

  return {
    push(chunk) {
      const moved = window.append(chunk);
      at -= moved;
      if (start >= 0) start -= moved;
      run(false);
    },
    end() {
      run(true);
      if (start >= 0) reject(start, window.end, 'The file ends within this event.');
      start = -1;
    },
  };
}
