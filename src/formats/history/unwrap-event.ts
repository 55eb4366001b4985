/** Events in what wraps them: search engines, shippers, tables with the original in a column. */
import { isMap, type PlainMap } from '../plain-data';
import { readEventXml } from './windows-xml';

/** Wrappers in wrappers; tools make two. */
const DEEPEST_WRAP = 4;
/** Where the original of an event may lie, as text, in what carries it. */
const CARRIERS = [
  '_raw',
  'SyslogMessage',
  'message',
  'Message',
  'log',
  'RawData',
  'rawEvent',
  'payload',
  'AuditData',
  'CloudTrailEvent',
] as const;

/** One of these stands at the top of what wraps an event. */
export const WRAPPING_KEYS = ['_source', 'result', 'detail', 'document', 'sourcetype', '_index', '_raw'] as const;
export const CARRYING_KEYS: readonly string[] = CARRIERS;

export interface Unwrapped {
  readonly event: PlainMap;
  readonly isWrapped: boolean;
  /** What lay around it, by its own names, without what the event has too. */
  readonly wrapped: PlainMap | null;
}

/** Of a file for Elasticsearch's bulk interface: the line before each event says what is to be done with it. */
export function isBulkAction(event: PlainMap): boolean {
  const action = event['index'] ?? event['create'];
  if (!isMap(action) || Object.keys(event).length !== 1) return false;
  return Object.keys(action).every((key) => key.startsWith('_') || key === 'pipeline' || key === 'routing');
}

/** What an export or a shipper wraps, as far in as it goes. */
export function unwrapEvent(value: PlainMap, isKnown: (event: PlainMap) => boolean): Unwrapped {
  let event = value;
  let wrapped: Record<string, unknown> | null = null;
  for (let depth = 0; depth < DEEPEST_WRAP; depth++) {
    const inner = innerOf(event) ?? (isCarrier(event, isKnown) ? carried(event, isKnown) : null);
    if (inner === null) break;
    wrapped = { ...(wrapped ?? {}), ...inner.around };
    event = inner.event;
  }
  const isWrapped = wrapped !== null;
  if (wrapped !== null) {
    const own = event;
    wrapped = Object.fromEntries(
      Object.entries(wrapped).filter(([key, each]) => each !== null && own[key] === undefined),
    );
    if (Object.keys(wrapped).length === 0) wrapped = null;
  }
  return { event, isWrapped, wrapped };
}

interface Inner {
  readonly event: PlainMap;
  readonly around: PlainMap;
}

/** An object in an object: of Elasticsearch, Splunk, EventBridge, Chainsaw. */
function innerOf(event: PlainMap): Inner | null {
  const { _source: source, result, detail, document, event: inner, fields } = event;
  if (isMap(source)) {
    const { _source: _, sort: __, _score: ___, ...around } = event;
    return { event: source, around };
  }
  if (
    isMap(result) &&
    (event['preview'] !== undefined || event['offset'] !== undefined || Object.keys(event).length === 1)
  ) {
    return { event: result, around: {} };
  }
  if (isMap(detail) && event['detail-type'] !== undefined) {
    const { detail: _, ...around } = event;
    return { event: detail, around };
  }
  if (isMap(document) && isMap(document['data']) && event['kind'] !== undefined) {
    const { document: _, ...around } = event;
    return { event: document['data'], around };
  }
  // The event collector of Splunk: the moment lies outside.
  if (event['sourcetype'] !== undefined && (isMap(inner) || (typeof inner === 'string' && inner.startsWith('{')))) {
    const parsed = isMap(inner) ? inner : parseObject(inner);
    const { event: _, time, ...around } = event;
    if (parsed !== null) return { event: time === undefined ? parsed : { _time: time, ...parsed }, around };
  }
  if (isMap(fields) && typeof event['_index'] === 'string') {
    const { fields: _, sort: __, _score: ___, ...around } = event;
    return {
      event: Object.fromEntries(
        Object.entries(fields).map(([key, each]) => [key, Array.isArray(each) && each.length === 1 ? each[0] : each]),
      ),
      around,
    };
  }
  return null;
}

/** Whether the original may lie in a text: of what is no known event itself, or says that it is raw. */
function isCarrier(event: PlainMap, isKnown: (event: PlainMap) => boolean): boolean {
  for (const name of CARRIERS) {
    const text = event[name];
    if (typeof text !== 'string' || text.length < 9) continue;
    const first =
      text.charCodeAt(0) === 32 || text.charCodeAt(0) === 10 ? text.trimStart().charCodeAt(0) : text.charCodeAt(0);
    if (first === 123 || first === 60) return name === '_raw' || !isKnown(event);
  }
  return false;
}

function carried(event: PlainMap, isKnown: (event: PlainMap) => boolean): Inner | null {
  for (const name of CARRIERS) {
    const text = event[name];
    if (typeof text !== 'string') continue;
    const trimmed = text.trimStart();
    const parsed = trimmed.startsWith('{')
      ? parseObject(trimmed)
      : /^<Event[\s>]/.test(trimmed)
        ? readEventXml(trimmed, true)
        : null;
    if (parsed === null) continue;
    if (!isKnown(parsed) && name !== '_raw') continue;
    const { [name]: _, ...rest } = event;
    // What Splunk extracted from the original is in it.
    const around =
      name === '_raw' ? Object.fromEntries(Object.entries(rest).filter(([key]) => OF_SPLUNK.has(key))) : rest;
    // Syslog cuts after 2 KB: then the text is kept beside what could be read of it.
    const isCut = trimmed.startsWith('<') && !trimmed.trimEnd().endsWith('</Event>');
    return { event: parsed, around: isCut ? { ...around, 'event.original': text } : around };
  }
  return null;
}

const OF_SPLUNK: ReadonlySet<string> = new Set([
  '_time',
  '_indextime',
  'host',
  'index',
  'source',
  'sourcetype',
  'splunk_server',
]);

function parseObject(text: string): PlainMap | null {
  try {
    const value: unknown = JSON.parse(text);
    return isMap(value) ? value : null;
  } catch {
    return null;
  }
}
