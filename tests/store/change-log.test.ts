import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putGroups, removeGroups } from '../../src/domain/sensors/edit-inventory';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { commitChange, describeHistory, redoChange, revertChange, undoChange } from '../../src/store/change-log';
import { diffInventory } from '../../src/store/inventory-edits';
import { readInventory } from '../../src/store/inventory-store';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { makeDeployment, makeGroup } from '../coverage/made-up-estate';

const NOW = '2026-11-22T12:00:00Z';
let db: WorkspaceDatabase;

beforeEach(() => {
  db = new WorkspaceDatabase('own');
});

afterEach(() => db.delete());

async function change(label: string, step: (inventory: Inventory) => Inventory): Promise<number> {
  const before = await readInventory(db);
  return commitChange(db, label, diffInventory(before, step(before)), NOW);
}

async function groupNames(): Promise<string[]> {
  return (await readInventory(db)).groups.map(({ name }) => name);
}

describe('undo and redo', () => {
  it('takes changes back one by one and repeats them', async () => {
    await change('Add G', (inventory) => putGroups(inventory, [makeGroup('G')]));
    await change('Rename G', (inventory) => putGroups(inventory, [makeGroup('G', { name: 'Servers' })]));
    expect(await groupNames()).toEqual(['Servers']);
    expect(await undoChange(db)).toBe('Rename G');
    expect(await groupNames()).toEqual(['G']);
    expect(await undoChange(db)).toBe('Add G');
    expect(await groupNames()).toEqual([]);
    expect(await undoChange(db)).toBeNull();
    expect(await describeHistory(db)).toEqual({ undo: null, redo: 'Add G' });
    await redoChange(db);
    await redoChange(db);
    expect(await groupNames()).toEqual(['Servers']);
    expect(await redoChange(db)).toBeNull();
  });

  it('brings back a deleted group with everything that pointed to it', async () => {
    const deployment = makeDeployment('a');
    await change('Begin', (inventory) => ({ ...inventory, groups: [makeGroup('G')], deployments: [deployment] }));
    await change('Delete G', (inventory) => removeGroups(inventory, new Set(['G'])));
    expect((await readInventory(db)).deployments[0]).toMatchObject({ standsOn: null, observes: [] });
    await undoChange(db);
    expect((await readInventory(db)).deployments[0]).toEqual(deployment);
  });

  it('forgets what was undone once something else is done', async () => {
    await change('Add G', (inventory) => putGroups(inventory, [makeGroup('G')]));
    await undoChange(db);
    await change('Add H', (inventory) => putGroups(inventory, [makeGroup('H')]));
    expect(await describeHistory(db)).toEqual({ undo: 'Add H', redo: null });
  });

  it('records nothing for an edit that changes nothing', () => {
    const inventory = { groups: [makeGroup('G')], deployments: [], customSensors: [], supporting: [] };
    expect(diffInventory(inventory, removeGroups(inventory, new Set()))).toEqual([]);
  });
});

describe('taking an earlier change back', () => {
  it('puts back what nobody touched since, and leaves what somebody did', async () => {
    const imported = await change('Import', (inventory) => putGroups(inventory, [makeGroup('G'), makeGroup('H')]));
    await change('Rename H', (inventory) => putGroups(inventory, [makeGroup('H', { name: 'Mine now' })]));
    expect(await revertChange(db, imported, NOW)).toEqual({ reverted: 1, left: 1 });
    expect(await groupNames()).toEqual(['Mine now']);
    await undoChange(db);
    expect(await groupNames()).toEqual(['G', 'Mine now']);
  });

  it('does nothing for a change that is undone or unknown', async () => {
    const change1 = await change('Import', (inventory) => putGroups(inventory, [makeGroup('G')]));
    await undoChange(db);
    expect(await revertChange(db, change1, NOW)).toBeNull();
    expect(await revertChange(db, 4711, NOW)).toBeNull();
  });
});
