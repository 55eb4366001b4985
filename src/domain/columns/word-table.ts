import { grow, mixBits, slotsFor } from './byte-table';

/** Numbers of 32 bits, each kept once and numbered from 1, as `ByteTable` does it for bytes. */
export class WordTable {
  count = 0;
  /** Value `code` is `words[code - 1]`. Longer than what is used. */
  words: Uint32Array;
  private slots: Uint32Array;
  private readonly seed: number;

  constructor(expected = 256, seed = 0) {
    this.seed = seed;
    this.words = new Uint32Array(expected);
    this.slots = new Uint32Array(slotsFor(expected));
  }

  /** @returns its code; 0: not in the table */
  find(word: number): number {
    const mask = this.slots.length - 1;
    for (let slot = mixBits(word ^ this.seed) & mask; ; slot = (slot + 1) & mask) {
      const code = this.slots[slot] ?? 0;
      if (code === 0 || this.words[code - 1] === word) return code;
    }
  }

  /** @param word from 0 to 2³² − 1 @returns its code, new or old */
  add(word: number): number {
    const mask = this.slots.length - 1;
    let slot = mixBits(word ^ this.seed) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const code = this.slots[slot] ?? 0;
      if (code === 0) break;
      if (this.words[code - 1] === word) return code;
    }
    const code = ++this.count;
    if (code > this.words.length) this.words = grow(this.words, new Uint32Array(code * 2));
    this.words[code - 1] = word;
    this.slots[slot] = code;
    if (code * 2 > this.slots.length) this.spread(this.slots.length * 2);
    return code;
  }

  clear(): void {
    this.count = 0;
    this.slots.fill(0);
  }

  /** Leaves out the values whose new code is 0; the others keep their order. @param codes new ones, by old code */
  keepOnly(codes: Uint16Array | Uint32Array): void {
    const count = this.count;
    this.count = 0;
    for (let code = 1; code <= count; code++) {
      if ((codes[code] ?? 0) > 0) this.words[this.count++] = this.words[code - 1] ?? 0;
    }
    this.spread(this.slots.length);
  }

  private spread(slots: number): void {
    if (slots === this.slots.length) this.slots.fill(0);
    else this.slots = new Uint32Array(slots);
    const mask = slots - 1;
    for (let code = 1; code <= this.count; code++) {
      let slot = mixBits((this.words[code - 1] ?? 0) ^ this.seed) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = code;
    }
  }
}
