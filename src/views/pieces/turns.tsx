import { type Accessor, createEffect, createSignal, type JSX, onCleanup, Show } from 'solid-js';

/**
 * What need not stand in the first frame waits for its turn: one piece after each frame, so that no task is long and
 * the page answers in between.
 */
const waiting = new Set<() => void>();
let isCalled = false;

/** @returns gives the turn up */
export function takeTurn(work: () => void): () => void {
  const turn = () => work();
  waiting.add(turn);
  callNext();
  return () => {
    waiting.delete(turn);
  };
}

function callNext(): void {
  if (isCalled || waiting.size === 0) return;
  isCalled = true;
  afterFrame(() => {
    isCalled = false;
    const [turn] = waiting;
    if (turn === undefined) return;
    waiting.delete(turn);
    try {
      turn();
    } finally {
      callNext();
    }
  });
}

/** A page that is not shown draws no frames: then time alone counts. */
const NO_FRAME_MS = 100;

/** In a task of its own, when style and layout of what was drawn before are done. */
function afterFrame(work: () => void): void {
  let isOver = false;
  const once = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    work();
  };
  const timer = setTimeout(once, NO_FRAME_MS);
  if (!document.hidden) requestAnimationFrame(() => setTimeout(once));
}

/** Drawn when its turn comes. */
export function Later(props: { readonly children: JSX.Element }) {
  const [isDue, setDue] = createSignal(false);
  onCleanup(takeTurn(() => setDue(true)));
  return <Show when={isDue()}>{props.children}</Show>;
}

/**
 * How many of a list to draw: the first few at once, then as many again with every turn, until all are there.
 * @param step how many fit into a task of a few milliseconds
 */
export function createGrowth(total: Accessor<number>, step: Accessor<number>): Accessor<number> {
  const [limit, setLimit] = createSignal(step());
  createEffect(() => {
    // A list that became short grows in steps again.
    if (limit() > total() + step()) setLimit(Math.max(total(), step()));
    else if (limit() < total()) onCleanup(takeTurn(() => setLimit((before) => before + step())));
  });
  return limit;
}
