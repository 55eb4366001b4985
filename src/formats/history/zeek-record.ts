/** One kind of Zeek's logs: takes records as slices of bytes, one per field, and puts them where `zeek-fields` says. */
import type { ColumnWriter } from '../../domain/columns/column';
import { LIST_SEPARATOR } from '../../domain/columns/column';
import { kindOfField } from '../../domain/history/fields';
import { type ZeekReading, zeekTarget } from '../../domain/history/zeek-fields';
import { issue, WHOLE_FILE } from '../../domain/result';
import type { HistoryContext } from './history-reader';
import { makeTimeReader, readEpochSeconds } from './times';
import { derivationsOf, type ZeekValues } from './zeek-derived';
import { unescapeZeek } from './zeek-escapes';

/** Fields of one record: `bytes[starts[i] .. ends[i]]`; a start below 0: not set. */
export interface ZeekSlices {
  bytes: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Between the values of a set. */
  setSeparator: number;
  /** Whether there may be `\x2c` and the like. */
  escaped: boolean;
}

export interface ZeekRecord {
  /** A further field; they are numbered as they are added, from 0. */
  add(name: string, isFlag?: boolean): number;
  /** Whether the values of a set are kept one by one, and so not joined by commas. */
  keepsParts(name: string): boolean;
  put(slices: ZeekSlices): void;
  /** Values that did not fit their field, by field. */
  readonly misfits: ReadonlyMap<string, number>;
}

interface Step {
  readonly index: number;
  readonly name: string;
  readonly reading: ZeekReading | 'flag';
  /** The value as it stands: most are, and go the short way. */
  readonly isPlain: boolean;
  readonly column: ColumnWriter;
  /** Where it goes when another field has put a value in its place. */
  readonly second: { readonly behind: number; readonly step: Step } | null;
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
const TRUE = ENCODER.encode('true');
const FALSE = ENCODER.encode('false');
/** Sets that derivations look into, though they are kept as they are. */
const PARTED: ReadonlySet<string> = new Set(['proxied', 'cert_chain_fps']);

export function makeZeekRecord(context: HistoryContext, path: string): ZeekRecord {
  const { sink, time } = context;
  const reader = makeTimeReader(time, { fileDate: context.fileDate });
  const dataset = ENCODER.encode(`zeek.${path}`);
  const datasets = sink.column('event.dataset');
  const steps: Step[] = [];
  const byField = new Map<string, Step>();
  const places = new Map<string, number>();
  const misfits = new Map<string, number>();
  let current: ZeekSlices | null = null;
  let count = 0;
  let scratch: Uint8Array = new Uint8Array(256);

  const values: ZeekValues = {
    has: (name) => (current?.starts[places.get(name) ?? -1] ?? -1) >= 0,
    textOf(name) {
      const index = places.get(name);
      if (current === null || index === undefined || (current.starts[index] ?? -1) < 0) return null;
      const { bytes, starts, ends, escaped } = current;
      const [start, end] = [starts[index] ?? 0, ends[index] ?? 0];
      if (!escaped) return DECODER.decode(bytes.subarray(start, end));
      return DECODER.decode(scratch.subarray(0, clean(bytes, start, end, -1, true)));
    },
    placeOf: (name) => places.get(name) ?? -1,
    codeAt(place) {
      if (current === null || place < 0) return 0;
      const { bytes, starts, ends } = current;
      const start = starts[place] ?? -1;
      const end = ends[place] ?? 0;
      if (start < 0 || end - start > 6) return 0;
      let code = 0;
      for (let at = start; at < end; at++) code = code * 128 + ((bytes[at] ?? 0) & 127);
      return code;
    },
    partsOf(name) {
      const index = places.get(name);
      if (current === null || index === undefined || (current.starts[index] ?? -1) < 0) return [];
      const { bytes, starts, ends, setSeparator, escaped } = current;
      const length = clean(bytes, starts[index] ?? 0, ends[index] ?? 0, setSeparator, escaped);
      return DECODER.decode(scratch.subarray(0, length)).split(LIST_SEPARATOR);
    },
    isNothing(name) {
      const index = places.get(name) ?? -1;
      const start = current?.starts[index] ?? -1;
      return start < 0 || (current?.bytes[start] === 48 && current.ends[index] === start + 1);
    },
  };
  const derivations = derivationsOf(path, sink);

  /** Into `scratch`. @returns the length */
  function clean(bytes: Uint8Array, start: number, end: number, setSeparator: number, escaped: boolean): number {
    if (scratch.length < end - start) scratch = new Uint8Array((end - start) * 2);
    return unescapeZeek(bytes, start, end, setSeparator, scratch, escaped);
  }

  function putStep(step: Step, { bytes, starts, ends, setSeparator, escaped }: ZeekSlices): void {
    const start = starts[step.index] ?? -1;
    if (start < 0) return;
    const end = ends[step.index] ?? 0;
    let fits: boolean;
    switch (step.reading) {
      case 'value':
        if (escaped && step.column.kind === 'text') {
          fits = step.column.putBytes(scratchOf(bytes, start, end, -1, true), 0, scratchLength);
        } else fits = step.column.putBytes(bytes, start, end);
        break;
      case 'moment': {
        const moment = readEpochSeconds(bytes, start, end) + time.skewMs;
        const known = Number.isNaN(moment) ? reader.readBytes(bytes, start, end) : moment;
        fits = !Number.isNaN(known) && step.column.putNumber(known);
        break;
      }
      case 'interval': {
        const length = readInterval(bytes, start, end);
        fits = !Number.isNaN(length) && step.column.putNumber(length);
        break;
      }
      case 'list':
        fits = step.column.putBytes(scratchOf(bytes, start, end, setSeparator, escaped), 0, scratchLength);
        break;
      case 'flag': {
        const word = bytes[start] === 84 ? TRUE : FALSE;
        fits = step.column.putBytes(word, 0, word.length);
        break;
      }
      default:
        return;
    }
    if (!fits) missed(step);
  }

  function missed({ name }: Step): void {
    misfits.set(name, (misfits.get(name) ?? 0) + 1);
  }

  let scratchLength = 0;
  function scratchOf(
    bytes: Uint8Array,
    start: number,
    end: number,
    setSeparator: number,
    escaped: boolean,
  ): Uint8Array {
    scratchLength = clean(bytes, start, end, setSeparator, escaped);
    return scratch;
  }

  function ownStep(index: number, name: string): Step {
    return { index, name, reading: 'value', isPlain: true, column: sink.column(`zeek.${path}.${name}`), second: null };
  }

  return {
    misfits,
    keepsParts: (name) => derivations.takes(name) || zeekTarget(path, name).reading === 'list' || PARTED.has(name),
    add(name, isFlag = false) {
      const index = count++;
      if (!places.has(name)) places.set(name, index);
      const { field, reading: usual } = zeekTarget(path, name);
      const reading: Step['reading'] = isFlag && usual === 'value' ? 'flag' : usual;
      if (reading === 'left' || derivations.takes(name)) return index;
      const first = byField.get(field);
      // Two fields for one place: the second is put where the first has none, and else keeps its own name.
      const column = sink.column(field, kindOfField(field));
      const second = first === undefined ? null : { behind: first.index, step: ownStep(index, name) };
      const step: Step = { index, name, reading, isPlain: reading === 'value', column, second };
      if (first === undefined) byField.set(field, step);
      steps.push(step);
      return index;
    },
    put(slices) {
      current = slices;
      datasets.putBytes(dataset, 0, dataset.length);
      const { bytes, starts, ends, escaped } = slices;
      for (let i = 0; i < steps.length; i++) {
        const step = steps[i];
        if (step === undefined) continue;
        const start = starts[step.index] ?? -1;
        if (start < 0) continue;
        const { second } = step;
        if (!escaped && step.isPlain && (second === null || (starts[second.behind] ?? -1) < 0)) {
          if (!step.column.putBytes(bytes, start, ends[step.index] ?? 0)) missed(step);
        } else putStep(second === null || (starts[second.behind] ?? -1) < 0 ? step : second.step, slices);
      }
      derivations.put(values);
    },
  };
}

/** Seconds with or without a fraction or an exponent, as whole ms. */
function readInterval(bytes: Uint8Array, start: number, end: number): number {
  const plain = readEpochSeconds(bytes, start, end);
  if (!Number.isNaN(plain) || end - start > 32) return plain;
  const written = DECODER.decode(bytes.subarray(start, end));
  return /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(written) ? Math.floor(Number(written) * 1000 + 5e-4) : Number.NaN;
}

export function noteMisfits(records: Iterable<ZeekRecord>, note: HistoryContext['note']): void {
  for (const { misfits } of records) {
    for (const [name, count] of misfits) {
      note(
        issue('warning', 'zeek-misfit', WHOLE_FILE, `${count} values of ${name} are not of its kind.`, {
          done: 'Read without them.',
        }),
      );
    }
  }
}
