/** Zeek's own logs: lines of fields under a header that names them, https://docs.zeek.org/en/master/log-formats.html. */

import { pathOfFields } from '../../domain/history/zeek-fields';
import { issue } from '../../domain/result';
import type { Probe } from '../probe';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { makeTextLineReader } from './text-lines';
import { makeZeekRecord, noteMisfits, type ZeekRecord, type ZeekSlices } from './zeek-record';

const HASH = 35;
const TAB = 9;
const BACKSLASH = 92;
/** Zeek has none with a hundred. */
const MOST_FIELDS = 1000;
const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();

export const ZEEK_TSV: HistoryFormat = {
  id: 'zeek-tsv',
  name: 'Zeek logs (TSV)',
  extensions: ['log'],
  docs: 'zeek.md',
  sniff: sniffZeekTsv,
  make: makeZeekTsvReader,
};

function sniffZeekTsv({ text }: Probe): number {
  if (text === null) return 0;
  const start = text.replace(/^\uFEFF?\s{0,100}/, '');
  if (/^#separator[ \t]/.test(start)) return 1;
  // Files of indicators for Zeek have a #fields line too, but no moments.
  if (/^#(?:fields|types|path|open|set_separator|empty_field|unset_field)[^\w:]/.test(start)) {
    return /^#fields[^\w:](?:[^\n]{1,500}[^\w])?ts[^\w]/m.test(start) ? 0.95 : 0;
  }
  // Headers cut off: recognised to say so.
  return /^\d{9,10}\.\d{6}\tC?[0-9A-Za-z]{10,18}\t[0-9a-fA-F.:]{3,39}\t\d{1,5}\t/.test(start) ? 0.9 : 0;
}

function makeZeekTsvReader(context: HistoryContext): HistoryReader {
  const { sink, reject, note } = context;
  let separator = TAB;
  let setSeparator = 44;
  let emptyField = ENCODER.encode('(empty)');
  let unsetField = ENCODER.encode('-');
  let path = '';
  let width = 0;
  let record: ZeekRecord | null = null;
  let fields: readonly string[] | null = null;
  let types: readonly string[] = [];
  const records = new Map<string, ZeekRecord>();
  const slices: ZeekSlices = {
    bytes: new Uint8Array(0),
    starts: new Int32Array(MOST_FIELDS),
    ends: new Int32Array(MOST_FIELDS),
    setSeparator,
    escaped: false,
  };

  function readHeader(bytes: Uint8Array, start: number, end: number): void {
    let wordEnd = start + 1;
    while (wordEnd < end && isWord(bytes[wordEnd] ?? 0)) wordEnd++;
    const word = DECODER.decode(bytes.subarray(start + 1, wordEnd));
    const rest = DECODER.decode(bytes.subarray(Math.min(end, wordEnd + 1), end));
    switch (word) {
      case 'separator': {
        // A file may follow another: nothing of the one before holds for it.
        separator = byteOf(rest) ?? TAB;
        path = '';
        [fields, record, types] = [null, null, []];
        break;
      }
      case 'set_separator':
        setSeparator = byteOf(rest) ?? 44;
        break;
      case 'empty_field':
        emptyField = ENCODER.encode(rest);
        break;
      case 'unset_field':
        unsetField = ENCODER.encode(rest);
        break;
      case 'path':
        path = /^[\w-]{1,64}$/.test(rest) ? rest : '';
        record = null;
        break;
      case 'fields':
        fields = rest.split(String.fromCharCode(separator)).slice(0, MOST_FIELDS);
        [record, types] = [null, []];
        break;
      case 'types':
        types = rest.split(String.fromCharCode(separator));
        record = null;
        break;
      default:
    }
  }

  function recordOf(): ZeekRecord | null {
    if (fields === null) return null;
    const names = fields;
    const known = path === '' ? pathOfFields((name) => names.includes(name)) : path;
    const key = `${known}\n${names.join('\n')}\n${types.join('\n')}`;
    let found = records.get(key);
    if (found === undefined) {
      const made = makeZeekRecord(context, known === '' ? 'unknown' : known);
      found = made;
      names.forEach((name, index) => {
        made.add(name, types[index] === 'bool');
      });
      records.set(key, found);
    }
    width = names.length;
    return found;
  }

  function onLine(bytes: Uint8Array, from: number, end: number, line: number, offset: number, length: number): void {
    const start =
      line === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from;
    if (start >= end) return;
    if (bytes[start] === HASH) {
      readHeader(bytes, start, end);
      return;
    }
    record ??= recordOf();
    if (record === null) {
      reject(
        issue('error', 'zeek-no-header', { kind: 'line', line }, 'No #fields line says what the columns are.', {
          done: 'Record left out. With zeek-cut, use -c to keep the header.',
        }),
      );
      return;
    }
    const { starts, ends } = slices;
    // Locals: variables of the reader would be fetched anew for every byte.
    const limit = width;
    const delimiter = separator;
    let escaped = false;
    let count = 0;
    let fieldStart = start;
    for (let at = start; at < end; at++) {
      const code = bytes[at];
      if (code === delimiter) {
        if (count < limit) {
          starts[count] = fieldStart;
          ends[count] = at;
        }
        count++;
        fieldStart = at + 1;
      } else if (code === BACKSLASH) escaped = true;
    }
    if (count < limit) {
      starts[count] = fieldStart;
      ends[count] = end;
    }
    count++;
    if (count !== width) {
      reject(
        issue(
          'error',
          'zeek-width',
          { kind: 'line', line },
          `The line has ${count} fields where the header has ${width}.`,
          {
            found: DECODER.decode(bytes.subarray(start, Math.min(end, start + 80))),
            done: 'Record left out.',
          },
        ),
      );
      return;
    }
    const [emptyLead, unsetLead] = [emptyField[0], unsetField[0]];
    for (let i = 0; i < limit; i++) {
      const first = starts[i] ?? 0;
      const size = (ends[i] ?? 0) - first;
      const lead = bytes[first];
      const isNothing =
        size === 0 ||
        (lead === unsetLead && isMark(bytes, first, size, unsetField)) ||
        (lead === emptyLead && isMark(bytes, first, size, emptyField));
      if (isNothing) starts[i] = -1;
    }
    slices.bytes = bytes;
    slices.setSeparator = setSeparator;
    slices.escaped = escaped;
    sink.begin(line, offset, length);
    record.put(slices);
  }

  return makeTextLineReader(onLine, () => noteMisfits(records.values(), note));
}

function isMark(bytes: Uint8Array, start: number, length: number, mark: Uint8Array): boolean {
  if (length !== mark.length) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== mark[i]) return false;
  return true;
}

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95;
}

/** `\x09`, or the character itself. */
function byteOf(written: string): number | null {
  const escaped = /^\s?\\x([0-9a-f]{2})/i.exec(written);
  if (escaped !== null) return Number.parseInt(escaped[1] ?? '', 16);
  const code = written.charCodeAt(0);
  return code < 128 ? code : null;
}
