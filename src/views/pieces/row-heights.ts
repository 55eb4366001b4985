/**
 * Where each of very many rows stands: all are as high as was guessed until they are measured. A Fenwick tree of what they
 * differ by, so that one that is measured, and one that is looked for, costs the logarithm of their number and not all of them.
 */
export class RowHeights {
  private readonly tree: Float64Array;
  private readonly known = new Map<number, number>();
  private readonly top: number;

  constructor(
    readonly count: number,
    /** px */
    private readonly guess: number,
  ) {
    this.tree = new Float64Array(count + 1);
    this.top = count === 0 ? 0 : 2 ** Math.floor(Math.log2(count));
  }

  /** px; @returns whether it is another height than before */
  measure(row: number, height: number): boolean {
    const change = height - (this.known.get(row) ?? this.guess);
    if (row < 0 || row >= this.count || change === 0) return false;
    this.known.set(row, height);
    for (let at = row + 1; at <= this.count; at += at & -at) this.tree[at] = (this.tree[at] ?? 0) + change;
    return true;
  }

  /** Of the upper edge of a row; of the number of rows: the height of all. */
  startOf(row: number): number {
    const end = Math.min(row, this.count);
    let sum = end * this.guess;
    for (let at = end; at > 0; at -= at & -at) sum += this.tree[at] ?? 0;
    return sum;
  }

  /** The row at a height; beyond the last one, the last. */
  rowAt(height: number): number {
    let [row, left] = [0, height];
    for (let step = this.top; step >= 1; step /= 2) {
      const next = row + step;
      if (next > this.count) continue;
      const size = step * this.guess + (this.tree[next] ?? 0);
      if (size <= left) [row, left] = [next, left - size];
    }
    return Math.max(0, Math.min(row, this.count - 1));
  }
}
