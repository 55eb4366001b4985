import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, it } from 'vitest';
import { change } from '../../src/store/change-content';
import { undoChange } from '../../src/store/change-log';
import { readContent } from '../../src/store/content-store';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { makeGroup } from '../coverage/made-up-estate';
import { makeReport } from '../threats/made-up-report';

it('brings a workspace of version 3 up to date: what was there stays, and reports have their place', async () => {
  // As version 3 stored it.
  const old = new Dexie('vedette-own');
  old.version(3).stores({
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
    scenarios: 'id',
    plans: 'id',
    weightLists: 'id',
  });
  const group = makeGroup('G');
  await old.table('groups').add(group);
  await old.table('scenarios').add({ id: 's', name: 'With Zeek', notes: '', changes: [] });
  old.close();

  const db = new WorkspaceDatabase('own');
  expect(await readContent(db)).toMatchObject({
    inventory: { groups: [group] },
    scenarios: [{ id: 's' }],
    threatReports: [],
    huntSheets: [],
    reportContents: [],
  });
  const report = makeReport('report-1');
  await change(db, 'Keep it', { of: 'threats', run: (kept) => ({ ...kept, threatReports: [report] }) }, '');
  expect((await readContent(db)).threatReports).toEqual([report]);
  expect(await undoChange(db)).toBe('Keep it');
  expect((await readContent(db)).threatReports).toEqual([]);
  await db.delete();
});
