import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { link, makeModernBundle } from '../attack/made-up-bundle';
import { expect, test, waitUntilStored } from './fixtures';
import { acceptImport, importFile } from './vedette-page';

const DESCRIPTION =
  'Seen <img src=x onerror="document.title=1"> with <code>net.exe</code>.(Citation: Report) Compare [Masquerading](https://attack.mitre.org/techniques/T1036).';

/** Made up, and named like a release that is built in: only its words are new. */
const BUNDLE = JSON.stringify(
  makeModernBundle(link('detects', 'x-mitre-detection-strategy--s1', 'attack-pattern--powershell'), {
    type: 'attack-pattern',
    id: 'attack-pattern--powershell',
    name: 'PowerShell',
    description: DESCRIPTION,
    external_references: [{ source_name: 'mitre-attack', external_id: 'T1059.001' }],
  }),
);

/** Narrow and wide: nothing is wider than the screen, and axe finds nothing. */
async function judgeScreen(page: Page): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
    ).toEqual([]);
  }
}

function panel(page: Page) {
  return page.getByRole('region', { name: 'What ATT&CK says' });
}

test.slow();

test('an official bundle brings ATT&CK’s words, which are text and nothing else', async ({ page }) => {
  await page.goto('./#/coverage/T1059.001');
  await waitUntilStored(page);
  await expect(panel(page)).toContainText('enterprise-attack-19.1.json');
  await importFile(page, 'enterprise-attack-19.1.json', BUNDLE);
  await acceptImport(page);
  await expect(panel(page)).toContainText('Seen <img src=x onerror="document.title=1"> with net.exe. Compare');
  await expect(panel(page).locator('img')).toHaveCount(0);
  await expect(panel(page).locator('code').first()).toHaveText('net.exe');
  await panel(page).getByText('DET0001 Strategy').click();
  await expect(panel(page)).toContainText('execve: someone runs something');
  await judgeScreen(page);
  await panel(page).getByRole('link', { name: 'Masquerading' }).click();
  await expect(page).toHaveURL(/#\/coverage\/T1036$/);

  // Stored on the device, and removed without the release.
  await page.goto('./#/data');
  await page.reload();
  await expect(page.getByText(/built in, \d+\sdescriptions from enterprise-attack-19\.1\.json/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove what was imported of ATT&CK 19.1 Enterprise' }).click();
  await expect(page.getByText(/\d\sdescriptions from/)).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'ATT&CK 19.1 Enterprise' })).toBeChecked();
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByText(/\d\sdescriptions from/)).toBeVisible();
});

test('two releases are compared, and the changes taken away', async ({ page }) => {
  await page.goto('./#/data/diff/enterprise-attack@18.1/enterprise-attack@19.1');
  await waitUntilStored(page);
  await expect(page.getByText(/^From 18\.1 to 19\.1: 23 new techniques, 17 revoked/)).toBeVisible();
  await judgeScreen(page);
  await page.getByRole('button', { name: '1 tactic renamed' }).click();
  const rows = page.getByRole('table', { name: 'Changes' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Defense Evasion');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Changes (CSV)' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')).toHaveLength(3);
  expect(csv).toContain('tactic renamed,TA0005,Stealth,Defense Evasion,Stealth');
});

test('work is brought up to a newer release in one step, and back', async ({ page }) => {
  await page.goto('./#/data/upgrade');
  await waitUntilStored(page);
  await expect(page.getByText('Nothing here names a technique')).toBeVisible();
  await putLayer(page);
  await page.reload();
  await expect(
    page.getByText(/^2 of 3\sreferences are settled: 1 stands as it is, 1 moves by itself; 1 needs you/),
  ).toBeVisible();
  await expect(page.getByText('T1064 Scripting')).toBeVisible();
  await page.getByRole('radio', { name: 'Move to…' }).check({ force: true });
  await judgeScreen(page);
  await page.getByRole('combobox', { name: 'Successor of T1064' }).fill('T1059.005');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Upgrade in one step' }).click();
  await expect(page.getByText(/^Done: upgraded to ATT&CK 19\.1/)).toBeVisible();
  expect(await readEntries(page)).toEqual(['T1057', 'T1059.001', 'T1059.005']);
  await page.getByRole('button', { name: 'Undo the upgrade' }).click();
  await expect(page.getByText(/1 needs you/)).toBeVisible();
  expect(await readEntries(page)).toEqual(['T1057', 'T1064', 'T1086']);
});

/** As an import of a layer leaves it. */
function putLayer(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const entry = (techniqueId: string) => ({
      techniqueId,
      tactic: null,
      score: 1,
      color: '',
      comment: `on ${techniqueId}`,
      enabled: true,
      metadata: [],
      links: [],
      rest: {},
    });
    const layer = {
      id: 'l',
      name: 'Red team',
      description: '',
      domain: 'enterprise-attack',
      attackRelease: '6',
      techniques: ['T1057', 'T1064', 'T1086'].map(entry),
      gradient: null,
      legend: [],
      metadata: [],
      links: [],
      formatVersion: '2.2',
      fileName: 'red.json',
      rest: {},
    };
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('vedette-own');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = db.transaction('layers', 'readwrite');
    transaction.objectStore('layers').put(layer);
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    db.close();
  });
}

function readEntries(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('vedette-own');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const layers = await new Promise<{ readonly techniques: { readonly techniqueId: string }[] }[]>(
      (resolve, reject) => {
        const request = db.transaction('layers').objectStore('layers').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      },
    );
    db.close();
    return layers.flatMap(({ techniques }) => techniques.map(({ techniqueId }) => techniqueId)).sort();
  });
}
