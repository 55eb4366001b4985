import type { ColumnReader, SealedColumn } from '../../src/domain/columns/column';
import { LIST_SEPARATOR } from '../../src/domain/columns/column';
import { openColumn } from '../../src/domain/columns/open-column';
import { PLACE_FIELDS } from '../../src/domain/history/fields';
import type { History } from '../../src/domain/history/history';
import { COPY_FIELDS, readMatch } from '../../src/domain/history/record-copies';
import type { MatchedRecord } from '../contract/history';
import { MEMBER_FIELD } from './read-logs';

/** Fields that are said of a record, and are none of it. */
const BESIDE: ReadonlySet<string> = new Set([...PLACE_FIELDS, ...Object.values(COPY_FIELDS), MEMBER_FIELD]);

/** The first moment that a record has. */
const TIMES = ['@timestamp', 'event.start', 'event.end'];

export type RecordReader = (row: number) => MatchedRecord;

/** @param histories by id: of one that is gone, the record stays, without the file's name */
export function makeRecordReader(
  columns: readonly SealedColumn[],
  rows: number,
  historyOf: (id: string) => Pick<History, 'fileName' | 'sha256'> | undefined,
  /** Of records that do not say it themselves. */
  ofHistory = '',
): RecordReader {
  const readers = columns.map((column) => openColumn(column, rows));
  const byField = new Map(readers.map((reader) => [reader.field, reader]));
  const numberAt = (field: string, row: number) => byField.get(field)?.numberAt(row) ?? null;
  const textAt = (field: string, row: number) => byField.get(field)?.textAt(row) ?? null;
  const shown = readers.filter(({ field }) => !BESIDE.has(field));
  const [line, offset, length] = PLACE_FIELDS;
  return (row) => {
    const history = textAt(COPY_FIELDS.history, row) ?? ofHistory;
    const matches = textAt(COPY_FIELDS.matches, row);
    return {
      fields: shown.flatMap((reader) => {
        const value = writeValue(reader, row);
        return value === null ? [] : [[reader.field, value] as const];
      }),
      time: TIMES.reduce<number | null>((found, field) => found ?? numberAt(field, row), null),
      history,
      fileName: historyOf(history)?.fileName ?? '',
      sha256: historyOf(history)?.sha256 ?? '',
      member: textAt(MEMBER_FIELD, row) ?? '',
      line: numberAt(line, row) ?? 0,
      offset: numberAt(offset, row) ?? 0,
      length: numberAt(length, row) ?? 0,
      source: textAt(COPY_FIELDS.source, row),
      matches: matches === null ? [] : matches.split(LIST_SEPARATOR).map(readMatch),
    };
  };
}

function writeValue(reader: ColumnReader, row: number): string | null {
  if (reader.kind !== 'time') return reader.textAt(row);
  const moment = reader.numberAt(row);
  // Beyond what a date can be, the number says more than nothing.
  return moment === null ? null : Math.abs(moment) <= 8.64e15 ? new Date(moment).toISOString() : String(moment);
}
