import { type Accessor, createComputed, createMemo, createSignal, onCleanup, onMount, untrack } from 'solid-js';
import { RowHeights } from './row-heights';
import { takeTurn } from './turns';

/** px, until a row is measured. */
export const ROW_PX = 37;
/** Rows above and below those in sight: whoever scrolls a little sees no gap. */
const BEYOND = 12;

/** From the first row to the one behind the last. */
interface Range {
  readonly first: number;
  readonly end: number;
}

export interface RowWindow {
  /** Those to be drawn, in order. */
  readonly indexes: Accessor<readonly number[]>;
  /** px of all rows before one. */
  startOf(row: number): number;
  /** Its height counts from when it is laid out, and whenever it changes. */
  observe(element: HTMLElement): void;
}

/**
 * The rows of a long table that are in sight, as the page scrolls. What is above them is as high as it was when it was last in
 * sight; where it never was, the browser's scroll anchoring takes up the difference.
 * @param offset px from the top of the page to the first row
 * @param step how many rows are drawn in one task: of a jump to elsewhere, those in sight come first and the others after them
 */
export function createRowWindow(count: Accessor<number>, offset: Accessor<number>, step: Accessor<number>): RowWindow {
  const [sight, setSight] = createSignal(
    { top: 0, height: 0 },
    { equals: (a, b) => a.top === b.top && a.height === b.height },
  );
  const [measured, setMeasured] = createSignal(0);
  const heights = createMemo(() => new RowHeights(count(), ROW_PX));
  const look = () => setSight({ top: window.scrollY, height: window.innerHeight });
  let frame = 0;
  const lookSoon = () => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      look();
    });
  };
  let giveUp = () => {};
  const rows = new ResizeObserver((entries) => {
    let isChanged = false;
    for (const { target, borderBoxSize } of entries) {
      // Gone from the page: it has no height there.
      if (!target.isConnected) {
        rows.unobserve(target);
        continue;
      }
      const index = Number((target as HTMLElement).dataset['index']);
      const height = borderBoxSize[0]?.blockSize ?? 0;
      if (height > 0 && heights().measure(index, height)) isChanged = true;
    }
    if (!isChanged) return;
    giveUp();
    // Not at once: rows that it brings into sight would be drawn and laid out within the frame that measured these.
    giveUp = takeTurn(() => setMeasured((before) => before + 1));
  });

  onMount(() => {
    look();
    const controller = new AbortController();
    addEventListener('scroll', lookSoon, { passive: true, signal: controller.signal });
    addEventListener('resize', lookSoon, { signal: controller.signal });
    onCleanup(() => {
      controller.abort();
      cancelAnimationFrame(frame);
    });
  });
  onCleanup(() => {
    rows.disconnect();
    giveUp();
  });

  const range = createMemo(
    () => {
      measured();
      const known = heights();
      const top = sight().top - offset();
      if (known.count === 0) return { first: 0, end: 0 };
      return {
        first: Math.max(0, known.rowAt(top) - BEYOND),
        end: Math.min(known.count, known.rowAt(top + sight().height) + 1 + BEYOND),
      };
    },
    undefined,
    { equals: (a, b) => a.first === b.first && a.end === b.end },
  );
  const [drawn, setDrawn] = createSignal<Range>({ first: 0, end: 0 });
  const [turn, setTurn] = createSignal(0);
  createComputed(() => {
    turn();
    const wanted = range();
    const next = approach(
      untrack(drawn),
      wanted,
      untrack(() => heights().rowAt(sight().top - offset())),
      untrack(step),
    );
    setDrawn(next);
    if (next.first > wanted.first || next.end < wanted.end) onCleanup(takeTurn(() => setTurn((before) => before + 1)));
  });

  return {
    indexes: createMemo(() => Array.from({ length: drawn().end - drawn().first }, (_, at) => drawn().first + at)),
    startOf(row) {
      measured();
      return heights().startOf(row);
    },
    observe: (element) => rows.observe(element),
  };
}

/** What of the wanted rows is drawn next: those that are there stay, and a few more; downwards first, where one reads on. */
export function approach(have: Range, wanted: Range, firstInSight: number, step: number): Range {
  let first = Math.max(have.first, wanted.first);
  let end = Math.min(have.end, wanted.end);
  if (first >= end) {
    first = Math.max(wanted.first, Math.min(firstInSight, wanted.end));
    end = first;
  }
  const down = Math.min(step, wanted.end - end);
  const up = Math.min(step - down, first - wanted.first);
  return { first: first - up, end: end + down };
}
