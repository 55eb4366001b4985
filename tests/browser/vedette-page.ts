import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** The app by the names that docs/automation.md promises. */

export function matrixCell(page: Page, name: RegExp | string): Locator {
  return page.getByRole('grid', { name: 'Technique matrix' }).getByRole('gridcell', { name }).first();
}

export async function importFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const buffer = typeof content === 'string' ? Buffer.from(content) : content;
  await page.getByLabel('Import files').setInputFiles({ name, mimeType: '', buffer });
}

export async function acceptImport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Import', exact: true }).first().click();
  const receipt = page.getByRole('region', { name: 'Import receipt' });
  await expect(receipt).toBeVisible();
  return receipt;
}

export async function exportFile(page: Page, entry: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: entry }).click();
  return readFile(await (await download).path(), 'utf8');
}

export async function tryDemonstration(page: Page): Promise<void> {
  await page.goto('./#/');
  await page.getByRole('button', { name: 'Try the demonstration estate' }).click();
  await expect(page.getByRole('button', { name: 'Leave the demonstration' }).first()).toBeVisible();
}

/** How many records the own workspace holds, table by table, as a page that never saw the app would count them. */
export function countRecords(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('vedette-own');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const counts: Record<string, number> = {};
    for (const table of ['groups', 'deployments', 'customSensors', 'receipts', 'changes']) {
      counts[table] = await new Promise<number>((resolve, reject) => {
        const request = db.transaction(table).objectStore(table).count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    }
    db.close();
    return counts;
  });
}

/** One Windows group that plays every role, and the given sensors on it: an inventory as people write it. */
export function windowsInventory(...sensors: readonly string[]): string {
  const roles = 'domain controller; certificate authority; AD FS; mail; DNS; web; DHCP';
  const rows = sensors.map((sensor) => `${sensor},Windows estate,Windows,100,${roles},100 %`);
  return ['Sensor,System group,Platform,Hosts,Roles,Coverage', ...rows].join('\r\n');
}
