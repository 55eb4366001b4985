import { ByteTable, mixBits } from '../../columns/byte-table';
import { WordTable } from '../../columns/word-table';
import { IndexLists } from './index-lists';

/** Of a filter over hashes: 2 MB, of which a million addresses set a sixteenth. */
const FILTER_BITS = 24;

/** Single addresses, version 4: nearly all that are asked are not in it, and one look at a bit says so. */
export class AddressSet {
  private readonly table: WordTable;
  private readonly lists = new IndexLists();
  private readonly seed: number;
  private filter = new Uint32Array(0);

  constructor(seed: number) {
    this.seed = seed;
    this.table = new WordTable(256, seed);
  }

  get size(): number {
    return this.table.count;
  }

  add(address: number, index: number): void {
    if (this.filter.length === 0) this.filter = new Uint32Array(2 ** (FILTER_BITS - 5));
    const bit = mixBits(address ^ this.seed) >>> (32 - FILTER_BITS);
    this.filter[bit >>> 5] = (this.filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
    this.lists.add(this.table.add(address), index);
  }

  /** `false`: certainly not. */
  mayHold(address: number): boolean {
    const bit = mixBits(address ^ this.seed) >>> (32 - FILTER_BITS);
    return ((this.filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  take(address: number, found: number[]): void {
    if (!this.mayHold(address)) return;
    const key = this.table.find(address);
    if (key > 0) this.lists.take(key, found);
  }
}

/** Values that are compared byte by byte. */
export class ValueSet {
  private readonly table: ByteTable;
  private readonly lists = new IndexLists();

  constructor(seed: number) {
    this.table = new ByteTable(64, 1024, seed);
  }

  get size(): number {
    return this.table.count;
  }

  add(bytes: Uint8Array, start: number, end: number, index: number): void {
    this.lists.add(this.table.add(bytes, start, end), index);
  }

  take(bytes: Uint8Array, start: number, end: number, found: number[]): void {
    const key = this.table.find(bytes, start, end);
    if (key > 0) this.lists.take(key, found);
  }
}
