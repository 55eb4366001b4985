import { type Accessor, createSignal } from 'solid-js';
import type { Result } from '../domain/result';
import { CancelledError, type WorkerClient } from './worker-client';

export type SearchState =
  /** Nothing to search, or not begun. */
  | 'idle'
  | 'searching'
  /** Proven, contradictory, or out of time. */
  | 'done'
  | 'stopped'
  | 'failed';

/** A long question to a worker of its own, of which only the latest counts and which can be stopped at any time. */
export interface SearchRun<Api> {
  readonly state: Accessor<SearchState>;
  /** What went wrong; `null` while all is well. */
  readonly problem: Accessor<string | null>;
  /** Ends what runs or waits: its worker, too. */
  halt(reached: SearchState): void;
  /** Begins after a pause in which nothing else ends it: several edits in a row are one search. */
  begin(pauseMs: number, run: () => void): void;
  /**
   * @param ask is handed what tells whether the answer to it still counts
   * @param failure what to say where the worker gives no reason
   */
  run<Answer>(
    ask: (api: Api, isCurrent: () => boolean) => Promise<Result<Answer>>,
    accept: (answer: Answer) => void,
    failure: string,
  ): Promise<void>;
}

export function createSearchRun<Api>(worker: WorkerClient<Api>): SearchRun<Api> {
  const [state, setState] = createSignal<SearchState>('idle');
  const [problem, setProblem] = createSignal<string | null>(null);
  let turn = 0;
  let isRunning = false;
  let pause: ReturnType<typeof setTimeout> | undefined;

  function halt(reached: SearchState): void {
    turn++;
    clearTimeout(pause);
    // A worker at rest keeps what it has read.
    if (isRunning) worker.cancel();
    isRunning = false;
    setProblem(null);
    setState(reached);
  }

  return {
    state,
    problem,
    halt,
    begin(pauseMs, run) {
      setState('searching');
      pause = setTimeout(run, pauseMs);
    },
    async run(ask, accept, failure) {
      halt('searching');
      const mine = turn;
      const isCurrent = () => mine === turn;
      isRunning = true;
      const finish = (reached: SearchState, words: string | null) => {
        if (!isCurrent()) return;
        isRunning = false;
        setProblem(words);
        setState(reached);
      };
      try {
        const result = await worker.run((api) => ask(api, isCurrent));
        if (result.ok && isCurrent()) accept(result.value);
        finish(result.ok ? 'done' : 'failed', result.ok ? null : (result.issues[0]?.message ?? failure));
      } catch (error) {
        if (!(error instanceof CancelledError)) finish('failed', String(error));
      }
    },
  };
}
