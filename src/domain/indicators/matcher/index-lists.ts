import { grow } from '../../columns/byte-table';

/** Indexes of indicators (and `~index`) by key, for keys numbered from 1. Nearly every key has one; those that have more are few. */
export class IndexLists {
  /** By key: its first index, those from 0 counted from 1; 0: none. */
  private first = new Int32Array(256);
  private readonly more = new Map<number, number[]>();

  add(key: number, index: number): void {
    if (key >= this.first.length) this.first = grow(this.first, new Int32Array(key * 2));
    if (this.first[key] === 0) {
      this.first[key] = index < 0 ? index : index + 1;
      return;
    }
    const list = this.more.get(key);
    if (list === undefined) this.more.set(key, [index]);
    else list.push(index);
  }

  /** Adds the indexes of a key to `found`. */
  take(key: number, found: number[]): void {
    const first = this.first[key] ?? 0;
    if (first === 0) return;
    found.push(first < 0 ? first : first - 1);
    const list = this.more.get(key);
    if (list !== undefined) for (const index of list) found.push(index);
  }
}
