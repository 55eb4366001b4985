// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { runningSearch, searchUnderWay, startSearch, stopSearch } from '../../src/state/history-search';

const { worker, calls, save } = vi.hoisted(() => {
  const calls: unknown[][] = [];
  const save: { wait: Promise<void> } = { wait: Promise.resolve() };
  const api = {
    saveSearch: async () => {
      calls.push(['save']);
      await save.wait;
    },
    search: async (_: string, id: string, __: object, at: string) => {
      calls.push(['search', id, at]);
      return { ok: false, issues: [{ message: 'There is nothing to look for.' }] };
    },
    stopSearch: async (id: string, at: string) => {
      calls.push(['stop', id, at]);
    },
  };
  return { worker: { run: (call: (api: unknown) => unknown) => call(api) }, calls, save };
});
vi.mock('../../src/state/workers', () => ({ historyWorker: worker }));

beforeEach(() => {
  calls.length = 0;
  save.wait = Promise.resolve();
});

const SEARCH = {
  id: 's',
  name: 'S',
  request: { watchlists: [], values: [], histories: null, from: null, to: null, hostsOfUrls: false },
  createdAt: '2026-11-25T12:00:00Z',
  lookedAt: null,
};

it('a search that failed is over: it can be run again', async () => {
  expect(await startSearch('own', SEARCH)).toBeNull();
  expect(runningSearch()).toMatchObject({ state: 'failed', problem: 'There is nothing to look for.' });
  expect(searchUnderWay()).toBeNull();
  await startSearch('own', SEARCH);
  expect(calls.filter(([what]) => what === 'search')).toHaveLength(2);
});

it('stops the very run that it shows, also while that is only being saved', async () => {
  let saved: () => void = () => undefined;
  save.wait = new Promise((resolve) => {
    saved = resolve;
  });
  const done = startSearch('own', SEARCH);
  expect(searchUnderWay()?.search.id).toBe('s');
  await stopSearch();
  saved();
  await done;
  const [[, ...stopped] = [], [, ...searched] = []] = calls.filter(([what]) => what !== 'save');
  expect(stopped).toEqual(searched);
  expect(stopped[0]).toBe('s');
});
