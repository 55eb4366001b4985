import * as Comlink from 'comlink';
import { isControlled, whenWorkersMayStart } from './offline';

/** Thrown into calls whose worker was stopped on purpose. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CancelledError';
  }
}

export interface WorkerClient<Api> {
  /** Starts the worker ahead of its first call, where workers may start already. */
  start(): void;
  run<Answer>(call: (api: Api) => Promise<Answer>): Promise<Answer>;
  /** Stops the worker and whatever it does; the next call starts another one. */
  cancel(): void;
}

/**
 * A worker that is started when first needed. A promise of Comlink's stays open for ever once its worker is gone, so
 * every call also ends when the worker is stopped or breaks.
 */
export function makeWorkerClient<Api>(start: () => Worker): WorkerClient<Api> {
  let running: { readonly worker: Worker; readonly api: Api; stop(reason: Error): void } | null = null;
  let stopped: Promise<never>;

  function ensure(): NonNullable<typeof running> {
    if (running !== null) return running;
    const worker = start();
    let stop: (reason: Error) => void = () => undefined;
    stopped = new Promise((_, reject) => {
      stop = reject;
    });
    stopped.catch(() => undefined);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      halt(new Error(event.message === '' ? 'The worker could not be started.' : event.message));
    });
    // Every function of a contract is asynchronous already: Comlink's own type would only take its unions apart.
    running = { worker, api: Comlink.wrap<Api>(worker) as unknown as Api, stop };
    return running;
  }

  function halt(reason: Error): void {
    running?.worker.terminate();
    running?.stop(reason);
    running = null;
  }

  return {
    start() {
      if (isControlled()) ensure();
    },
    async run(call) {
      await whenWorkersMayStart();
      const { api } = ensure();
      return Promise.race([call(api), stopped]);
    },
    cancel() {
      halt(new CancelledError());
    },
  };
}

/** Lets a worker call back into the page. */
export const callback = Comlink.proxy;
