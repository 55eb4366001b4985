import { type Codes, unpackCodes } from './code-packing';
import type { ColumnReader, FieldKind, SealedColumn } from './column';
import { DICTIONARY, DIFFERENCES, DOUBLES, HEADER, roundUp } from './number-packing';

/** Reads what `packNumbers` wrote. Nothing is unpacked but differences, which are added up when first asked for. */
export class NumberReader implements ColumnReader {
  readonly field: string;
  readonly kind: FieldKind;
  readonly rows: number;
  readonly values = null;
  private readonly width: number;
  private readonly base: number;
  private readonly factor: number;
  private readonly isDifferences: boolean;
  /** Exceptions, the dictionary, or the numbers themselves. */
  private readonly doubles: Float64Array;
  private readonly positions: Uint16Array;
  private readonly offsets: Uint8Array | Uint16Array | Uint32Array;
  private readonly codes: Codes;
  private sums: Float64Array | null = null;

  constructor(column: SealedColumn, rows: number) {
    const { data } = column;
    const view = new DataView(data);
    this.field = column.field;
    this.kind = column.kind;
    this.rows = rows;
    this.width = view.getUint8(2);
    this.factor = 10 ** view.getUint8(3);
    this.isDifferences = (view.getUint8(4) & DIFFERENCES) !== 0;
    this.base = view.getFloat64(8, true);
    const exceptions = view.getUint32(16, true);
    const known = view.getUint32(20, true);
    const positions = HEADER + exceptions * 8;
    const body = positions + roundUp(exceptions * 2);
    this.doubles = new Float64Array(data, HEADER, this.width === DOUBLES ? rows : exceptions + known);
    this.positions = new Uint16Array(data, this.width === DOUBLES ? 0 : positions, exceptions);
    this.codes =
      this.width === DICTIONARY ? unpackCodes(data, HEADER + known * 8, rows, view.getUint8(5)) : new Uint8Array(0);
    this.offsets =
      this.width === 1 || this.width === 3
        ? new Uint8Array(data, body, rows * this.width)
        : this.width === 2
          ? new Uint16Array(data, body, rows)
          : this.width === 4
            ? new Uint32Array(data, body, rows)
            : new Uint8Array(0);
  }

  isAbsent(row: number): boolean {
    return Number.isNaN(this.at(row));
  }

  numberAt(row: number): number | null {
    const value = this.at(row);
    return Number.isNaN(value) ? null : value;
  }

  textAt(row: number): string | null {
    const value = this.at(row);
    return Number.isNaN(value) ? null : String(value);
  }

  /** The number, or `NaN`: for loops over many rows. */
  at(row: number): number {
    if (!this.isDifferences) return this.packedAt(row);
    this.sums ??= this.addUp();
    return this.sums[row] ?? Number.NaN;
  }

  private packedAt(row: number): number {
    switch (this.width) {
      case 0:
        return this.positions.length === 0 ? this.base : this.exceptionAt(row, this.base);
      case 1:
        return this.fromOffset(row, this.offsets[row] ?? 0, 0xff);
      case 2:
        return this.fromOffset(row, this.offsets[row] ?? 0, 0xffff);
      case 3: {
        const at = row * 3;
        const high = (this.offsets[at + 2] ?? 0) << 16;
        return this.fromOffset(row, (this.offsets[at] ?? 0) | ((this.offsets[at + 1] ?? 0) << 8) | high, 0xffffff);
      }
      case 4:
        return this.fromOffset(row, this.offsets[row] ?? 0, 0xffffffff);
      case DICTIONARY: {
        const code = this.codes[row] ?? 0;
        return code === 0 ? Number.NaN : (this.doubles[code - 1] ?? Number.NaN);
      }
      default:
        return this.doubles[row] ?? Number.NaN;
    }
  }

  private fromOffset(row: number, offset: number, absent: number): number {
    if (offset < absent - 1) return this.factor === 1 ? this.base + offset : (this.base + offset) / this.factor;
    return offset === absent ? Number.NaN : this.exceptionAt(row, Number.NaN);
  }

  private exceptionAt(row: number, otherwise: number): number {
    let [low, high] = [0, this.positions.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.positions[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return this.positions[low] === row ? (this.doubles[low] ?? otherwise) : otherwise;
  }

  private addUp(): Float64Array {
    const sums = new Float64Array(this.rows);
    for (let row = 0, sum = 0; row < this.rows; row++) {
      sum += this.packedAt(row);
      sums[row] = sum;
    }
    return sums;
  }
}
