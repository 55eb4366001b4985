import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Rule } from '../../src/domain/coverage/rule';
import type { Layer } from '../../src/domain/layers/layer';
import { EMPTY_PLAN } from '../../src/domain/planning/plan';
import {
  EMPTY_CONTENT,
  type ForeignDocument,
  type ThreatRecords,
  type WorkspaceContent,
} from '../../src/domain/workspace/content';
import { change, importStep } from '../../src/store/change-content';
import { describeHistory, redoChange, takeBackImport, undoChange } from '../../src/store/change-log';
import { readContent } from '../../src/store/content-store';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { makeDeployment, makeGroup } from '../coverage/made-up-estate';
import { makeBenignValue, makeWatchlist } from '../indicators/made-up-watchlist';
import { makeHuntSheet, makeReport, makeReportContent } from '../threats/made-up-report';

const NOW = '2026-11-24T12:00:00Z';
let db: WorkspaceDatabase;
beforeEach(() => {
  db = new WorkspaceDatabase('own');
});
afterEach(() => db.delete());

const LAYER = { id: 'l', name: 'Layer', techniques: [] } as unknown as Layer;
const RULE = { id: 'sigma:1', name: 'Rule', techniqueIds: ['T1059'] } as unknown as Rule;
const DOCUMENT: ForeignDocument = { id: 'd', format: 'dettect-data-sources', name: 'a.yaml', text: 'version: 1.2' };
const FULL: WorkspaceContent = {
  inventory: { ...EMPTY_CONTENT.inventory, groups: [makeGroup('G')], deployments: [makeDeployment('a')] },
  layers: [LAYER],
  rules: [RULE],
  documents: [DOCUMENT],
  scenarios: [{ id: 's', name: 'With Zeek', notes: '', changes: [] }],
  plans: [EMPTY_PLAN],
  weightLists: [{ id: 'w', name: 'Ours', domain: null, weights: [{ technique: 'T1059', weight: 3 }] }],
  threatReports: [makeReport('r')],
  huntSheets: [makeHuntSheet('r')],
  reportContents: [makeReportContent('r')],
  watchlists: [makeWatchlist('w')],
  benignValues: [makeBenignValue('b')],
};
const put = (label: string, content: WorkspaceContent) => change(db, label, { of: 'content', run: () => content }, NOW);

it('undoes and redoes one step that reaches everything the user brought', async () => {
  await put('Restore', FULL);
  await put('Rename the layer', { ...FULL, layers: [{ ...LAYER, name: 'Other' }] });
  await put('Delete everything', EMPTY_CONTENT);
  expect(await readContent(db)).toEqual(EMPTY_CONTENT);
  expect(await undoChange(db)).toBe('Delete everything');
  expect((await readContent(db)).layers[0]?.name).toBe('Other');
  expect(await undoChange(db)).toBe('Rename the layer');
  expect(await readContent(db)).toEqual(FULL);
  expect(await undoChange(db)).toBe('Restore');
  expect(await readContent(db)).toEqual(EMPTY_CONTENT);
  expect(await describeHistory(db)).toEqual({ undo: null, redo: 'Restore' });
  for (let turn = 0; turn < 3; turn++) await redoChange(db);
  expect(await readContent(db)).toEqual(EMPTY_CONTENT);
});

it('takes an import of layers and rules back, but not what was edited since', async () => {
  const receipt = { id: 'r', at: NOW, fileName: 'x' } as Parameters<typeof importStep>[3];
  await importStep(
    db,
    'Import x',
    { of: 'content', run: (before) => ({ ...before, layers: [LAYER], rules: [RULE] }) },
    receipt,
  );
  await change(
    db,
    'Rename the layer',
    {
      of: 'content',
      run: (before) => ({ ...before, layers: before.layers.map((layer) => ({ ...layer, name: 'Mine' })) }),
    },
    NOW,
  );
  expect(await takeBackImport(db, 'r', NOW)).toEqual({ reverted: 1, left: 1 });
  const { layers, rules } = await readContent(db);
  expect([layers.map(({ name }) => name), rules]).toEqual([['Mine'], []]);
});

it('keeps what was read of a report that was decided about when its import is taken back', async () => {
  const receipt = { id: 'r', at: NOW, fileName: 'x' } as Parameters<typeof importStep>[3];
  const both = { threatReports: [makeReport('r')], reportContents: [makeReportContent('r', { text: 'T1059' })] };
  await importStep(db, 'Import x', { of: 'content', run: (before) => ({ ...before, ...both }) }, receipt);
  const decisions = [{ technique: 'T1059', verdict: 'accepted' as const, passage: null, reason: '', at: NOW }];
  const decide = {
    of: 'threats' as const,
    run: (kept: ThreatRecords) => ({ ...kept, threatReports: [makeReport('r', { decisions })] }),
  };
  await change(db, 'Accept T1059', decide, NOW);
  expect(await takeBackImport(db, 'r', NOW)).toEqual({ reverted: 0, left: 2 });
  const { threatReports, reportContents } = await readContent(db);
  expect([threatReports.length, reportContents.length]).toEqual([1, 1]);
});

it('keeps as many edits as changes, and forgets them together', async () => {
  for (let turn = 0; turn < 205; turn++)
    await put(`Step ${turn}`, { ...FULL, layers: [{ ...LAYER, name: `${turn}` }] });
  expect(await db.changes.count()).toBe(200);
  expect(await db.edits.toCollection().primaryKeys()).toEqual(await db.changes.toCollection().primaryKeys());
  await undoChange(db);
  await undoChange(db);
  await put('Something else', EMPTY_CONTENT);
  expect(await db.edits.toCollection().primaryKeys()).toEqual(await db.changes.toCollection().primaryKeys());
});
