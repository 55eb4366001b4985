// @vitest-environment jsdom
import { createRoot, createSignal } from 'solid-js';
import { expect, it, vi } from 'vitest';
import { createSummaries } from '../../src/state/summaries';

function setUp() {
  const [seen, setSeen] = createSignal<{ readonly count: number }>();
  const waiting: ((listed: readonly string[]) => void)[] = [];
  const list = vi.fn(() => new Promise<readonly string[]>((resolve) => waiting.push(resolve)));
  const onError = vi.fn();
  const summaries = createRoot(() => createSummaries(seen, list, onError));
  return { setSeen, waiting, list, onError, summaries };
}

it('starts no worker for an empty table', () => {
  const { setSeen, list, summaries } = setUp();
  expect(summaries()).toBeUndefined();
  setSeen({ count: 0 });
  expect(summaries()).toEqual([]);
  expect(list).not.toHaveBeenCalled();
});

it('asks after every change, also one that leaves the number as it was, and shows what was there meanwhile', async () => {
  const { setSeen, waiting, list, summaries } = setUp();
  setSeen({ count: 1 });
  waiting[0]?.(['a']);
  await vi.waitFor(() => expect(summaries()).toEqual(['a']));
  setSeen({ count: 1 });
  expect(list).toHaveBeenCalledTimes(2);
  expect(summaries()).toEqual(['a']);
  waiting[1]?.(['b']);
  await vi.waitFor(() => expect(summaries()).toEqual(['b']));
});

it('drops an answer that comes late, and everything once another workspace is opened', async () => {
  const { setSeen, waiting, summaries } = setUp();
  setSeen({ count: 1 });
  setSeen({ count: 2 });
  waiting[1]?.(['a', 'b']);
  waiting[0]?.(['a']);
  await vi.waitFor(() => expect(summaries()).toEqual(['a', 'b']));
  setSeen({ count: 3 });
  setSeen(undefined);
  waiting[2]?.(['of the other']);
  await Promise.resolve();
  expect(summaries()).toBeUndefined();
});

it('tells why there is no answer', async () => {
  const { setSeen, list, onError } = setUp();
  list.mockRejectedValueOnce(new Error('unreadable'));
  setSeen({ count: 1 });
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(new Error('unreadable')));
});
