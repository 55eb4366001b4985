import type { ColumnWriter, FieldKind } from '../../../src/domain/columns/column';
import type { RecordSink } from '../../../src/domain/columns/record-sink';
import { kindOfField } from '../../../src/domain/history/fields';
import { type TimeSettings, UTC } from '../../../src/domain/history/time-settings';
import type { Issue } from '../../../src/domain/result';
import type { HistoryFormat } from '../../../src/formats/history/history-reader';

export interface Kept {
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  readonly fields: Record<string, string | number>;
}

export interface Read {
  readonly records: readonly Kept[];
  readonly rejected: readonly Issue[];
  readonly notes: readonly Issue[];
}

/** A sink that keeps records as objects, and minds what the contract says: fields only in an open record, each once. */
export function makeMemorySink(): { readonly sink: RecordSink; readonly records: Kept[] } {
  const records: Kept[] = [];
  let open: Kept | null = null;
  const kinds = new Map<string, FieldKind>();
  const sink: RecordSink = {
    begin(line, offset, length) {
      open = { line, offset, length, fields: Object.create(null) as Record<string, string | number> };
      records.push(open);
    },
    column(field, kind = kindOfField(field)) {
      if (kinds.has(field)) throw new Error(`asked twice for ${field}`);
      kinds.set(field, kind);
      const put = (value: string | number): boolean => {
        if (open === null) throw new Error(`${field} is put outside of a record`);
        if (open.fields[field] !== undefined) throw new Error(`${field} is put twice`);
        if (value === '') throw new Error(`${field} is empty`);
        if (kind === 'number' || kind === 'time') {
          const number =
            typeof value === 'number' ? value : /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
          if (!Number.isFinite(number)) return false;
          open.fields[field] = number;
        } else open.fields[field] = String(value);
        return true;
      };
      const writer: ColumnWriter = {
        field,
        kind,
        putBytes: (bytes, start, end) => put(new TextDecoder().decode(bytes.subarray(start, end))),
        putText: put,
        putNumber: put,
      };
      return writer;
    },
    drop() {
      records.pop();
      open = null;
    },
    get count() {
      return records.length;
    },
  };
  return { sink, records };
}

export function readHistory(
  format: Pick<HistoryFormat, 'make'>,
  content: string | Uint8Array,
  options: { readonly chunk?: number; readonly time?: TimeSettings } = {},
): Read {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { sink, records } = makeMemorySink();
  const rejected: Issue[] = [];
  const notes: Issue[] = [];
  const reader = format.make({
    sink,
    time: options.time ?? UTC,
    reject: (found) => rejected.push(found),
    note: (found) => notes.push(found),
    columns: null,
    fileDate: '2026-01-01T00:00:00Z',
  });
  const chunk = options.chunk ?? 1 << 16;
  for (let at = 0; at < bytes.length; at += chunk) {
    const piece = Uint8Array.from(bytes.subarray(at, at + chunk));
    reader.push(piece);
    piece.fill(0x20);
  }
  reader.end();
  return { records, rejected, notes };
}
