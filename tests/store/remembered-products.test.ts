import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recallProducts, rememberProducts } from '../../src/store/remembered-products';
import { WorkspaceDatabase } from '../../src/store/workspace-database';

let db: WorkspaceDatabase;
beforeEach(() => {
  db = new WorkspaceDatabase('own');
});
afterEach(() => db.delete());

it('remembers which sensor a product was taken for, until something else is decided', async () => {
  await rememberProducts(db, { Sysmonn: 'sysmon', ['__proto__']: 'zeek' }, '2026-11-24T12:00:00Z');
  expect(Object.entries(await recallProducts(db, {}))).toEqual(
    expect.arrayContaining([
      ['Sysmonn', 'sysmon'],
      ['__proto__', 'zeek'],
    ]),
  );
  expect((await recallProducts(db, { Sysmonn: 'own' }))['Sysmonn']).toBe('own');
  await rememberProducts(db, { Sysmonn: 'own' }, '2026-11-24T13:00:00Z');
  expect(Object.keys(await recallProducts(db, {}))).toEqual(['__proto__']);
});
