/** Zeek's logs as one JSON object per line, of one path or of several together. */

import { pathOfFields } from '../../domain/history/zeek-fields';
import { excerpt, issue } from '../../domain/result';
import type { Probe } from '../probe';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { makeTextLineReader } from './text-lines';
import { makeZeekRecord, noteMisfits, type ZeekRecord, type ZeekSlices } from './zeek-record';

/** A record of Zeek has a few KB; a line beyond is not taken apart. */
const LONGEST_RECORD = 1024 * 1024;
const MOST_FIELDS = 1000;
const MOST_PATHS = 200;
/** `id: { orig_h }`, and what shippers put around it. */
const DEEPEST = 4;
const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();
const NEW_LINE = 10;
const PATH_KEYS = ['_path', '@stream', 'log_type'] as const;
const PATH = /^[a-z][\w-]{0,63}$/i;

export const ZEEK_JSON: HistoryFormat = {
  id: 'zeek-json',
  name: 'Zeek logs (JSON lines)',
  extensions: ['log', 'json', 'ndjson'],
  docs: 'zeek.md',
  sniff: sniffZeekJson,
  make: makeZeekJsonReader,
};

type Members = ReadonlyMap<string, string>;

function sniffZeekJson({ text }: Probe): number {
  const line = text === null ? undefined : /^\uFEFF?\s{0,100}(\{[^\n]{1,16000})/.exec(text)?.[1];
  if (line === undefined || !/"ts"\s*:/.test(line)) return 0;
  const read = readRecord(line);
  if (read === null) {
    // The head may end within the first record.
    return /^\{.{0,2000}"ts"\s*:\s*["\d].{0,2000}"(?:id[._]orig_h|fuid)"\s*:/s.test(line) ? 0.95 : 0;
  }
  const { path, members } = read;
  if (!members.has('ts')) return 0;
  const isZeek = ['uid', 'fuid', 'id.orig_h', '_path', '@stream'].some((name) => members.has(name));
  return isZeek || pathOfFields((name) => members.has(name)) !== '' || path !== '' ? 1 : 0;
}

function makeZeekJsonReader(context: HistoryContext): HistoryReader {
  const { sink, reject, note } = context;
  const kinds = new Map<string, { readonly record: ZeekRecord; readonly places: Map<string, number> }>();
  /** Of files that name no path: that of the last record that could be told, for such as have only what all have. */
  let guessed = 'unknown';
  let target: Uint8Array = new Uint8Array(64 * 1024);
  const slices: ZeekSlices = {
    bytes: target,
    starts: new Int32Array(MOST_FIELDS),
    ends: new Int32Array(MOST_FIELDS),
    setSeparator: NEW_LINE,
    escaped: false,
  };

  function kindOf(path: string) {
    const key = kinds.has(path) || kinds.size < MOST_PATHS ? path : 'unknown';
    let kind = kinds.get(key);
    if (kind === undefined) {
      kind = { record: makeZeekRecord(context, key), places: new Map() };
      kinds.set(key, kind);
    }
    return kind;
  }

  function onLine(bytes: Uint8Array, start: number, end: number, line: number, offset: number, length: number): void {
    if (end - start > LONGEST_RECORD) {
      const found = DECODER.decode(bytes.subarray(start, start + 80));
      reject(
        issue('error', 'zeek-too-long', { kind: 'line', line }, 'The line is longer than 1 MB.', {
          found,
          done: 'Record left out.',
        }),
      );
      return;
    }
    const text = DECODER.decode(bytes.subarray(start, end));
    if (text.trim() === '') return;
    const read = readRecord(text);
    if (read === null) {
      reject(
        issue('error', 'zeek-no-object', { kind: 'line', line }, 'The line is no whole JSON object.', {
          found: excerpt(text),
          done: 'Record left out.',
        }),
      );
      return;
    }
    const { members } = read;
    if (read.path === '') guessed = pathOfFields((name) => members.has(name)) || guessed;
    const { record, places } = kindOf(read.path === '' ? guessed : read.path);
    slices.starts.fill(-1);
    let filled = 0;
    for (const [name, value] of members) {
      let index = places.get(name);
      if (index === undefined) {
        if (places.size >= MOST_FIELDS) continue;
        index = record.add(name);
        places.set(name, index);
      }
      const written = value.includes('\n') && !record.keepsParts(name) ? value.replaceAll('\n', ',') : value;
      if (target.length - filled < written.length * 3) {
        const longer = new Uint8Array((target.length + written.length * 3) * 2);
        longer.set(target);
        target = longer;
      }
      slices.starts[index] = filled;
      filled += ENCODER.encodeInto(written, target.subarray(filled)).written;
      slices.ends[index] = filled;
    }
    slices.bytes = target;
    sink.begin(line, offset, length);
    record.put(slices);
  }

  return makeTextLineReader(onLine, () =>
    noteMisfits(
      [...kinds.values()].map(({ record }) => record),
      note,
    ),
  );
}

function readRecord(text: string): { readonly path: string; readonly members: Members } | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const [only, another] = Object.entries(parsed);
  // As some streams name the path: `{"conn": {…}}`.
  if (only !== undefined && another === undefined && typeof only[1] === 'object' && only[1] !== null) {
    const members = flatten(only[1]);
    if (members.has('ts') && PATH.test(only[0])) return { path: only[0].toLowerCase(), members };
  }
  const members = flatten(parsed);
  const path = PATH_KEYS.map((key) => members.get(key)).find((value) => value !== undefined && PATH.test(value));
  return { path: path?.toLowerCase() ?? '', members };
}

/** Names joined by dots; values of a list by new lines, which so are none inside a value. */
function flatten(parsed: object): Map<string, string> {
  const members = new Map<string, string>();
  const walk = (value: unknown, name: string, depth: number): void => {
    if (value === null || value === undefined || members.size >= MOST_FIELDS) return;
    if (Array.isArray(value)) {
      const parts = value.filter((part) => part !== null).map((part) => plain(part));
      if (parts.length > 0) members.set(name, parts.join('\n'));
    } else if (typeof value === 'object' && depth < DEEPEST) {
      for (const [key, each] of Object.entries(value)) walk(each, name === '' ? key : `${name}.${key}`, depth + 1);
    } else if (name !== '') {
      const text = typeof value === 'string' ? value : plain(value);
      if (text !== '') members.set(name.replace(/^id_(?=(?:orig|resp)_[hp]$)/, 'id.'), text);
    }
  };
  walk(parsed, '', 0);
  return members;
}

function plain(part: unknown): string {
  const text = typeof part === 'string' ? part : JSON.stringify(part);
  return text.includes('\n') ? text.replaceAll('\n', ' ') : text;
}
