import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import { CancelledError } from './worker-client';

/**
 * What a worker lists of a table: asked anew after every change to it, and `undefined` until it has answered for the
 * first time. An empty table is no reason to start one.
 * @param seen a new object after every change; `undefined` while nothing is known, as after another workspace was opened
 */
export function createSummaries<Summary>(
  seen: Accessor<{ readonly count: number } | undefined>,
  list: () => Promise<readonly Summary[]>,
  onError: (error: unknown) => void,
): Accessor<readonly Summary[] | undefined> {
  const [summaries, setSummaries] = createSignal<readonly Summary[]>();
  let latest = 0;

  async function ask(turn: number): Promise<void> {
    try {
      const listed = await list();
      if (turn === latest) setSummaries(listed);
    } catch (error) {
      if (turn === latest && !(error instanceof CancelledError)) onError(error);
    }
  }

  createEffect(
    on(seen, (known) => {
      const turn = ++latest;
      if (known === undefined) setSummaries(undefined);
      else if (known.count === 0) setSummaries([]);
      else void ask(turn);
    }),
  );
  return summaries;
}
