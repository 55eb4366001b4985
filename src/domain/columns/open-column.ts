import { openAddresses } from './address-reader';
import { packedCodeBytes, unpackCodes } from './code-packing';
import type { ColumnReader, FieldKind, SealedColumn, SealedSegment } from './column';
import { roundUp, VERSION } from './number-packing';
import { NumberReader } from './number-reader';
import { TEXT_HEADER } from './text-column';
import { unpackTexts } from './text-packing';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @throws of a buffer of another version: one that this program did not write */
export function openColumn(column: SealedColumn, rows: number): ColumnReader {
  const version = new DataView(column.data).getUint8(0);
  if (version !== VERSION) throw new Error(`Column ${column.field} is packed by version ${version}, not ${VERSION}.`);
  switch (column.kind) {
    case 'number':
    case 'time':
      return new NumberReader(column, rows);
    case 'address':
      return openAddresses(column, rows);
    default:
      return openTexts(column, rows);
  }
}

/** The columns of one segment, each opened when it is first asked for. */
export interface OpenSegment {
  readonly rows: number;
  readonly fields: readonly string[];
  /** `null`: no row has this field. */
  kindOf(field: string): FieldKind | null;
  reader(field: string): ColumnReader | null;
}

export function openSegment(segment: Pick<SealedSegment, 'rows' | 'columns'>): OpenSegment {
  const columns = new Map(segment.columns.map((column) => [column.field, column]));
  const opened = new Map<string, ColumnReader>();
  return {
    rows: segment.rows,
    fields: [...columns.keys()],
    kindOf: (field) => columns.get(field)?.kind ?? null,
    reader(field) {
      const known = opened.get(field);
      if (known !== undefined) return known;
      const column = columns.get(field);
      if (column === undefined) return null;
      const reader = openColumn(column, segment.rows);
      opened.set(field, reader);
      return reader;
    },
  };
}

function openTexts({ field, kind, data }: SealedColumn, rows: number): ColumnReader {
  const view = new DataView(data);
  const bits = view.getUint8(2);
  const count = view.getUint32(4, true);
  const codes = unpackCodes(data, TEXT_HEADER, rows, bits);
  const packed = unpackTexts(data, TEXT_HEADER + roundUp(packedCodeBytes(bits, rows)), count, view.getUint8(3));
  const textOf = (code: number) =>
    decoder.decode(packed.bytes.subarray(packed.ends[code - 1] ?? 0, packed.ends[code] ?? 0));
  return {
    field,
    kind,
    rows,
    values: { count, packed, addresses: null, codes, textOf },
    isAbsent: (row) => codes[row] === 0,
    numberAt: () => null,
    textAt: (row) => (codes[row] === 0 ? null : textOf(codes[row] ?? 0)),
  };
}
