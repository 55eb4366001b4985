/**
 * Ends all writing to databases at a chosen write, as a page that is killed ends it: that transaction and everything after it
 * leaves no trace.
 */
export interface PowerCut {
  /** Writes since the last call of `after`. */
  readonly writes: number;
  /** @param writes that still succeed; `Infinity`: power is back */
  after(writes: number): void;
}

const METHODS = ['put', 'add', 'delete', 'clear'] as const;

export function installPowerCut(): PowerCut {
  let [left, seen] = [Number.POSITIVE_INFINITY, 0];
  const prototype: Record<string, unknown> = IDBObjectStore.prototype as never;
  for (const method of METHODS) {
    const write = prototype[method] as (...given: unknown[]) => unknown;
    prototype[method] = function (this: unknown, ...given: unknown[]) {
      seen++;
      if (left-- <= 0) throw new DOMException('The power is gone.', 'AbortError');
      return write.apply(this, given);
    };
  }
  return {
    get writes() {
      return seen;
    },
    after(writes) {
      [left, seen] = [writes, 0];
    },
  };
}
