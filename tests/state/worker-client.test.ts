// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { CancelledError, callback, makeWorkerClient } from '../../src/state/worker-client';
import { FakeWorker } from './fake-worker';

interface Api {
  double(n: number): Promise<number>;
  never(): Promise<number>;
  fail(): Promise<number>;
  count(to: number, tell: (n: number) => void): Promise<number>;
}

const api: Api = {
  double: async (n) => n * 2,
  never: () => new Promise(() => undefined),
  async fail() {
    throw new TypeError('a bug');
  },
  async count(to, tell) {
    for (let n = 1; n <= to; n++) await tell(n);
    return to;
  },
};

const started: FakeWorker[] = [];
function startClient() {
  return makeWorkerClient<Api>(() => {
    const worker = new FakeWorker(api);
    started.push(worker);
    return worker as unknown as Worker;
  });
}
afterEach(() => {
  for (const worker of started.splice(0)) worker.terminate();
});

it('starts one worker with the first call, and asks it everything', async () => {
  const client = startClient();
  expect(started).toHaveLength(0);
  expect(
    await Promise.all([client.run((worker) => worker.double(2)), client.run((worker) => worker.double(3))]),
  ).toEqual([4, 6]);
  expect(started).toHaveLength(1);
});

it('lets the worker call back into the page', async () => {
  const tell = vi.fn();
  expect(await startClient().run((worker) => worker.count(3, callback(tell)))).toBe(3);
  expect(tell.mock.calls).toEqual([[1], [2], [3]]);
});

it('ends every open call when it is cancelled, and starts another worker for the next one', async () => {
  const client = startClient();
  const open = [client.run((worker) => worker.never()), client.run((worker) => worker.never())];
  const outcomes = Promise.allSettled(open);
  await vi.waitFor(() => expect(started).toHaveLength(1));
  client.cancel();
  for (const outcome of await outcomes) {
    expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(CancelledError);
  }
  expect(started[0]?.isTerminated).toBe(true);
  expect(await client.run((worker) => worker.double(4))).toBe(8);
  expect(started).toHaveLength(2);
});

it('hands on what a call threw, and keeps the worker', async () => {
  const client = startClient();
  await expect(client.run((worker) => worker.fail())).rejects.toThrow('a bug');
  expect(await client.run((worker) => worker.double(1))).toBe(2);
  expect(started).toHaveLength(1);
});

it('ends every open call when the worker breaks, and starts another one', async () => {
  const client = startClient();
  const open = client.run((worker) => worker.never());
  const outcome = expect(open).rejects.toThrow('out of memory');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  started[0]?.break('out of memory');
  await outcome;
  expect(await client.run((worker) => worker.double(5))).toBe(10);
  expect(started).toHaveLength(2);
});

it('has nothing to cancel before it has started', () => {
  startClient().cancel();
  expect(started).toHaveLength(0);
});
