/** A column of a segment as values that are told apart, each once, with a number per row: whatever its kind, and of several joined. */
import { type ColumnReader, type FieldKind, LIST_SEPARATOR } from '../../columns/column';
import type { JoinedField } from '../../history/rule-fields';

export interface ColumnView {
  readonly name: string;
  readonly kind: FieldKind;
  /** Values are numbered from 1; 0 in `codes` is "absent". */
  readonly count: number;
  readonly codes: Uint8Array | Uint16Array;
  textOf(code: number): string;
  /** UTF-8 of all values, as in `ColumnValues`; `null`: not at hand. */
  readonly packed: { readonly bytes: Uint8Array; readonly ends: Uint32Array } | null;
  /** Of numbers and times, value `code` is `numbers[code - 1]`; else `null`. */
  readonly numbers: Float64Array | null;
}

export function viewColumn(reader: ColumnReader): ColumnView {
  const { field: name, kind, values } = reader;
  if (values === null) return viewNumbers(reader);
  const { count, codes, packed } = values;
  return { name, kind, count, codes, packed, numbers: null, textOf: (code) => values.textOf(code) };
}

function viewNumbers(reader: ColumnReader): ColumnView {
  const { field: name, kind, rows } = reader;
  const known = new Map<number, number>();
  const codes = new Uint16Array(rows);
  for (let row = 0; row < rows; row++) {
    const number = reader.numberAt(row);
    if (number === null) continue;
    let code = known.get(number);
    if (code === undefined) {
      code = known.size + 1;
      known.set(number, code);
    }
    codes[row] = code;
  }
  const numbers = Float64Array.from(known.keys());
  const textOf = (code: number) => writeNumber(numbers[code - 1] ?? Number.NaN, kind);
  return { name, kind, count: numbers.length, codes, packed: null, numbers, textOf };
}

/** Times as ISO 8601 in UTC, which is how most logs write them. */
function writeNumber(number: number, kind: FieldKind): string {
  return kind === 'time' && Math.abs(number) <= 8.64e15 ? new Date(number).toISOString() : String(number);
}

/** Texts of each value, made when asked for. */
function viewTexts(name: string, codes: Uint16Array, texts: readonly string[]): ColumnView {
  return {
    name,
    kind: 'text',
    count: texts.length,
    codes,
    packed: null,
    numbers: null,
    textOf: (code) => texts[code - 1] ?? '',
  };
}

/** @param parts of the columns that are there, in the order of the field; `null`: no row has this one */
export function joinColumns(
  name: string,
  { kind, labels }: JoinedField,
  parts: readonly (ColumnView | null)[],
  rows: number,
): ColumnView | null {
  const there = parts.flatMap((view, at) => (view === null ? [] : [{ view, label: labels[at] ?? '' }]));
  if (there.length === 0) return null;
  // Pair by pair: as many combinations as there are rows, at most.
  let codes = new Uint16Array(rows);
  let lists: (readonly string[])[] = [[]];
  for (const { view, label } of there) {
    const known = new Map<number, number>();
    const next: (readonly string[])[] = [];
    const joined = new Uint16Array(rows);
    for (let row = 0; row < rows; row++) {
      const [before, code] = [codes[row] ?? 0, view.codes[row] ?? 0];
      const key = before * 65_536 + code;
      let number = known.get(key);
      if (number === undefined) {
        number = next.length;
        known.set(key, number);
        const list = lists[before] ?? [];
        next.push(code === 0 ? [...list, ''] : [...list, label + view.textOf(code)]);
      }
      joined[row] = number;
    }
    codes = joined;
    lists = next;
  }
  const texts: string[] = [];
  const final = new Uint16Array(lists.length);
  for (const [number, list] of lists.entries()) {
    const text = writeJoined(kind, list, there.length);
    if (text === null) continue;
    texts.push(text);
    final[number] = texts.length;
  }
  return viewTexts(
    name,
    codes.map((number) => final[number] ?? 0),
    texts,
  );
}

function writeJoined(kind: JoinedField['kind'], parts: readonly string[], count: number): string | null {
  const there = parts.filter((part) => part !== '');
  if (there.length === 0) return null;
  if (kind === 'answers') return there.join(';').replaceAll(LIST_SEPARATOR, ';');
  if (kind === 'hashes') return there.map((part) => part.toUpperCase()).join(',');
  // A domain without a name is no user.
  const [domain = '', name = ''] = count === 2 ? parts : ['', ...parts];
  return name === '' ? null : domain === '' ? name : `${domain}\\${name}`;
}

/** What a field has of a record whose names were too many for columns, which is kept as JSON. */
export function viewRest(name: string, rest: ColumnView): ColumnView | null {
  const texts: string[] = [];
  const codeOf = new Uint16Array(rest.count + 1);
  for (let code = 1; code <= rest.count; code++) {
    const text = readRest(rest.textOf(code), name);
    if (text === null) continue;
    texts.push(text);
    codeOf[code] = texts.length;
  }
  if (texts.length === 0) return null;
  return viewTexts(
    name,
    Uint16Array.from(rest.codes, (code) => codeOf[code] ?? 0),
    texts,
  );
}

function readRest(json: string, name: string): string | null {
  if (!json.includes(name)) return null;
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, name)) return null;
    const value: unknown = (parsed as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  } catch {
    return null;
  }
}
