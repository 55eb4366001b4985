/** Logs of which each line is a record of its own form: what their readers have in common. */
import type { ColumnWriter } from '../../domain/columns/column';
import { DISPOSITION_FIELD, type Disposition, kindOfField } from '../../domain/history/fields';
import { excerpt, issue } from '../../domain/result';
import { decodeLine } from './header-table';
import type { HistoryContext, HistoryReader } from './history-reader';
import { makeTextLineReader } from './text-lines';

export interface LineRecord {
  readonly dataset: string;
  /** `NaN`: not said. */
  readonly time: number;
  /** The first value for a field is kept. Absent ones may be in it as empty texts. */
  readonly values: readonly (readonly [field: string, value: string])[];
  readonly disposition: Disposition | null;
}

/** `null`: not of this form. `aside`: no record. */
export type ParseLine = (text: string, line: number) => LineRecord | null | 'aside';

/** What is longer is cut there for looking at it; its place is that of the whole line. */
const LONGEST = 64 * 1024;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.{0,45}:.{0,45}:)[0-9a-f:.]{2,45}(?:%\w{1,15})?)$/i;

export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

export function makeLineLog(context: HistoryContext, code: string, parse: ParseLine): HistoryReader {
  const put = makeRecordPutter(context);
  return makeTextLineReader((bytes, start, end, line, offset, length) => {
    const whole = decodeLine(bytes, start, Math.min(end, start + LONGEST));
    const text = line === 1 ? whole.replace(/^\uFEFF/, '') : whole;
    if (text.trim() === '') return;
    const record = parse(text, line);
    if (record === 'aside') return;
    if (record === null) {
      context.reject(
        issue('error', `${code}-line`, { kind: 'line', line }, 'The line is not of this log’s form.', {
          found: excerpt(text),
          done: 'Record left out.',
        }),
      );
      return;
    }
    put(record, line, offset, length);
  });
}

export function makeRecordPutter(
  context: HistoryContext,
): (record: LineRecord, line: number, offset: number, length: number) => void {
  const { sink } = context;
  const writers = new Map<string, ColumnWriter>();
  const used = new Set<string>();
  const column = (field: string) => {
    let writer = writers.get(field);
    if (writer === undefined) {
      writer = sink.column(field, kindOfField(field));
      writers.set(field, writer);
    }
    return writer;
  };
  const dataset = column('event.dataset');
  const moment = column('@timestamp');
  return ({ dataset: name, time, values, disposition }, line, offset, length) => {
    sink.begin(line, offset, length);
    dataset.putText(name);
    if (!Number.isNaN(time)) moment.putNumber(time);
    used.clear();
    for (const [field, value] of values) {
      if (value === '' || used.has(field)) continue;
      const isName = kindOfField(field) === 'address' && !isAddress(value);
      // Where a name was looked up for the address.
      const place =
        isName && /^(?:source|destination|client|server)\.ip$/.test(field) ? field.replace('.ip', '.domain') : field;
      if (column(place).putText(value)) used.add(field);
    }
    if (disposition !== null) column(DISPOSITION_FIELD).putText(disposition);
  };
}

/** How many of a head's first lines are of a form: 0–1. The last line may be cut off, and does not count where there are others. */
export function shareOfLines(text: string | null, fits: (line: string) => boolean): number {
  const lines = (text ?? '')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 60)
    .filter((line) => line.trim() !== '');
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.length === 0 ? 0 : whole.filter((line) => fits(line.slice(0, 4000))).length / whole.length;
}
