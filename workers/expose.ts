import * as Comlink from 'comlink';

/** Makes a worker's functions callable from the page. */
export function expose(api: object): void {
  Comlink.expose(api);
}

/** Marks buffers of an answer as handed over instead of copied. */
export function handOver<Answer extends object>(answer: Answer, buffers: readonly ArrayBufferLike[]): Answer {
  return Comlink.transfer(answer, buffers as Transferable[]);
}
