import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { gzip, makeConnections, makeConnLog } from '../history/made-up-logs';
import { expect, test, waitUntilStored } from './fixtures';
import { openKillable } from './hard-close';
import { acceptImport, importFile } from './vedette-page';

/** Histories as they are kept by a browser: killed, full, and looked at twice. */

interface Stored {
  readonly histories: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly rows: number;
    readonly bytes: number;
    readonly segments: number;
    readonly complete: boolean;
  }[];
  /** By history: what its segments add up to. */
  readonly sums: Readonly<Record<string, { rows: number; bytes: number; segments: number }>>;
  /** Segments of which a column is missing, and columns of no segment. */
  readonly torn: number;
}

/** As a page that never saw the app would read it. */
function readStored(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('vedette-history-own')) return { histories: [], sums: {}, torn: 0 };
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('vedette-history-own');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = db.transaction(['histories', 'segments', 'columns']);
    const ask = <Answer>(request: IDBRequest<Answer>) =>
      new Promise<Answer>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const [histories, segments, columns] = await Promise.all([
      ask(transaction.objectStore('histories').getAll()),
      ask(transaction.objectStore('segments').getAll()),
      ask(transaction.objectStore('columns').getAllKeys()),
    ]);
    db.close();
    const sums: Record<string, { rows: number; bytes: number; segments: number }> = {};
    const expected = new Set<string>();
    for (const { id, owner, rows, bytes, fields } of segments) {
      sums[owner] ??= { rows: 0, bytes: 0, segments: 0 };
      sums[owner].rows += rows;
      sums[owner].bytes += bytes;
      sums[owner].segments++;
      for (const { field } of fields) expected.add(JSON.stringify([id, field]));
    }
    const found = new Set(columns.map((key) => JSON.stringify(key)));
    const torn =
      [...expected].filter((key) => !found.has(key)).length + [...found].filter((key) => !expected.has(key)).length;
    return { histories, sums, torn };
  });
}

/** What each history says of itself is what is stored of it. */
function expectWhole({ histories, sums, torn }: Stored): void {
  expect(torn).toBe(0);
  for (const { id, rows, bytes, segments } of histories) {
    expect({ rows, bytes, segments }).toEqual(sums[id] ?? { rows: 0, bytes: 0, segments: 0 });
  }
}

const LOG = makeConnLog(makeConnections(2000));

test('a log becomes a history, and a search over it shows what was seen; a second tab sees the same', async ({
  page,
  context,
}) => {
  await page.goto('./#/histories');
  await importFile(page, 'conn.log', LOG);
  const receipt = await acceptImport(page);
  await expect(receipt).toContainText('2,000 records');
  const stored = await readStored(page);
  expectWhole(stored);
  expect(stored.histories).toMatchObject([{ fileName: 'conn.log', rows: 2000, complete: true }]);

  const second = await context.newPage();
  await second.goto('./#/hunts');
  await second.getByRole('textbox', { name: 'What: values' }).fill('198.51.0.7\n198.51.1.0/24');
  await expect(second.getByText('2 values over 2,000 records')).toBeVisible();
  await second.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(second.getByRole('table', { name: 'Sightings' })).toContainText('198.51.1.0/24');
  await expect(second.getByRole('table', { name: 'Sightings' })).toContainText('250');

  // What one tab found, the other lists without being loaded again.
  await page.goto('./#/hunts');
  await expect(page.getByRole('table', { name: 'Searches' })).toContainText('251');
});

test('the same file is refused the second time', async ({ page }) => {
  await page.goto('./#/histories');
  await importFile(page, 'conn.log', LOG);
  await acceptImport(page);
  await importFile(page, 'again.log', LOG);
  await page.getByRole('button', { name: 'Import', exact: true }).last().click();
  await expect(page.getByText(/This very file was imported before/)).toBeVisible();
  const stored = await readStored(page);
  expect(stored.histories).toHaveLength(1);
  expectWhole(stored);
});

test('a full disk is told with figures, and harms nothing', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto('./#/histories');
  await importFile(page, 'first.log', LOG);
  await acceptImport(page);
  const before = await readStored(page);
  const large = Buffer.from(gzip(makeConnLog(makeConnections(900_000))));
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await waitUntilStored(page);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  // Room for a segment or two; Chromium believes for half a minute what it knew of the room before.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 1_500_000 });
  await page.waitForTimeout(31_000);
  await importFile(page, 'large.log.gz', large);
  await page.getByRole('button', { name: 'Import', exact: true }).last().click();
  await expect(page.getByText(/This device has no room for more/).first()).toBeVisible({ timeout: 60_000 });
  const after = await readStored(page);
  expectWhole(after);
  expect(after.histories.filter(({ fileName }) => fileName === 'first.log')).toEqual(before.histories);
  const partial = after.histories.find(({ fileName }) => fileName === 'large.log.gz');
  expect(partial?.complete ?? false).toBe(false);
  expect(partial?.rows ?? 0).toBeLessThan(900_000);
  await session.send('Storage.overrideQuotaForOrigin', { origin });

  await page.waitForTimeout(31_000);
  // With room again, the same file takes the place of what was left of it.
  await importFile(page, 'large.log.gz', large);
  await page.getByRole('button', { name: 'Import', exact: true }).last().click();
  await expect
    .poll(async () => (await readStored(page)).histories.filter(({ complete }) => complete).length, { timeout: 90_000 })
    .toBe(2);
  const healed = await readStored(page);
  expectWhole(healed);
  expect(healed.histories.map(({ rows }) => rows).sort((one, other) => one - other)).toEqual([2000, 900_000]);
});

test('a killed tab leaves whole segments, and the history says that it is not complete', async ({
  baseURL,
  problems,
}) => {
  test.setTimeout(180_000);
  const scratch = await mkdtemp(join(tmpdir(), 'vedette-'));
  const file = join(scratch, 'large.log.gz');
  await writeFile(file, gzip(makeConnLog(makeConnections(1_500_000))));
  const open = async () => {
    const killable = await openKillable(join(scratch, 'profile'));
    const context = killable.browser.contexts()[0] as BrowserContext;
    const page = await context.newPage();
    await page.goto(`${baseURL}#/histories`);
    return { ...killable, context, page };
  };
  const first = await open();
  await first.page.getByLabel('Import files').setInputFiles(file);
  await first.page.getByRole('button', { name: 'Import', exact: true }).first().click();
  const countSegments = async () => (await readStored(first.page)).histories[0]?.segments ?? 0;
  await expect.poll(countSegments, { timeout: 90_000, intervals: [50] }).toBeGreaterThan(1);
  await first.kill();

  const second = await open();
  await problems.watch(second.context);
  await expect(second.page.locator('h1').first()).toBeVisible();
  const stored = await readStored(second.page);
  expectWhole(stored);
  const [history] = stored.histories;
  expect(history).toMatchObject({ fileName: 'large.log.gz', complete: false });
  expect(history?.segments).toBeGreaterThan(1);
  expect(history?.rows).toBe((history?.segments ?? 0) * 65_535);
  expect(history?.rows).toBeLessThan(1_500_000);
  await expect(second.page.getByText(/interrupted/i).first()).toBeVisible();
  await second.kill();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
});
