import { type ColumnReader, type ColumnValues, LIST_SEPARATOR } from '../../columns/column';
import { type FieldReading, type Fold, foldValue, readField } from './read-field';

/** Every different value of a field, read and folded once per segment, however many patterns ask. */
export interface FieldValues {
  readonly column: ColumnValues;
  /** One after another; a list gives each of its elements. */
  readonly written: readonly string[];
  readonly folded: readonly string[];
  /** Of the column, that the element belongs to. */
  readonly codes: Uint32Array;
  /** Elements by their folded value. */
  readonly byFolded: ReadonlyMap<string, readonly number[]>;
}

/** Readers stand for their columns: with the last reader its values are forgotten. */
const KEPT = new WeakMap<ColumnReader, Map<string, FieldValues>>();

export function fieldValues(reader: ColumnReader, reading: FieldReading, fold: Fold): FieldValues | null {
  if (reader.values === null) return null;
  const kept = KEPT.get(reader) ?? new Map<string, FieldValues>();
  KEPT.set(reader, kept);
  const key = `${reading} ${fold}`;
  const values = kept.get(key) ?? readValues(reader, reader.values, reading, fold);
  kept.set(key, values);
  return values;
}

function readValues(reader: ColumnReader, column: ColumnValues, reading: FieldReading, fold: Fold): FieldValues {
  const [written, folded, codes]: [string[], string[], number[]] = [[], [], []];
  const byFolded = new Map<string, number[]>();
  for (let code = 1; code <= column.count; code++) {
    const text = column.textOf(code);
    for (const element of reader.kind === 'list' ? text.split(LIST_SEPARATOR) : [text]) {
      const value = readField(element, reading);
      if (value === null) continue;
      const one = foldValue(value, fold);
      const same = byFolded.get(one);
      if (same === undefined) byFolded.set(one, [written.length]);
      else same.push(written.length);
      written.push(value);
      folded.push(one);
      codes.push(code);
    }
  }
  return { column, written, folded, codes: Uint32Array.from(codes), byFolded };
}
