/**
 * Columns: how histories and collections of indicators are kept (docs/formats/columns.md). A table is cut into segments of
 * at most `SEGMENT_ROWS` rows, a segment has one buffer per field, and every buffer says by itself how it is packed.
 */

/** Fewer than 2¹⁶, so that a position in a segment and the code of a value always fit 16 bits, with 0 for "absent". */
export const SEGMENT_ROWS = 65_535;

/**
 * `time`: milliseconds since 1970, UTC. `number`: any finite number. `address`: IPv4 or IPv6, and whatever else stood in its
 * place. `text`: UTF-8. `list`: several texts, joined by `LIST_SEPARATOR`.
 */
export type FieldKind = 'time' | 'number' | 'address' | 'text' | 'list';

export const LIST_SEPARATOR = '\n';

export interface SealedColumn {
  readonly field: string;
  readonly kind: FieldKind;
  readonly data: ArrayBuffer;
}

export interface SealedSegment {
  readonly rows: number;
  /** Of the rows that have a time: the first and the last, in ms since 1970; `null`: none has one. */
  readonly from: number | null;
  readonly to: number | null;
  /** Of all buffers together. */
  readonly bytes: number;
  /** A field that no row has is no column. */
  readonly columns: readonly SealedColumn[];
}

/** Takes the values of one field for the row that is open; a field that is not put is absent in that row. */
export interface ColumnWriter {
  readonly field: string;
  readonly kind: FieldKind;
  /**
   * The value as UTF-8 text, `end` exclusive: numbers in decimal, addresses in text form. Nothing is kept of `bytes`.
   * @returns `false`: it is no value of this kind (a port `http`), and the row stays without
   */
  putBytes(bytes: Uint8Array, start: number, end: number): boolean;
  putText(text: string): boolean;
  /** Of `number` and `time` columns; a number in a text column is written in decimal. */
  putNumber(value: number): boolean;
}

/** Reads the values of one field of one segment. */
export interface ColumnReader {
  readonly field: string;
  readonly kind: FieldKind;
  readonly rows: number;
  isAbsent(row: number): boolean;
  /** Of `number` and `time`; `null`: absent, or no number. */
  numberAt(row: number): number | null;
  /** Of any kind, as text in its one form (RFC 5952 for IPv6, decimal for numbers); `null`: absent. */
  textAt(row: number): string | null;
  /** Of `address`, `text` and `list`: every value once. A search asks each value, not each row. `null` for numbers. */
  readonly values: ColumnValues | null;
}

export interface ColumnValues {
  /** Values are numbered from 1; 0 in `codes` is "absent". */
  readonly count: number;
  textOf(code: number): string;
  /** UTF-8 bytes of all values, one after the other; value `code` is `bytes[ends[code - 1] .. ends[code]]`. `null` for addresses. */
  readonly packed: { readonly bytes: Uint8Array; readonly ends: Uint32Array } | null;
  /**
   * Of addresses: IPv4 as 32-bit numbers (codes 1 … n), then IPv6 as 16 bytes each, then what was no address. `null` for text.
   */
  readonly addresses: {
    readonly v4: Uint32Array;
    readonly v6: Uint8Array;
    readonly others: readonly string[];
  } | null;
  /** Per row. */
  readonly codes: Uint8Array | Uint16Array;
}
