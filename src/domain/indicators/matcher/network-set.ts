import { ByteTable } from '../../columns/byte-table';
import { IndexLists } from './index-lists';

/**
 * Networks of version 4. Of any two, one holds the other or they have no address in common (ranges are taken apart into
 * networks first), so each has at most one smallest network around it, and those around an address are a chain.
 */
export class NetworkSet {
  private pending: { readonly start: number; readonly bits: number; readonly index: number }[] = [];
  private starts = new Uint32Array(0);
  private lengths = new Uint8Array(0);
  /** Position of the smallest network around; -1: none. */
  private parents = new Int32Array(0);
  /** By the upper 16 bits of an address: how many networks begin before these. */
  private index = new Uint32Array(0);
  private lists = new IndexLists();

  get size(): number {
    return this.starts.length;
  }

  add(start: number, bits: number, index: number): void {
    this.pending.push({ start: mask(start, bits), bits, index });
  }

  addRange(from: number, to: number, index: number): void {
    for (let start = from; start <= to; ) {
      let bits = 32;
      while (bits > 0 && start % 2 ** (33 - bits) === 0 && start + 2 ** (33 - bits) - 1 <= to) bits--;
      this.add(start, bits, index);
      start += 2 ** (32 - bits);
    }
  }

  /** After the last `add`. */
  close(): void {
    const sorted = this.pending.sort((a, b) => a.start - b.start || a.bits - b.bits);
    this.pending = [];
    this.starts = new Uint32Array(sorted.length);
    this.lengths = new Uint8Array(sorted.length);
    let count = 0;
    for (const { start, bits, index } of sorted) {
      if (count === 0 || this.starts[count - 1] !== start || this.lengths[count - 1] !== bits) {
        this.starts[count] = start;
        this.lengths[count++] = bits;
      }
      this.lists.add(count, index);
    }
    this.starts = this.starts.slice(0, count);
    this.lengths = this.lengths.slice(0, count);
    this.parents = new Int32Array(count);
    for (let at = 0; at < count; at++) this.parents[at] = this.smallestAround(this.starts[at] ?? 0, at - 1);
    this.index = new Uint32Array(65_537);
    for (const start of this.starts) this.index[(start >>> 16) + 1] = (this.index[(start >>> 16) + 1] ?? 0) + 1;
    for (let high = 1; high <= 65_536; high++) this.index[high] = (this.index[high] ?? 0) + (this.index[high - 1] ?? 0);
  }

  /** All networks that hold the address. */
  take(address: number, found: number[]): void {
    for (let at = this.smallestOf(address); at >= 0; at = this.parents[at] ?? -1) this.lists.take(at + 1, found);
  }

  private smallestOf(address: number): number {
    const high = address >>> 16;
    let [low, end] = [this.index[high] ?? 0, this.index[high + 1] ?? 0];
    while (low < end) {
      const middle = (low + end) >>> 1;
      if ((this.starts[middle] ?? 0) <= address) low = middle + 1;
      else end = middle;
    }
    return this.smallestAround(address, low - 1);
  }

  /** @param before the last network that begins at or before the address */
  private smallestAround(address: number, before: number): number {
    let at = before;
    while (at >= 0 && mask(address, this.lengths[at] ?? 0) !== this.starts[at]) at = this.parents[at] ?? -1;
    return at;
  }
}

function mask(address: number, bits: number): number {
  return bits === 0 ? 0 : (address & (-1 << (32 - bits))) >>> 0;
}

/** Networks of version 6, by hash: one look for each length that occurs. */
export class Network6Set {
  private readonly table: ByteTable;
  private readonly lists = new IndexLists();
  private readonly key = new Uint8Array(17);
  private readonly lengths: number[] = [];

  constructor(seed: number) {
    this.table = new ByteTable(16, 272, seed);
  }

  get size(): number {
    return this.table.count;
  }

  add(bytes: Uint8Array, at: number, bits: number, index: number): void {
    if (!this.lengths.includes(bits)) this.lengths.push(bits);
    this.cut(bytes, at, bits);
    this.lists.add(this.table.add(this.key, 0, 17), index);
  }

  addRange(from: Uint8Array, to: Uint8Array, index: number): void {
    const last = asNumber(to);
    const start = new Uint8Array(16);
    for (let at = asNumber(from); at <= last; ) {
      let bits = 128;
      while (bits > 0 && at % (1n << BigInt(129 - bits)) === 0n && at + (1n << BigInt(129 - bits)) - 1n <= last) bits--;
      for (let byte = 15, rest = at; byte >= 0; byte--, rest >>= 8n) start[byte] = Number(rest & 255n);
      this.add(start, 0, bits, index);
      at += 1n << BigInt(128 - bits);
    }
  }

  take(bytes: Uint8Array, at: number, found: number[]): void {
    for (const bits of this.lengths) {
      this.cut(bytes, at, bits);
      const key = this.table.find(this.key, 0, 17);
      if (key > 0) this.lists.take(key, found);
    }
  }

  private cut(bytes: Uint8Array, at: number, bits: number): void {
    this.key[16] = bits;
    for (let byte = 0; byte < 16; byte++) {
      const kept = Math.min(Math.max(bits - byte * 8, 0), 8);
      this.key[byte] = (bytes[at + byte] ?? 0) & (0xff00 >>> kept);
    }
  }
}

function asNumber(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}
