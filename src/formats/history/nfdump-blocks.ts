/** nfdump's `-o raw` ("Flow Record:" and a line per field), and `-o json`, an array over many lines or an object on each. */
import { excerpt, issue } from '../../domain/result';
import type { Probe } from '../probe';
import { decodeLine } from './header-table';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { dispositionOfFlow, nfdumpColumn } from './nfdump-fields';
import { makeRowWriter, type PlannedColumn } from './row-writer';
import { makeTextLineReader } from './text-lines';

/** nfdump has some two hundred fields. */
const MOST_FIELDS = 400;
/** A flow as JSON has 2 KB. */
const LONGEST = 256 * 1024;

export const NFDUMP_RAW: HistoryFormat = {
  id: 'nfdump-raw',
  name: 'nfdump flows (raw)',
  extensions: ['txt', 'out'],
  docs: 'flows.md',
  sniff: ({ text }: Probe) => (/^[\uFEFF\s]{0,100}Flow Record:\s*\n\s{0,20}\w+ {0,40}=/.test(text ?? '') ? 1 : 0),
  make: makeRawReader,
};

export const NFDUMP_JSON: HistoryFormat = {
  id: 'nfdump-json',
  name: 'nfdump flows (JSON)',
  extensions: ['json'],
  docs: 'flows.md',
  sniff: ({ text }: Probe) =>
    /^[\uFEFF\s]{0,100}\[?\s{0,100}\{\s{0,100}"(?:type|cnt)"\s*:\s*(?:"(?:FLOW|EVENT)"|\d+)\s*,/.test(text ?? '') &&
    /"(?:first|export_sysid|t_first)"\s*:/.test(text ?? '')
      ? 1
      : 0,
  make: makeJsonReader,
};

interface Flow {
  readonly line: number;
  readonly offset: number;
  length: number;
  readonly values: Map<string, string>;
}

function makeFlowWriter(context: HistoryContext) {
  const columns: (PlannedColumn | null)[] = [];
  const places = new Map<string, number>();
  const durations = context.sink.column('event.duration');
  const writer = makeRowWriter(context, columns, { dataset: 'nfdump.flow', dispositionOf: dispositionOfFlow });
  return {
    put({ line, offset, length, values }: Flow) {
      const cells: string[] = [];
      for (const [name, value] of values) {
        let place = places.get(name);
        if (place === undefined) {
          place = columns.push(nfdumpColumn(name)) - 1;
          places.set(name, place);
        }
        cells[place] = value;
      }
      context.sink.begin(line, offset, length);
      const [first, last] = [momentOf(values.get('first')), momentOf(values.get('last'))];
      writer.put(Array.from(columns, (_, place) => cells[place] ?? ''));
      if (first !== null && last !== null && last >= first) durations.putNumber(last - first);
    },
    end: () => writer.end(),
  };
}

function momentOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  const value = /^\d{13}$/.test(written)
    ? Number(written)
    : Date.parse(`${written.replace(' ', 'T').replace(/Z?$/, 'Z')}`);
  return Number.isNaN(value) ? null : value;
}

function makeRawReader(context: HistoryContext): HistoryReader {
  const flows = makeFlowWriter(context);
  let flow: Flow | null = null;
  const close = () => {
    if (flow !== null) flows.put(flow);
    flow = null;
  };
  return makeTextLineReader(
    (bytes, start, end, line, offset, length) => {
      const text = decodeLine(bytes, start, Math.min(end, start + 1000)).trim();
      if (/^Flow Record:$/.test(text.replace(/^\uFEFF/, ''))) {
        close();
        flow = { line, offset, length, values: new Map() };
        return;
      }
      if (text === '') return;
      const pair = /^([\w()][^=]{0,40}?)\s*=\s*(.*)$/.exec(text);
      if (flow === null || pair === null) {
        close();
        if (/^(?:Summary|Total|Time window|Sys:|Wall:|Blocks|Ident|No matched)/.test(text)) return;
        context.reject(
          issue('error', 'nfdump-no-record', { kind: 'line', line }, 'The line belongs to no flow record.', {
            found: excerpt(text),
            done: 'Line left out.',
          }),
        );
        return;
      }
      flow.length = offset + length - flow.offset;
      if (flow.values.size < MOST_FIELDS) addValue(flow.values, pair[1] ?? '', pair[2] ?? '');
    },
    () => {
      close();
      flows.end();
    },
  );
}

/** `1562833800235 [2019-07-11 10:30:00.235]`, `6 TCP`, `0x02 ......S.`. */
function addValue(values: Map<string, string>, title: string, written: string): void {
  const name = title
    .trim()
    .toLowerCase()
    .replace(/^\(in\)/, 'in ')
    .replace(/\s+/g, '_');
  const value = written.trim();
  if (/^msec_(?:first|last)$/.test(name)) {
    const whole = values.get(name.slice(5));
    if (whole !== undefined && /^\d{10}$/.test(whole) && /^\d{1,3}$/.test(value))
      values.set(name.slice(5), whole + value.padStart(3, '0'));
  } else if (/^(?:first|last|proto|prot)$/.test(name)) values.set(name, /^\S+/.exec(value)?.[0] ?? '');
  else if (name === 'tcp_flags') values.set(name, /^0x[0-9a-f]+\s+(\S+)$/i.exec(value)?.[1] ?? value);
  else values.set(name, value);
}

/** Objects are found by their braces, so that neither the array nor the layout matters. */
function makeJsonReader(context: HistoryContext): HistoryReader {
  const flows = makeFlowWriter(context);
  let text = '';
  let begun: { readonly line: number; readonly offset: number } | null = null;

  function finish(length: number, line: number): void {
    const place = begun ?? { line, offset: 0 };
    begun = null;
    const values = readObject(text);
    if (values !== null) {
      flows.put({ ...place, length, values });
      return;
    }
    context.reject(
      issue('error', 'nfdump-no-object', { kind: 'line', line: place.line }, 'A flow that is no whole JSON object.', {
        found: excerpt(text),
        done: 'Record left out.',
      }),
    );
  }

  return makeTextLineReader(
    (bytes, start, end, line, offset) => {
      const read = decodeLine(bytes, start, Math.min(end, start + LONGEST));
      // nfdump nests nothing: an object goes from one line with `{` to one that ends it.
      let rest = read;
      for (;;) {
        if (begun === null) {
          const open = rest.indexOf('{');
          if (open === -1) return;
          begun = { line, offset: offset + (read.length - rest.length) + open };
          text = '';
          rest = rest.slice(open);
        }
        const close = endOfObject(rest);
        if (close === -1) {
          text += `${rest}\n`;
          if (text.length > LONGEST) finish(offset + (end - start) - begun.offset, line);
          return;
        }
        text += rest.slice(0, close + 1);
        rest = rest.slice(close + 1);
        finish(offset + read.length - rest.length - begun.offset, line);
      }
    },
    () => {
      if (begun !== null) finish(text.length, 0);
      flows.end();
    },
  );
}

function endOfObject(line: string): number {
  let inText = false;
  for (let at = 0; at < line.length; at++) {
    const code = line[at];
    if (code === '\\') at++;
    else if (code === '"') inText = !inText;
    else if (code === '}' && !inText) return at;
  }
  return -1;
}

function readObject(text: string): Map<string, string> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return null;
    const values = Object.entries(parsed).slice(0, MOST_FIELDS);
    return new Map(
      values.map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : JSON.stringify(value)]),
    );
  } catch {
    return null;
  }
}
