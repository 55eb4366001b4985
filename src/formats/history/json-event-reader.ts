/**
 * Events in JSON, whatever wraps them. Each record is looked at for itself: an export of a search engine holds events of many kinds,
 * and what it wraps is read as what it is.
 */
import { excerpt, issue } from '../../domain/result';
import { describeValue, isMap, type PlainMap } from '../plain-data';
import { isAzureFlows, splitAzureFlows } from './azure-flows';
import { makeCloudDialect } from './cloud-events';
import { makeDefenderDialect } from './defender-events';
import { makeFieldTree } from './event-fields';
import { type EventWriter, makeEventWriter } from './event-writer';
import { makeGenericDialect } from './generic-events';
import type { HistoryContext, HistoryReader } from './history-reader';
import type { Dialect } from './json-dialect';
import { makeJsonRecordReader } from './json-records';
import { makeOsqueryDialect, splitOsquery } from './osquery-events';
import { makeSuricataDialect } from './suricata-events';
import { CARRYING_KEYS, isBulkAction, unwrapEvent, WRAPPING_KEYS } from './unwrap-event';
import { makeUtf8Reader } from './utf8-reader';
import { makeWindowsDialect } from './windows-events';

/** Beside one bit for each kind of events. */
const WRAPS = 1 << 20;
const CARRIES = 1 << 21;

export interface EventReader {
  /** Keeps the event, or reports it. */
  read(value: unknown, line: number, offset: number, length: number): void;
}

export function makeJsonEventReader(context: HistoryContext): HistoryReader {
  return makeUtf8Reader(context, (sound) => {
    const events = makeEventReader(sound);
    return makeJsonRecordReader({ record: events.read, reject: sound.reject, note: sound.note });
  });
}

export function makeEventReader(context: HistoryContext): EventReader {
  const out: EventWriter = makeEventWriter(context.sink, context.time);
  const generic = makeGenericDialect(out);
  const named: readonly Dialect[] = [
    makeSuricataDialect(out),
    makeDefenderDialect(out),
    makeWindowsDialect(out),
    makeOsqueryDialect(out),
    makeCloudDialect(out),
  ];
  const around = makeFieldTree(out, { ruleOf: () => undefined });

  const bits = new Map<string, number>();
  const mark = (keys: readonly string[], bit: number) => {
    for (const key of keys) bits.set(key, (bits.get(key) ?? 0) | bit);
  };
  named.forEach(({ keys }, at) => {
    mark(keys, 1 << at);
  });
  mark(WRAPPING_KEYS, WRAPS);
  mark(CARRYING_KEYS, CARRIES);

  // What was told of the last event that was asked about.
  let asked: PlainMap | null = null;
  let told: Dialect | null = null;
  let marks = 0;

  function dialectOf(event: PlainMap): Dialect | null {
    if (event === asked) return told;
    asked = event;
    told = null;
    marks = 0;
    for (const key in event) marks |= bits.get(key) ?? 0;
    for (let at = 0; at < named.length && told === null; at++) {
      const dialect = named[at];
      if ((marks & (1 << at)) !== 0 && dialect?.fits(event) === true) told = dialect;
    }
    return told;
  }

  /** Most events are not wrapped, and most that carry a text are known for what they are. */
  function mayBeWrapped(event: PlainMap): boolean {
    const dialect = dialectOf(event);
    return (marks & WRAPS) !== 0 || (dialect === null && (marks & CARRIES) !== 0);
  }

  const isKnown = (event: PlainMap) => dialectOf(event) !== null;

  function reject(line: number, code: string, message: string, found: string): void {
    context.reject(
      issue('error', code, { kind: 'line', line }, message, {
        found: excerpt(found),
        done: 'Record left out.',
      }),
    );
  }

  function readOne(event: PlainMap, wrapped: PlainMap | null, line: number, offset: number, length: number): void {
    out.begin(line, offset, length);
    const dialect = dialectOf(event) ?? generic;
    let isWhole = dialect.read(event);
    if (wrapped !== null) isWhole = around.put(wrapped) && isWhole;
    if (!isWhole) {
      out.drop();
      reject(line, 'record-too-deep', 'This record is nested too deeply to be an event.', '');
    } else if (dialect === generic && !out.has('@timestamp') && !generic.knows()) {
      out.drop();
      reject(
        line,
        'no-event',
        'This record has neither a time nor anything to look for.',
        Object.keys(event).slice(0, 8).join(', '),
      );
    } else out.finish();
  }

  return {
    read(value, line, offset, length) {
      if (!isMap(value)) {
        reject(line, 'no-event', 'This is no event: events are objects.', describeValue(value));
        return;
      }
      if (isBulkAction(value)) return;
      const { event, wrapped } = mayBeWrapped(value) ? unwrapEvent(value, isKnown) : { event: value, wrapped: null };
      const flows = isAzureFlows(event) ? splitAzureFlows(event) : [];
      for (const flow of flows) readOne(flow, null, line, offset, length);
      if (flows.length > 0) return;
      if (dialectOf(event)?.id === 'osquery')
        for (const row of splitOsquery(event)) readOne(row, wrapped, line, offset, length);
      else readOne(event, wrapped, line, offset, length);
    },
  };
}
