import { packAddresses } from './address-packing';
import { ByteTable, grow } from './byte-table';
import { type ColumnWriter, SEGMENT_ROWS } from './column';
import { type Cursor, clearCode, renumber, type SegmentColumn } from './cursor';
import { putEncoded } from './encode-text';
import { readIpv4, readIpv6 } from './read-address';
import { WordTable } from './word-table';

/** More values than rows are only there where records were taken back. */
const TOO_MANY = 131_072;
/** What stands first in a value of `rest`. */
export const IPV6 = 6;
export const OTHER = 0;

/** Addresses: IPv4 as numbers of 32 bits, IPv6 as 16 bytes, and the text of whatever else stood in their place. */
export class AddressColumn implements ColumnWriter, SegmentColumn {
  readonly field: string;
  readonly kind = 'address';
  private readonly cursor: Cursor;
  private readonly v4 = new WordTable(64);
  /** A byte that says what it is, then 16 bytes, or the text. */
  private readonly rest = new ByteTable(16);
  /** Per row: a code of `v4`, or minus one of `rest`. */
  private codes = new Int32Array(1024);
  private isLoose = false;
  private scratch = new Uint8Array(64);
  private lastWord = -1;
  private lastCode = 0;

  constructor(field: string, cursor: Cursor) {
    this.field = field;
    this.cursor = cursor;
  }

  putBytes(bytes: Uint8Array, start: number, end: number): boolean {
    if (end === start) return false;
    const word = readIpv4(bytes, start, end);
    if (word === this.lastWord && word !== -1) this.keep(this.lastCode);
    else if (word !== -1) {
      if (this.v4.count >= TOO_MANY) this.tighten(this.cursor.row);
      this.lastCode = this.v4.add(word);
      this.lastWord = word;
      this.keep(this.lastCode);
    } else {
      if (this.rest.count >= TOO_MANY) this.tighten(this.cursor.row);
      this.keep(-this.addRest(bytes, start, end));
    }
    return true;
  }

  putText(text: string): boolean {
    return putEncoded(this, text);
  }

  /** An IPv4 address as its number of 32 bits: so binary formats have them. */
  putNumber(value: number): boolean {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) return false;
    if (this.v4.count >= TOO_MANY) this.tighten(this.cursor.row);
    this.keep(this.v4.add(value));
    return true;
  }

  clearRow(): void {
    if (clearCode(this.codes, this.cursor.row)) this.isLoose = true;
  }

  seal(rows: number): ArrayBuffer | null {
    if (this.isLoose) this.tighten(rows);
    const { v4, rest } = this;
    if (v4.count + rest.count === 0) return null;
    if (this.codes.length < rows) this.codes = grow(this.codes, new Int32Array(SEGMENT_ROWS));
    const packed = packAddresses(this.codes.subarray(0, rows), v4.words.subarray(0, v4.count), rest);
    v4.clear();
    rest.clear();
    this.codes.fill(0);
    this.lastWord = -1;
    return packed;
  }

  private keep(code: number): void {
    const { row } = this.cursor;
    if (row >= this.codes.length) this.codes = grow(this.codes, new Int32Array(this.codes.length * 4));
    if (this.codes[row] !== 0) this.isLoose = true;
    this.codes[row] = code;
  }

  private addRest(bytes: Uint8Array, start: number, end: number): number {
    const before = this.rest.count;
    if (readIpv6(bytes, start, end, this.scratch, 1)) {
      this.scratch[0] = IPV6;
      return this.rest.add(this.scratch, 0, 17);
    }
    const length = end - start + 1;
    if (length > this.scratch.length) this.scratch = new Uint8Array(length * 2);
    this.scratch[0] = OTHER;
    this.scratch.set(bytes.subarray(start, end), 1);
    const code = this.rest.add(this.scratch, 0, length);
    if (this.rest.count > before) this.cursor.text += length;
    return code;
  }

  /** Leaves out what no row up to `rows` has. */
  private tighten(rows: number): void {
    const usedV4 = new Uint8Array(this.v4.count + 1);
    const usedRest = new Uint8Array(this.rest.count + 1);
    for (const code of this.codes.subarray(0, rows)) (code < 0 ? usedRest : usedV4)[Math.abs(code)] = 1;
    const v4 = renumber(usedV4, this.v4.count);
    const rest = renumber(usedRest, this.rest.count);
    this.v4.keepOnly(v4.codes);
    this.rest.keepOnly(rest.codes);
    for (let row = 0; row < Math.min(rows, this.codes.length); row++) {
      const code = this.codes[row] ?? 0;
      this.codes[row] = code < 0 ? -(rest.codes[-code] ?? 0) : (v4.codes[code] ?? 0);
    }
    if (rows < this.codes.length) this.codes[rows] = 0;
    this.lastWord = -1;
    this.isLoose = false;
  }
}
