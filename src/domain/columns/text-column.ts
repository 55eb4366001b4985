import { ByteTable, grow } from './byte-table';
import { chooseCodeBits, packCodes, packedCodeBytes } from './code-packing';
import { type ColumnWriter, SEGMENT_ROWS } from './column';
import { type Cursor, clearCode, renumber, type SegmentColumn } from './cursor';
import { putEncoded } from './encode-text';
import { roundUp, VERSION } from './number-packing';
import { packTexts, sizeOfTexts } from './text-packing';

export const TEXTS = 2;
export const TEXT_HEADER = 16;
const LARGEST_CODE = 65_535;
/** Texts that are remembered with their codes, and how long they are: most columns have few values, again and again. */
const MOST_KNOWN = 256;
const LONGEST_KNOWN = 128;
/** Looked up in vain so often in a row with nothing more to learn, a column has other values each time. */
const MOST_VAIN = 64;

/** Texts and lists: every value once, and a code per row. */
export class TextColumn implements ColumnWriter, SegmentColumn {
  readonly field: string;
  readonly kind: 'text' | 'list';
  private readonly cursor: Cursor;
  private readonly table = new ByteTable(64);
  private codes = new Uint16Array(1024);
  /** The value that was put last: often that of the next row, too. */
  private last = 0;
  /** Texts of the table by what they are, so that they need not be bytes first. */
  private readonly known = new Map<string, number>();
  private vain = 0;
  /** Some value may be left that no row has. */
  private isLoose = false;

  constructor(field: string, kind: 'text' | 'list', cursor: Cursor) {
    this.field = field;
    this.kind = kind;
    this.cursor = cursor;
  }

  putBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const { table, cursor } = this;
    if (this.last === 0 || !table.holds(this.last, bytes, start, end)) {
      if (table.count === LARGEST_CODE) this.tighten(cursor.row);
      const before = table.count;
      this.last = table.add(bytes, start, end);
      if (table.count > before) cursor.text += end - start;
    }
    this.putCode(this.last);
    return true;
  }

  private putCode(code: number): void {
    const { row } = this.cursor;
    if (row >= this.codes.length) this.codes = grow(this.codes, new Uint16Array(this.codes.length * 4));
    // A value that is put over another.
    if (this.codes[row] !== 0) this.isLoose = true;
    this.codes[row] = code;
  }

  putText(text: string): boolean {
    const mayBeKnown = text.length <= LONGEST_KNOWN && this.vain < MOST_VAIN;
    if (mayBeKnown) {
      const code = this.known.get(text);
      if (code !== undefined) {
        this.putCode(code);
        this.last = code;
        this.vain = 0;
        return true;
      }
    }
    putEncoded(this, text);
    if (mayBeKnown) {
      if (this.known.size < MOST_KNOWN) this.known.set(text, this.last);
      else this.vain++;
    }
    return true;
  }

  putNumber(value: number): boolean {
    return Number.isFinite(value) && this.putText(String(value + 0));
  }

  clearRow(): void {
    if (clearCode(this.codes, this.cursor.row)) this.isLoose = true;
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
    this.forget();
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
    this.forget();
  }

  private forget(): void {
    this.known.clear();
    this.vain = 0;
  }
}
