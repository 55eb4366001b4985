import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Rule } from '../../src/domain/coverage/rule';
import type { Layer } from '../../src/domain/layers/layer';
import type { ForeignDocument } from '../../src/domain/workspace/content';
import { describeHistory, redoChange, undoChange } from '../../src/store/change-log';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { listDocuments, listRules, removeKept } from '../../workers/kept-summaries';

const NOW = '2026-11-24T12:00:00Z';
const rule = (id: string): Rule => ({
  id,
  name: `Rule ${id}`,
  language: 'sigma',
  techniqueIds: ['T1059'],
  logSource: { product: 'windows', category: '', service: '' },
  status: 'stable',
  level: 'high',
  fileName: `${id}.yml`,
  text: `title: Rule ${id}\n`,
});
const document: ForeignDocument = { id: 'd', format: 'dettect-techniques', name: 'd.yaml', text: 'name: Zoë\n' };
const RULES = [rule('a'), rule('b'), rule('c')];
let db: WorkspaceDatabase;

beforeEach(async () => {
  db = new WorkspaceDatabase('own');
  await db.rules.bulkPut(RULES);
  await db.documents.put(document);
  await db.layers.put({ id: 'l' } as Layer);
});

afterEach(() => {
  vi.restoreAllMocks();
  return db.delete();
});

it('lists rules and kept files without their texts', async () => {
  const rules = await listRules(db);
  expect(rules.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(rules[0]).toEqual({ ...rule('a'), text: undefined });
  expect(rules.some((summary) => 'text' in summary)).toBe(false);
  expect(await listDocuments(db)).toStrictEqual([{ id: 'd', format: 'dettect-techniques', name: 'd.yaml', bytes: 11 }]);
});

it('removes several in one step, and undo brings them back with their texts', async () => {
  await removeKept(db, 'rules', ['a', 'c', 'a', 'gone'], 'Delete 2 rules', NOW);
  expect(await db.rules.toArray()).toEqual([rule('b')]);
  expect(await describeHistory(db)).toEqual({ undo: 'Delete 2 rules', redo: null });
  await undoChange(db);
  expect(await db.rules.toArray()).toEqual(RULES);
  await redoChange(db);
  expect(await db.rules.toArray()).toEqual([rule('b')]);
  await removeKept(db, 'documents', ['d'], 'Remove d.yaml', NOW);
  expect(await db.documents.count()).toBe(0);
  await undoChange(db);
  expect(await db.documents.toArray()).toEqual([document]);
});

it('makes no step of removing what is not there', async () => {
  await removeKept(db, 'rules', ['gone'], 'Delete 1 rule', NOW);
  expect(await describeHistory(db)).toEqual({ undo: null, redo: null });
});

it('reads no other record for a removal', async () => {
  const all = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const cursor = vi.spyOn(IDBObjectStore.prototype, 'openCursor');
  await removeKept(db, 'rules', ['a'], 'Delete the rule', NOW);
  const read = ([...all.mock.contexts, ...cursor.mock.contexts] as IDBObjectStore[]).map(({ name }) => name);
  expect(read.filter((name) => ['rules', 'layers', 'documents'].includes(name))).toEqual([]);
});
