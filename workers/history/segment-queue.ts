import type { SealedSegment } from '../../src/domain/columns/column';
import type { OnSegment } from '../../src/domain/columns/record-sink';

/** Segments on their way into the database: readers seal them without waiting, and reading goes on while one is written. */
export interface SegmentQueue {
  readonly take: OnSegment;
  /** Settles when few enough wait; throws what writing threw. */
  keepUp(): Promise<void>;
  /** Settles when all are written. */
  finish(): Promise<void>;
}

/** More would only fill the memory. */
const MOST_WAITING = 2;

export function makeSegmentQueue(write: (segment: SealedSegment) => Promise<void>): SegmentQueue {
  const waiting: SealedSegment[] = [];
  let running: Promise<void> | null = null;
  let fault: { readonly error: unknown } | null = null;

  async function work(): Promise<void> {
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await write(next);
    } catch (error) {
      fault ??= { error };
      waiting.length = 0;
    } finally {
      running = null;
    }
  }
  const check = () => {
    if (fault !== null) throw fault.error;
  };
  return {
    take(segment) {
      if (fault !== null) return;
      waiting.push(segment);
      running ??= work();
    },
    async keepUp() {
      check();
      if (waiting.length >= MOST_WAITING) await running;
      check();
    },
    async finish() {
      while (running !== null) await running;
      check();
    },
  };
}
