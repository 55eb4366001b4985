/**
 * Byte strings, each kept once and numbered from 1: a hash table with open addressing over typed arrays, so that a million
 * short values take their own length and about 20 bytes each, and looking one up makes no object.
 */
export class ByteTable {
  count = 0;
  /** All values, one after the other; value `code` is `bytes[ends[code - 1] .. ends[code]]`. Longer than what is used. */
  bytes: Uint8Array;
  ends: Uint32Array;
  private hashes: Uint32Array;
  /** Codes; 0 is free. A power of two, never more than half full. */
  private slots: Uint32Array;
  private readonly seed: number;

  /** @param seed of the hash: content that is made to collide under one collides under no other */
  constructor(expected = 256, expectedBytes = expected * 12, seed = 0) {
    this.seed = seed;
    this.bytes = new Uint8Array(expectedBytes);
    this.ends = new Uint32Array(expected + 1);
    this.hashes = new Uint32Array(expected + 1);
    this.slots = new Uint32Array(slotsFor(expected));
  }

  /** Bytes of all values together. */
  get used(): number {
    return this.ends[this.count] ?? 0;
  }

  /** @returns its code; 0: not in the table */
  find(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end, this.seed);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.slots[slot] ?? 0;
      if (code === 0 || (this.hashes[code] === hash && this.holds(code, bytes, start, end))) return code;
    }
  }

  /** @returns its code, new or old */
  add(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end, this.seed);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (; ; slot = (slot + 1) & mask) {
      const code = this.slots[slot] ?? 0;
      if (code === 0) break;
      if (this.hashes[code] === hash && this.holds(code, bytes, start, end)) return code;
    }
    const code = this.append(bytes, start, end, hash);
    this.slots[slot] = code;
    if (code * 2 > this.slots.length) this.spread(this.slots.length * 2);
    return code;
  }

  holds(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    let at = this.ends[code - 1] ?? 0;
    if ((this.ends[code] ?? 0) - at !== end - start) return false;
    for (let from = start; from < end; from++, at++) if (bytes[from] !== this.bytes[at]) return false;
    return true;
  }

  clear(): void {
    this.count = 0;
    this.slots.fill(0);
  }

  /** Leaves out the values whose new code is 0; the others keep their order. @param codes new ones, by old code */
  keepOnly(codes: Uint16Array | Uint32Array): void {
    const count = this.count;
    let used = 0;
    this.count = 0;
    for (let code = 1, start = 0; code <= count; code++) {
      const end = this.ends[code] ?? 0;
      if ((codes[code] ?? 0) > 0) {
        this.bytes.copyWithin(used, start, end);
        used += end - start;
        this.count++;
        this.hashes[this.count] = this.hashes[code] ?? 0;
        this.ends[this.count] = used;
      }
      start = end;
    }
    this.spread(this.slots.length);
  }

  private append(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const from = this.used;
    const to = from + end - start;
    if (to > this.bytes.length) this.bytes = grow(this.bytes, new Uint8Array(Math.max(to, this.bytes.length * 2)));
    const code = ++this.count;
    if (code >= this.ends.length) {
      this.ends = grow(this.ends, new Uint32Array(code * 2));
      this.hashes = grow(this.hashes, new Uint32Array(code * 2));
    }
    if (end - start < 32) for (let at = from, read = start; read < end; at++, read++) this.bytes[at] = bytes[read] ?? 0;
    else this.bytes.set(bytes.subarray(start, end), from);
    this.ends[code] = to;
    this.hashes[code] = hash;
    return code;
  }

  private spread(slots: number): void {
    if (slots === this.slots.length) this.slots.fill(0);
    else this.slots = new Uint32Array(slots);
    const mask = slots - 1;
    for (let code = 1; code <= this.count; code++) {
      let slot = (this.hashes[code] ?? 0) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = code;
    }
  }
}

/** From so many bytes on, four are taken at a time. */
const LONG = 24;
const PRIME = 0x01000193;

/**
 * FNV-1a over the bytes, its bits mixed once more: the table takes the lowest ones, which follow the last byte. Each step waits for the
 * one before, so that a long one is four at once, of every fourth byte, and what they come to is taken together.
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  let at = start;
  if (end - start >= LONG) {
    let [second, third, fourth] = [hash ^ 1, hash ^ 2, hash ^ 3];
    for (const last = end - 4; at <= last; at += 4) {
      hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
      second = Math.imul(second ^ (bytes[at + 1] ?? 0), PRIME);
      third = Math.imul(third ^ (bytes[at + 2] ?? 0), PRIME);
      fourth = Math.imul(fourth ^ (bytes[at + 3] ?? 0), PRIME);
    }
    hash = mixBits(hash) ^ second;
    hash = mixBits(hash) ^ third;
    hash = mixBits(hash) ^ fourth;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
  return mixBits(hash);
}

/** Spreads a number of 32 bits over all of them; no two numbers become one. */
export function mixBits(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A power of two, at least twice as many: chains stay short, and the table in the processor's cache. */
export function slotsFor(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(count, 4) * 2));
}

export function grow<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  from: T,
  into: T,
): T {
  into.set(from);
  return into;
}
