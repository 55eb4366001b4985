import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, it } from 'vitest';
import type { PlanningRecords } from '../../src/domain/workspace/content';
import { change } from '../../src/store/change-content';
import { undoChange } from '../../src/store/change-log';
import { readContent } from '../../src/store/content-store';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { makeDeployment, makeGroup } from '../coverage/made-up-estate';

it('brings a workspace of version 2 up to date: what was there stays, undo included, and scenarios have their place', async () => {
  // As version 2 stored it.
  const old = new Dexie('vedette-own');
  old.version(2).stores({
    groups: 'id',
    deployments: 'id',
    customSensors: 'id',
    supporting: '[analytic+component]',
    changes: '++sequence, undone',
    receipts: 'id, at',
    layers: 'id',
    rules: 'id',
    documents: 'id',
    columns: 'header',
    products: 'name',
    edits: 'sequence',
  });
  const [group, deployment] = [makeGroup('G'), makeDeployment('sysmon')];
  await old.table('groups').add(group);
  await old.table('deployments').add(deployment);
  await old.table('layers').add({ id: 'l', name: 'Layer' });
  const sequence = await old.table('changes').add({ label: 'Add Sysmon', at: '', receipt: null, undone: 0 });
  const edits = [{ table: 'deployments', key: deployment.id, before: null, after: deployment }];
  await old.table('edits').add({ sequence, edits });
  old.close();

  const db = new WorkspaceDatabase('own');
  expect(await readContent(db)).toMatchObject({
    inventory: { groups: [group], deployments: [deployment] },
    layers: [{ id: 'l' }],
    scenarios: [],
    plans: [],
    weightLists: [],
  });
  const scenario = { id: 's', name: 'With Zeek', notes: '', changes: [] };
  const run = (kept: PlanningRecords) => ({ ...kept, scenarios: [scenario] });
  await change(db, 'Make “With Zeek”', { of: 'planning', run }, '');
  expect((await readContent(db)).scenarios).toEqual([scenario]);
  expect(await undoChange(db)).toBe('Make “With Zeek”');
  expect(await undoChange(db)).toBe('Add Sysmon');
  const { inventory, scenarios } = await readContent(db);
  expect([inventory.deployments, scenarios]).toEqual([[], []]);
  await db.delete();
});
