import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import type { StepRecord } from '../../src/domain/inbox/package';
import { dismissPackage, refusePackage, retryPackage } from '../../src/domain/inbox/playbook';
import { InboxDatabase } from '../../src/store/inbox-database';
import {
  addArrivals,
  addFromFolder,
  changePackage,
  forgetPackages,
  keepStep,
  readFindings,
  settleArrival,
} from '../../src/store/inbox-packages';

const db = new InboxDatabase();
const AT = '2026-11-25T10:00:00Z';
const LATER = '2026-11-25T11:00:00Z';

afterEach(async () => {
  await Promise.all(db.tables.map((table) => table.clear()));
});

const makeFile = (text: string, name = 'a.csv') => new File([text], name, { lastModified: 1000 });
const draft = { step: 'draft', markdown: '# A' } as const;
const record = (step: StepRecord['step']): StepRecord => ({ step, at: AT, became: 'done', words: '' });

async function settleAll(sha256: string): Promise<void> {
  for (const arrival of await db.arrivals.toArray()) await settleArrival(db, arrival, sha256);
}

const count = () => Promise.all([db.arrivals, db.packages, db.contents].map((table) => table.count()));

it('keeps the very bytes of what came in, and no second copy of the same', async () => {
  await addArrivals(db, [makeFile('1,2'), makeFile('1,2', 'b.csv')], AT);
  expect(await count()).toEqual([2, 0, 2]);
  const [first] = await db.arrivals.toArray();
  await settleAll('hash');
  expect(await count()).toEqual([0, 1, 1]);
  const known = await db.packages.get('hash');
  expect([known?.fileName, ...(known?.otherNames ?? [])].sort()).toEqual(['a.csv', 'b.csv']);
  const kept = await db.contents.get(known?.content ?? '');
  expect(await kept?.blob.text()).toBe('1,2');
  // Another tab hashed it as well.
  if (first !== undefined) await settleArrival(db, first, 'hash');
  expect(await count()).toEqual([0, 1, 1]);
});

it('takes a file of the folder once, also when two tabs look into it', async () => {
  await Promise.all([addFromFolder(db, makeFile('x'), true, AT), addFromFolder(db, makeFile('x'), true, AT)]);
  expect(await db.arrivals.count()).toBe(1);
  await addFromFolder(db, new File(['xy'], 'a.csv', { lastModified: 2000 }), true, LATER);
  expect(await db.arrivals.count()).toBe(2);
});

it('knows a large file by its place in the folder, until a copy comes', async () => {
  await addFromFolder(db, makeFile('x'), false, AT);
  await settleAll('hash');
  expect(await db.packages.get('hash')).toMatchObject({ bytes: 'in-folder', content: '', from: 'folder' });
  await addArrivals(db, [makeFile('x', 'copy.csv')], LATER);
  await settleAll('hash');
  expect(await db.packages.get('hash')).toMatchObject({ bytes: 'kept', otherNames: ['copy.csv'] });
  expect(await count()).toEqual([0, 1, 1]);
});

it('finds a large file where it lies now, when it was renamed or touched', async () => {
  await addFromFolder(db, makeFile('x'), false, AT);
  await settleAll('hash');
  await addFromFolder(db, new File(['x'], 'new.csv', { lastModified: 2000 }), false, LATER);
  await settleAll('hash');
  const fileDate = new Date(2000).toISOString();
  expect(await db.packages.get('hash')).toMatchObject({
    fileName: 'new.csv',
    fileDate,
    otherNames: ['a.csv'],
    size: 1,
  });
  await changePackage(db, 'hash', (known) => dismissPackage(known, 'Spam', LATER));
  await addFromFolder(db, makeFile('x', 'third.csv'), false, LATER);
  await settleAll('hash');
  expect(await db.packages.get('hash')).toMatchObject({ fileName: 'new.csv', otherNames: ['a.csv', 'third.csv'] });
});

it('keeps what a step found once', async () => {
  await addArrivals(db, [makeFile('x')], AT);
  await settleAll('hash');
  for (const step of ['read', 'context', 'search'] as const) await keepStep(db, 'hash', record(step), null);
  const both = await Promise.all([
    keepStep(db, 'hash', record('draft'), draft),
    keepStep(db, 'hash', record('draft'), { ...draft, markdown: '# Late' }),
  ]);
  expect(both.filter((known) => known !== null)).toHaveLength(1);
  expect((await readFindings(db, 'hash')).draft).toEqual(draft);
  expect((await db.packages.get('hash'))?.steps).toHaveLength(4);
});

it('lets the bytes go with the decision, and all the rest when it is to be forgotten', async () => {
  await addArrivals(db, [makeFile('x')], AT);
  await settleAll('hash');
  await forgetPackages(db, ['hash']);
  expect(await db.packages.count()).toBe(1);
  await changePackage(db, 'hash', (known) => dismissPackage(known, 'Spam', AT));
  expect(await count()).toEqual([0, 1, 0]);
  expect(await changePackage(db, 'hash', (known) => dismissPackage(known, 'Again', LATER))).toBeNull();
  await addArrivals(db, [makeFile('x')], LATER);
  await settleAll('hash');
  expect(await count()).toEqual([0, 1, 0]);
  expect(await db.packages.get('hash')).toMatchObject({ cameAgain: LATER, standing: { reason: 'Spam' } });
  await forgetPackages(db, ['hash', 'never']);
  expect(await count()).toEqual([0, 0, 0]);
});

it('finds everything anew when it is begun again', async () => {
  await addArrivals(db, [makeFile('x')], AT);
  await settleAll('hash');
  await db.findings.put({ ...draft, package: 'hash' });
  await keepStep(db, 'hash', record('read'), null);
  await changePackage(db, 'hash', (known) => refusePackage(known, [], AT));
  await changePackage(db, 'hash', retryPackage);
  expect(await db.findings.count()).toBe(0);
  expect(await db.packages.get('hash')).toMatchObject({ steps: [], standing: { kind: 'open' } });
});
