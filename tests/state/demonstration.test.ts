// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { createRoot } from 'solid-js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { putGroups } from '../../src/domain/sensors/edit-inventory';
import { addEstate, createDemonstration, type Demonstration } from '../../src/state/demonstration';
import { createWorkspace, type Workspace } from '../../src/state/workspace';
import { makeDeployment, makeGroup, makeInventory } from '../coverage/made-up-estate';

vi.mock('../../data/demonstration/estate.json?url', () => ({ default: '/estate.json' }));
vi.mock('../../src/state/workers', () => import('./own-thread-workers'));

let dispose: () => void = () => undefined;

async function openDemonstration(): Promise<{ readonly workspace: Workspace; readonly demonstration: Demonstration }> {
  const opened = createRoot((disposer) => {
    dispose = disposer;
    const workspace = createWorkspace();
    return { workspace, demonstration: createDemonstration(workspace) };
  });
  await opened.demonstration.open();
  await vi.waitFor(() => expect(opened.workspace.inventory()?.groups).toHaveLength(1));
  return opened;
}

beforeEach(() => {
  localStorage.clear();
  const estate = makeInventory({ deployments: [makeDeployment('sysmon')] });
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(estate)));
});
afterEach(() => {
  dispose();
  vi.unstubAllGlobals();
  indexedDB.deleteDatabase('vedette-own');
});

const edit = (workspace: Workspace) =>
  workspace.change('Rename G', (inventory) => putGroups(inventory, [makeGroup('G', { name: 'Mine' })]));

it('is left without a question when nothing was edited', async () => {
  const { workspace, demonstration } = await openDemonstration();
  await demonstration.leave();
  expect([workspace.name(), demonstration.isAsking()]).toEqual(['own', false]);
});

it('asks before edits are lost, and asks no more once they are undone', async () => {
  const { workspace, demonstration } = await openDemonstration();
  await edit(workspace);
  await vi.waitFor(() => expect(workspace.history().undo).toBe('Rename G'));
  await demonstration.leave();
  expect([workspace.name(), demonstration.isAsking()]).toEqual(['demonstration', true]);
  demonstration.stay();
  expect(demonstration.isAsking()).toBe(false);
  await demonstration.leave();
  await workspace.undo();
  await vi.waitFor(() => expect(demonstration.isAsking()).toBe(false));
});

it('is kept as one step of the own workspace that can be undone', async () => {
  const { workspace, demonstration } = await openDemonstration();
  await edit(workspace);
  await vi.waitFor(() => expect(workspace.history().undo).toBe('Rename G'));
  await demonstration.leave();
  await demonstration.keepCopy();
  expect(workspace.name()).toBe('own');
  await vi.waitFor(() => expect(workspace.inventory()?.groups.map(({ name }) => name)).toEqual(['Mine']));
  await vi.waitFor(() => expect(workspace.history().undo).toBe('Keep the demonstration estate'));
  await workspace.undo();
  await vi.waitFor(() => expect(workspace.inventory()?.groups).toEqual([]));
});

it('stands beside what the own workspace holds', () => {
  const own = makeInventory({ groups: [makeGroup('H'), makeGroup('G', { name: 'Older copy' })] });
  const merged = addEstate(own, makeInventory({ deployments: [makeDeployment('sysmon')] }));
  expect(merged.groups.map(({ id, name }) => [id, name])).toEqual([
    ['H', makeGroup('H').name],
    ['G', makeGroup('G').name],
  ]);
  expect(merged.deployments).toHaveLength(1);
});
