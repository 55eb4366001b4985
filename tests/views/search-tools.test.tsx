// @vitest-environment jsdom
import { cleanup, render, screen } from '@solidjs/testing-library';
import { afterEach, expect, it, vi } from 'vitest';
import { runningSearch, searchUnderWay, startSearch } from '../../src/state/history-search';
import { SearchTools } from '../../src/views/searches/SearchTools';

const settle: { fail: (reason: Error) => void } = { fail: () => undefined };
vi.mock('../../src/state/workers', () => ({
  historyWorker: { run: () => new Promise((_, fail) => Object.assign(settle, { fail })) },
}));
vi.mock('../../src/state/app-state', () => ({ useApp: () => ({ workspace: { name: () => 'own' } }) }));
vi.mock('../../src/views/histories/history-scope', () => ({
  useHistories: () => ({
    history: { histories: () => [] },
    watch: { watchlists: () => [] },
    nameList: (id: string) => id,
    nameOf: (id: string) => id,
  }),
}));

afterEach(cleanup);

it('a search can be run when no other one runs: one that failed keeps nobody from it, and what does is said', async () => {
  const request = { watchlists: [], values: [], histories: null, from: null, to: null, hostsOfUrls: false };
  const search = (id: string) => ({ id, name: id, request, createdAt: '2026-11-25T12:00:00Z', lookedAt: null });
  render(() => <SearchTools search={{ ...search('one'), run: null }} sightings={[]} isRunning={false} />);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Run it' });
  expect(button.disabled).toBe(false);

  const other = startSearch('own', search('other'));
  expect(searchUnderWay()?.search.id).toBe('other');
  expect(button.disabled).toBe(true);
  const described = document.getElementById(button.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent?.trim()).toBe('Another search is running.');

  settle.fail(new Error('The worker is gone.'));
  expect(await other).toBeNull();
  expect(runningSearch()?.state).toBe('failed');
  expect(searchUnderWay()).toBeNull();
  expect(button.disabled).toBe(false);
  expect(described?.textContent?.trim()).toBe('');
});
