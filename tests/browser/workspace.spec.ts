import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { acceptImport, importFile, tryDemonstration, windowsInventory } from './vedette-page';

/** What leaves must be able to come back: backups on an empty device, links in another profile, pictures as files. */

async function saveBackup(page: Page): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up now' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^vedette-backup-\d{4}-\d{2}-\d{2}\.json\.gz$/);
  return readFile(await file.path());
}

async function takeExport(page: Page, entry: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: entry }).click();
  return readFile(await (await download).path());
}

/** Everything but the list of changes, as a page that never saw the app would read it. */
function readTables(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('vedette-own');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const tables: Record<string, unknown> = {};
    for (const table of [
      'groups',
      'deployments',
      'customSensors',
      'supporting',
      'layers',
      'rules',
      'documents',
      'columns',
    ]) {
      tables[table] = await new Promise((resolve, reject) => {
        const request = db.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    }
    db.close();
    return tables;
  });
}

test('a backup brings everything back to an empty device', async ({ page }) => {
  await page.goto('./#/data');
  await importFile(page, 'sensors.csv', `${windowsInventory('Sysmon', 'Windows Security Log', '+++ our own')}\r\n`);
  await acceptImport(page);
  await expect(page.getByText(/None was made here yet/)).toBeVisible();
  const before = await readTables(page);
  expect(before['deployments']).toHaveLength(3);
  const backup = await saveBackup(page);
  await expect(page.getByText(/Nothing changed since/)).toBeVisible();

  await page.getByRole('button', { name: 'Delete everything on this device…' }).click();
  await page.getByLabel('Delete my inventory, imports and choices for good').check();
  await page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await expect(page).toHaveURL(/#\/$/);
  await page.goto('./#/data');
  await expect(page.getByText('There is nothing to back up yet.')).toBeVisible();

  await importFile(page, 'renamed.bin', backup);
  await expect(page.getByText('Backup of a workspace')).toBeVisible();
  await page.getByRole('radio', { name: 'Replace everything here' }).check({ force: true });
  await page.getByRole('button', { name: 'Replace everything here' }).click();
  await expect(page.getByRole('region', { name: 'Import receipt' })).toBeVisible();
  expect(await readTables(page)).toEqual(before);
  await expect(page.getByText('sensors.csv')).toBeVisible();

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(async () => (await readTables(page))['groups']).toEqual([]);
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect.poll(() => readTables(page)).toEqual(before);
});

test('a link carries the inventory to another profile, with a passphrase and without', async ({
  page,
  browser,
  problems,
}) => {
  await page.goto('./#/data');
  await importFile(page, 'sensors.csv', `${windowsInventory('Sysmon', 'Windows Security Log')}\r\n`);
  await acceptImport(page);
  await page.getByLabel('From').fill('Ana');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const open = await page.getByLabel('The link').inputValue();
  expect(open.length).toBeLessThan(1000);
  await page.getByLabel('Passphrase').fill('quite secret');
  await expect(page.getByLabel('The link')).toBeHidden();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const sealed = await page.getByLabel('The link').inputValue();
  expect(sealed).not.toBe(open);

  const context = await browser.newContext();
  await problems.watch(context);
  const other = await context.newPage();
  await other.goto(sealed);
  await other.getByLabel('Passphrase').fill('quite wrong');
  await other.getByRole('button', { name: 'Open' }).click();
  await expect(other.getByText(/This is not the passphrase/)).toBeVisible();
  await other.getByLabel('Passphrase').fill('quite secret');
  await other.getByRole('button', { name: 'Open' }).click();
  await expect(other.getByText(/An inventory from Ana.*1\ssystem group,\s2\sdeployments/)).toBeVisible();
  expect((await readTables(other))['groups']).toEqual([]);
  await other.getByRole('button', { name: 'Add to my inventory' }).click();
  await expect(other.getByRole('region', { name: 'Import receipt' })).toContainText('1 new system group');
  await expect(other).toHaveURL(/#\/open$/);
  await other.getByRole('link', { name: 'See it in the inventory' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();

  await other.goto(open);
  await expect(other.getByText('2 deployments known already')).toBeVisible();
  await other.goto(open.slice(0, -40));
  await expect(other.getByText(/The link is cut off/)).toBeVisible();
  await other.getByRole('button', { name: 'Discard the link' }).click();
  await expect(other).toHaveURL(/#\/$/);
  await context.close();
});

test('the matrix leaves as a workbook, as SVG and as PNG', async ({ page }) => {
  await tryDemonstration(page);
  await page.goto('./#/coverage');
  await expect(page.getByText(/You have telemetry for/)).toBeVisible();
  const svg = (await takeExport(page, 'Matrix picture (SVG)')).toString('utf8');
  expect(svg).toContain('Demonstration: coverage of ATT&amp;CK 19.1 Enterprise');
  const png = await takeExport(page, 'Matrix picture (PNG)');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  // Twice as fine as the SVG.
  expect(png.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)?.[1]));
  const workbook = await takeExport(page, 'Coverage workbook (XLSX)');
  expect(workbook.subarray(0, 2).toString()).toBe('PK');
  await page.goto('./#/inventory');
  expect((await takeExport(page, 'Inventory workbook (XLSX)')).subarray(0, 2).toString()).toBe('PK');
});
