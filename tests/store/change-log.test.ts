import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putGroups, removeGroups } from '../../src/domain/sensors/edit-inventory';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { EMPTY_CONTENT } from '../../src/domain/workspace/content';
import { change as changeContent, importStep, resetContent } from '../../src/store/change-content';
import { commitChange, describeHistory, redoChange, takeBackImport, undoChange } from '../../src/store/change-log';
import { diffInventory } from '../../src/store/content-edits';
import { readInventory } from '../../src/store/content-store';
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

  it('takes many records back at once and leaves those between them', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => makeGroup(`G${String(at).padStart(4, '0')}`));
    await change('Add two', (inventory) => putGroups(inventory, [makeGroup('G0999x'), makeGroup('H')]));
    await change('Add many', (inventory) => putGroups(inventory, many));
    await undoChange(db);
    expect(await groupNames()).toEqual(['G0999x', 'H']);
    await redoChange(db);
    expect(await groupNames()).toHaveLength(2002);
    await undoChange(db);
    await undoChange(db);
    expect(await groupNames()).toEqual([]);
  });

  it('records nothing for an edit that changes nothing', () => {
    const inventory = { groups: [makeGroup('G')], deployments: [], customSensors: [], supporting: [] };
    expect(diffInventory(inventory, removeGroups(inventory, new Set()))).toEqual([]);
  });
});

const RECEIPT = {
  id: 'r',
  at: NOW,
  fileName: 'x.csv',
  size: 1,
  sha256: '',
  format: 'inventory-csv',
  formatName: '',
  counts: { unit: 'rows', read: 1, kept: 1, reported: 0 },
  brought: [],
  issues: [],
  issueCounts: {},
};

describe('an import', () => {
  const bring = (...groups: readonly ReturnType<typeof makeGroup>[]) =>
    importStep(db, 'Import', { of: 'inventory', run: (inventory) => putGroups(inventory, groups) }, RECEIPT);
  const isTakenBack = async () => (await db.receipts.get('r'))?.takenBack;

  it('is taken back where nobody touched it since, and left where somebody did', async () => {
    await bring(makeGroup('G'), makeGroup('H'));
    await change('Rename H', (inventory) => putGroups(inventory, [makeGroup('H', { name: 'Mine now' })]));
    expect(await takeBackImport(db, 'r', NOW)).toEqual({ reverted: 1, left: 1 });
    expect(await groupNames()).toEqual(['Mine now']);
    await undoChange(db);
    expect(await groupNames()).toEqual(['G', 'Mine now']);
  });

  it('has a receipt that follows undo and redo, also once the log has forgotten', async () => {
    await bring(makeGroup('G'));
    expect(await isTakenBack()).toBe(false);
    await takeBackImport(db, 'r', NOW);
    expect(await isTakenBack()).toBe(true);
    await undoChange(db);
    expect(await isTakenBack()).toBe(false);
    await undoChange(db);
    expect(await isTakenBack()).toBe(true);
    await redoChange(db);
    expect(await isTakenBack()).toBe(false);
    await undoChange(db);
    await change('Add H', (inventory) => putGroups(inventory, [makeGroup('H')]));
    expect(await isTakenBack()).toBe(true);
  });

  it('is unknown to another workspace, and taken back once only', async () => {
    await bring(makeGroup('G'));
    const other = new WorkspaceDatabase('demonstration');
    await importStep(
      other,
      'Other',
      { of: 'inventory', run: (inventory) => putGroups(inventory, [makeGroup('X')]) },
      {
        ...RECEIPT,
        id: 's',
      },
    );
    expect(await takeBackImport(other, 'r', NOW)).toBeNull();
    expect((await readInventory(other)).groups).toHaveLength(1);
    await other.delete();
    await takeBackImport(db, 'r', NOW);
    expect(await takeBackImport(db, 'r', NOW)).toBeNull();
  });

  it('leaves a receipt even when it changes nothing', async () => {
    const receipt = await bring();
    expect(receipt.change).toBeNull();
    expect(await describeHistory(db)).toEqual({ undo: null, redo: null });
  });
});

describe('changing the inventory', () => {
  it('loses neither of two changes made at the same moment', async () => {
    await Promise.all([
      changeContent(db, 'Add G', { of: 'inventory', run: (inventory) => putGroups(inventory, [makeGroup('G')]) }, NOW),
      changeContent(db, 'Add H', { of: 'inventory', run: (inventory) => putGroups(inventory, [makeGroup('H')]) }, NOW),
    ]);
    expect(await groupNames()).toEqual(['G', 'H']);
  });

  it('starts without a past when it is reset', async () => {
    await change('Add G', (inventory) => putGroups(inventory, [makeGroup('G')]));
    await resetContent(db, { ...EMPTY_CONTENT, inventory: { ...EMPTY_CONTENT.inventory, groups: [makeGroup('H')] } });
    expect(await groupNames()).toEqual(['H']);
    expect(await describeHistory(db)).toEqual({ undo: null, redo: null });
  });
});
