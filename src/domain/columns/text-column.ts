import { ByteTable, grow } from './byte-table';
import { chooseCodeBits, packCodes, packedCodeBytes } from './code-packing';
import { type ColumnWriter, SEGMENT_ROWS } from './column';
import { type Cursor, renumber, type SegmentColumn } from './cursor';
import { roundUp, VERSION } from './number-packing';
import { packTexts, sizeOfTexts } from './text-packing';

export const TEXTS = 2;
export const TEXT_HEADER = 16;
const LARGEST_CODE = 65_535;
const encoder = new TextEncoder();

/** Texts and lists: every value once, and a code per row. */
export class TextColumn implements ColumnWriter, SegmentColumn {
  readonly field: string;
  readonly kind: 'text' | 'list';
  private readonly cursor: Cursor;
  private readonly table = new ByteTable(64);
  private codes = new Uint16Array(1024);
  /** The value that was put last: often that of the next row, too. */
  private last = 0;
  /** Some value may be left that no row has. */
  private isLoose = false;

  constructor(field: string, kind: 'text' | 'list', cursor: Cursor) {
    this.field = field;
    this.kind = kind;
    this.cursor = cursor;
  }

  putBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const { table, cursor } = this;
    const { row } = cursor;
    if (row >= this.codes.length) this.codes = grow(this.codes, new Uint16Array(this.codes.length * 4));
    if (this.codes[row] !== 0) this.isLoose = true;
    if (this.last === 0 || !table.holds(this.last, bytes, start, end)) {
      if (table.count === LARGEST_CODE) this.tighten(row);
      const before = table.count;
      this.last = table.add(bytes, start, end);
      if (table.count > before) cursor.text += end - start;
    }
    this.codes[row] = this.last;
    return true;
  }

  putText(text: string): boolean {
    const bytes = encoder.encode(text);
    return this.putBytes(bytes, 0, bytes.length);
  }

  putNumber(value: number): boolean {
    return Number.isFinite(value) && this.putText(String(value + 0));
  }

  clearRow(): void {
    const { row } = this.cursor;
    if (row >= this.codes.length || this.codes[row] === 0) return;
    this.codes[row] = 0;
    this.isLoose = true;
  }

  seal(rows: number): ArrayBuffer | null {
    if (this.isLoose) this.tighten(rows);
    const { table } = this;
    if (table.count === 0) return null;
    if (this.codes.length < rows) this.codes = grow(this.codes, new Uint16Array(SEGMENT_ROWS));
    const codes = this.codes.subarray(0, rows);
    const bits = chooseCodeBits(codes, rows, table.count);
    const packedCodes = roundUp(packedCodeBytes(bits, rows));
    const sizes = sizeOfTexts(table.ends, table.count);
    const buffer = new ArrayBuffer(TEXT_HEADER + packedCodes + sizes.bytes);
    const view = new DataView(buffer);
    view.setUint8(0, VERSION);
    view.setUint8(1, TEXTS);
    view.setUint8(2, bits);
    view.setUint8(3, sizes.width);
    view.setUint32(4, table.count, true);
    new Uint8Array(buffer).set(packCodes(codes, rows, bits), TEXT_HEADER);
    packTexts(table.bytes, table.ends, table.count, buffer, TEXT_HEADER + packedCodes);
    table.clear();
    this.codes.fill(0);
    this.last = 0;
    return buffer;
  }

  /** Leaves out what no row up to `rows` has. */
  private tighten(rows: number): void {
    const used = new Uint8Array(this.table.count + 1);
    for (const code of this.codes.subarray(0, rows)) used[code] = 1;
    const { codes } = renumber(used, this.table.count);
    this.table.keepOnly(codes);
    for (let row = 0; row < Math.min(rows, this.codes.length); row++) {
      this.codes[row] = codes[this.codes[row] ?? 0] ?? 0;
    }
    if (rows < this.codes.length) this.codes[rows] = 0;
    this.last = 0;
    this.isLoose = false;
  }
}
