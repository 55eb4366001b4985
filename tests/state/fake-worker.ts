import * as Comlink from 'comlink';

/** A worker on the other end of a channel: what it does is done in the test's own thread. */
export class FakeWorker {
  isTerminated = false;
  readonly #page: MessagePort;
  readonly #own: MessagePort;
  readonly #onError: ((event: ErrorEvent) => void)[] = [];

  constructor(api: object) {
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.#own = port2;
    Comlink.expose(api, port2);
    port1.start();
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#page.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    if (type === 'error') this.#onError.push(listener as (event: ErrorEvent) => void);
    else this.#page.addEventListener(type, listener as EventListener);
  }

  removeEventListener(type: string, listener: (event: never) => void): void {
    this.#page.removeEventListener(type, listener as EventListener);
  }

  terminate(): void {
    this.isTerminated = true;
    this.#page.close();
    this.#own.close();
  }

  /** As a script that cannot be loaded, or a bug outside of any call. */
  break(message: string): void {
    for (const listener of this.#onError) listener(new ErrorEvent('error', { message }));
  }
}
