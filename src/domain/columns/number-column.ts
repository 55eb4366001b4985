import { grow } from './byte-table';
import { type ColumnWriter, SEGMENT_ROWS } from './column';
import type { Cursor, SegmentColumn } from './cursor';
import { putEncoded } from './encode-text';
import { packNumbers } from './number-packing';
import { readDecimal } from './read-decimal';

/** Numbers, and times as milliseconds since 1970, whose fractions are cut. */
export class NumberColumn implements ColumnWriter, SegmentColumn {
  readonly field: string;
  readonly kind: 'number' | 'time';
  private readonly cursor: Cursor;
  private readonly isDifferences: boolean;
  private values = new Float64Array(1024).fill(Number.NaN);

  constructor(field: string, kind: 'number' | 'time', cursor: Cursor, isDifferences = false) {
    this.field = field;
    this.kind = kind;
    this.cursor = cursor;
    this.isDifferences = isDifferences;
  }

  putBytes(bytes: Uint8Array, start: number, end: number): boolean {
    return this.putNumber(readDecimal(bytes, start, end));
  }

  putText(text: string): boolean {
    return putEncoded(this, text);
  }

  putNumber(value: number): boolean {
    // Infinite, or none: the difference to itself is not 0.
    if (value - value !== 0) return false;
    const { row } = this.cursor;
    if (row >= this.values.length) {
      const before = this.values.length;
      this.values = grow(this.values, new Float64Array(before * 4)).fill(Number.NaN, before);
    }
    this.values[row] = this.kind === 'time' ? Math.trunc(value) + 0 : value + 0;
    return true;
  }

  /** `NaN`: absent. */
  at(row: number): number {
    return this.values[row] ?? Number.NaN;
  }

  clearRow(): void {
    if (this.cursor.row < this.values.length) this.values[this.cursor.row] = Number.NaN;
  }

  seal(rows: number): ArrayBuffer | null {
    if (this.values.subarray(0, rows).every(Number.isNaN)) return null;
    if (this.values.length < rows) {
      const before = this.values.length;
      this.values = grow(this.values, new Float64Array(SEGMENT_ROWS)).fill(Number.NaN, before);
    }
    const packed = packNumbers(this.values.subarray(0, rows), this.isDifferences);
    this.values.fill(Number.NaN);
    return packed;
  }
}
