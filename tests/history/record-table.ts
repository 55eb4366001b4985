/** A plain sink for tests: a record is an object of texts and numbers. */
import type { ColumnWriter, FieldKind } from '../../src/domain/columns/column';
import type { RecordSink } from '../../src/domain/columns/record-sink';
import { kindOfField } from '../../src/domain/history/fields';
import { type TimeSettings, UTC } from '../../src/domain/history/time-settings';
import type { Issue } from '../../src/domain/result';
import type { HistoryFormat } from '../../src/formats/history/history-reader';

export interface TableRow {
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  readonly values: Record<string, string | number>;
}

export interface ReadHistory {
  readonly rows: readonly TableRow[];
  readonly rejected: readonly Issue[];
  readonly notes: readonly Issue[];
}

export interface ReadSettings {
  readonly time?: TimeSettings;
  readonly columns?: readonly (string | null)[] | null;
  readonly fileDate?: string;
  /** Bytes per chunk. */
  readonly chunk?: number;
  /** In two chunks, the first of so many bytes. */
  readonly cut?: number;
}

const PORT = /^\d{1,19}(?:\.\d+)?(?:e[+-]?\d+)?$/i;

export function readHistory(
  format: HistoryFormat,
  content: Uint8Array | string,
  settings: ReadSettings = {},
): ReadHistory {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const rows: TableRow[] = [];
  const rejected: Issue[] = [];
  const notes: Issue[] = [];
  const reader = format.make({
    sink: makeTable(rows),
    time: settings.time ?? UTC,
    reject: (found) => rejected.push(found),
    note: (found) => notes.push(found),
    columns: settings.columns ?? null,
    fileDate: settings.fileDate ?? '2026-01-15T12:00:00Z',
  });
  const { cut, chunk: size = 65_536 } = settings;
  const starts =
    cut === undefined ? Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => index * size) : [0, cut];
  starts.forEach((start, index) => {
    // A copy that is spoiled afterwards: a reader must not keep it.
    const chunk = bytes.slice(start, starts[index + 1] ?? bytes.length);
    reader.push(chunk);
    chunk.fill(88);
  });
  reader.end();
  return { rows, rejected, notes };
}

function makeTable(rows: TableRow[]): RecordSink {
  const columns = new Map<string, ColumnWriter>();
  let open: TableRow | null = null;
  const put = (field: string, value: string | number) => {
    if (open === null) throw new Error(`${field} is put before a record begins`);
    open.values[field] = value;
    return true;
  };
  return {
    begin(line, offset, length) {
      open = { line, offset, length, values: Object.create(null) as Record<string, string | number> };
      rows.push(open);
    },
    column(field, kind: FieldKind = kindOfField(field)) {
      const known = columns.get(field);
      if (known !== undefined) return known;
      const decoder = new TextDecoder();
      const putText = (text: string) => {
        if (kind !== 'number' && kind !== 'time') return put(field, text);
        return PORT.test(text) ? put(field, Number(text)) : false;
      };
      const writer: ColumnWriter = {
        field,
        kind,
        putBytes: (bytes, start, end) => putText(decoder.decode(bytes.subarray(start, end))),
        putText,
        putNumber: (value) =>
          Number.isFinite(value) && put(field, kind === 'number' || kind === 'time' ? value : String(value)),
      };
      columns.set(field, writer);
      return writer;
    },
    drop() {
      if (open !== null) rows.pop();
      open = null;
    },
    get count() {
      return rows.length;
    },
  };
}
