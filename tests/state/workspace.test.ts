// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { createEffect, createRoot } from 'solid-js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { putGroups } from '../../src/domain/sensors/edit-inventory';
import type { SystemGroup } from '../../src/domain/sensors/inventory';
import { describeProblem as classify } from '../../src/state/problem';
import { createWorkspace, type Workspace } from '../../src/state/workspace';
import { change } from '../../src/store/change-content';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { describeProblem } from '../../src/views/shell/problem-words';

vi.mock('../../data/demonstration/estate.json?url', () => ({ default: '/estate.json' }));
vi.mock('../../src/state/workers', () => import('./own-thread-workers'));

const GROUP = { id: 'g', name: 'Servers', parts: [] } as unknown as SystemGroup;
let dispose: () => void = () => undefined;

function open(): Workspace {
  return createRoot((disposer) => {
    dispose = disposer;
    return createWorkspace();
  });
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  dispose();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('says what was not saved when the room is full, and keeps what was there', async () => {
  const workspace = open();
  await vi.waitFor(() => expect(workspace.inventory()).toBeDefined());
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  expect(await workspace.change('Add Servers', (inventory) => putGroups(inventory, [GROUP]))).toBe(false);
  expect(workspace.problem()).toMatchObject({ task: { kind: 'save', label: 'Add Servers' }, cause: 'full' });
  expect(workspace.inventory()?.groups).toEqual([]);
  vi.restoreAllMocks();
  workspace.dismissProblem();
  expect(await workspace.change('Add Servers', (inventory) => putGroups(inventory, [GROUP]))).toBe(true);
  expect(workspace.problem()).toBeNull();
  await vi.waitFor(() => expect(workspace.inventory()?.groups).toHaveLength(1));
  expect(await workspace.undo()).toBe(true);
});

it('tells of a kept file that was replaced, and of no other change', async () => {
  const workspace = open();
  const seen: unknown[] = [];
  const stop = createRoot((disposer) => {
    createEffect(() => seen.push(workspace.documentsSeen()?.count));
    return disposer;
  });
  const db = new WorkspaceDatabase('own');
  const keep = (text: string) =>
    change(
      db,
      'Keep a file',
      { of: 'content', run: (content) => ({ ...content, documents: [{ id: 'd', format: 'x', name: 'd', text }] }) },
      '2026-11-24T12:00:00Z',
    );
  await keep('a');
  await vi.waitFor(() => expect(seen.at(-1)).toBe(1));
  const before = seen.length;
  expect(await workspace.change('Add another', (inventory) => putGroups(inventory, [{ ...GROUP, id: 'h' }]))).toBe(
    true,
  );
  await keep('b');
  await vi.waitFor(() => expect(seen).toHaveLength(before + 1));
  expect(seen.at(-1)).toBe(1);
  stop();
  db.close();
});

it('says that nothing can be read where the browser refuses databases', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
  });
  const workspace = open();
  await vi.waitFor(() => expect(workspace.isUnreadable()).toBe(true));
  expect(workspace.problem()).toMatchObject({ task: { kind: 'read' }, cause: 'forbidden' });
  expect(await workspace.change('Add Servers', (inventory) => putGroups(inventory, [GROUP]))).toBe(false);
});

it.each([
  ['the host does not have it', async () => new Response('', { status: 404 })],
  ['the network is away', () => Promise.reject(new TypeError('Failed to fetch'))],
])('stays in the own workspace when the demonstration cannot be fetched: %s', async (_, fetch) => {
  vi.stubGlobal('fetch', fetch);
  const workspace = open();
  expect(await workspace.openDemonstration()).toBe(false);
  expect([workspace.name(), workspace.problem()?.cause]).toEqual(['own', 'unreachable']);
});

it('tells it in words: what happened, what is safe, what to do', () => {
  const full = classify(
    { kind: 'save', label: 'Add Sysmon' },
    { name: 'AbortError', inner: { name: 'QuotaExceededError' } },
  );
  expect(describeProblem(full)).toBe(
    'Not saved: “Add Sysmon”: the room that the browser allows this page is full. Everything saved before is safe. Remove releases that you do not need on the screen “Data”, or free space on the device; then try again.',
  );
  expect(describeProblem(classify({ kind: 'read' }, new Error('disk on fire')))).toBe(
    'What is stored on this device could not be read. Nothing was changed. Load the page again. The browser says: disk on fire.',
  );
});
