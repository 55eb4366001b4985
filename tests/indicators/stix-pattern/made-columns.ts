import type { ColumnReader, ColumnValues } from '../../../src/domain/columns/column';
import { kindOfField } from '../../../src/domain/history/fields';

export type MadeEvent = Readonly<Record<string, string | number | readonly string[]>>;

/** Readers over records as they stand: no packing, so that tests of searches rest on nothing else. */
export function makeReaders(events: readonly MadeEvent[]): (field: string) => ColumnReader | null {
  const made = new Map<string, ColumnReader | null>();
  return (field) => {
    const known = made.get(field);
    if (known !== undefined) return known;
    const reader = events.some((event) => Object.hasOwn(event, field)) ? makeReader(field, events) : null;
    made.set(field, reader);
    return reader;
  };
}

function makeReader(field: string, events: readonly MadeEvent[]): ColumnReader {
  const kind = kindOfField(field);
  const texts = events.map((event) => {
    const value = Object.hasOwn(event, field) ? event[field] : undefined;
    return value === undefined ? null : Array.isArray(value) ? value.join('\n') : String(value);
  });
  const isNumeric = kind === 'number' || kind === 'time';
  const different = [...new Set(texts.filter((text) => text !== null))];
  const values: ColumnValues = {
    count: different.length,
    textOf: (code) => different[code - 1] ?? '',
    packed: null,
    addresses: null,
    codes: Uint16Array.from(texts, (text) => (text === null ? 0 : different.indexOf(text) + 1)),
  };
  return {
    field,
    kind,
    rows: events.length,
    isAbsent: (row) => texts[row] === null,
    numberAt: (row) => (isNumeric && texts[row] !== null ? Number(texts[row]) : null),
    textAt: (row) => texts[row] ?? null,
    values: isNumeric ? null : values,
  };
}
