import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateLayer } from '../formats/navigator-layer-schema';
import { HAS_SHARED, SHARED } from '../shared-data';
import { findChromium } from './find-chromium';
import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, matrixCell, tryDemonstration, windowsInventory } from './vedette-page';

/** The first thing that must work for a person: load sensors, see coverage, open a cell, take the result away. */

test('the demonstration: from one click to a layer and a table, and away again', async ({ page }) => {
  await tryDemonstration(page);
  await page.goto('./#/coverage');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What can I see?');
  await expect(page.getByText(/You have telemetry for/)).toBeVisible();

  const powershell = matrixCell(page, /^T1059 Command and Scripting Interpreter, /);
  await powershell.click();
  await expect(page).toHaveURL(/#\/coverage\/T1059$/);
  await expect(page.getByRole('heading', { name: /Where do I look/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/coverage$/);

  const layer = JSON.parse(await exportFile(page, 'Navigator layer'));
  expect(validateLayer(layer)).toEqual([]);
  expect(layer).toMatchObject({ domain: 'enterprise-attack', versions: { attack: '19', layer: '4.5' } });
  expect(layer.techniques.length).toBeGreaterThan(600);
  const table = await exportFile(page, 'Coverage table (CSV)');
  expect(table.split('\r\n')[0]).toContain('technique,name,tactics');
  expect(table).toContain('TLP:AMBER');

  await page.getByRole('button', { name: 'Leave the demonstration' }).first().click();
  await expect(page.getByText(/You have telemetry for/)).toBeHidden();
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain(
    'vedette-demonstration',
  );
});

test('a CSV inventory: preview, receipt, coverage, undo', async ({ page }) => {
  await page.goto('./#/coverage');
  await importFile(page, 'sensors.csv', `${windowsInventory('Sysmon', 'Windows Security Log')}\r\n,no sensor,,,,\r\n`);
  await expect(page.getByText(/2 of 3|2 rows/).first()).toBeVisible();
  expect(await page.evaluate(() => indexedDB.databases())).toBeTruthy();
  const receipt = await acceptImport(page);
  await expect(receipt).toContainText(/row 4/i);
  await expect(matrixCell(page, /^T1059\.?\d* .*, runs/)).toBeVisible();

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(matrixCell(page, /, runs/)).toHaveCount(0);
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(matrixCell(page, /, runs/)).toBeVisible();
});

test('the reference figures of ATT&CK 18.1, by the choices on the screen', async ({ page }) => {
  await page.goto('./#/coverage');
  await page.getByLabel('ATT&CK release', { exact: true }).selectOption({ label: 'ATT&CK 18.1 Enterprise' });
  await importFile(page, 'inventory.csv', windowsInventory('Sysmon', 'Windows event log'));
  await acceptImport(page);
  const answer = page.getByText(/You have telemetry for/);
  await expect(answer).toContainText('424 of the 470 techniques');
  await page.getByRole('button', { name: 'How it is counted' }).click();
  await page.getByRole('radio', { name: /SMAP/ }).last().check({ force: true });
  await expect(answer).toContainText('334 of the 470 techniques');
});

test('a technique’s address opens it; an old or unknown id is explained', async ({ page }) => {
  await page.goto('./#/coverage/T1059.001');
  await expect(page.getByRole('heading', { name: /PowerShell/ })).toBeVisible();
  await page.goto('./#/coverage/T9999');
  await expect(page.getByText(/has no T9999/)).toBeVisible();
  await page.goto('./#/coverage/T1086');
  await expect(page.getByRole('link', { name: /T1059\.001/ }).first()).toBeVisible();
});

test.describe('with the official files', () => {
  test.skip(!HAS_SHARED, 'skipped: ../shared is missing');

  test('SMAP’s own CSV as a sensor of one’s own gives SMAP’s published layer', async ({ page }) => {
    const csv = readFileSync(join(SHARED, 'data', 'smap', 'csv', 'Sysmon-sensors-mappings-enterprise.csv'));
    const published = JSON.parse(readFileSync(join(SHARED, 'data', 'smap', 'layers', 'Sysmon-heatmap.json'), 'utf8'));
    await page.goto('./#/coverage');
    await importFile(page, 'Sysmon-sensors-mappings-enterprise.csv', csv);
    await acceptImport(page);
    await page.getByLabel('ATT&CK release', { exact: true }).selectOption({ label: 'ATT&CK 13.1 Enterprise' });
    // The user's own sensor hides the library's of the same name.
    await importFile(page, 'inventory.csv', windowsInventory('Sysmon'));
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    await page.getByRole('radio', { name: 'SMAP' }).first().check({ force: true });
    await expect(page.getByText(/At least one enabled event maps to \d+ of/)).toBeVisible();
    const layer = JSON.parse(await exportFile(page, 'Navigator layer'));
    const byId = (techniques: readonly { techniqueID: string; comment: string }[]) =>
      Object.fromEntries(techniques.map(({ techniqueID, comment }) => [techniqueID, comment]));
    expect(byId(layer.techniques)).toEqual(byId(published.techniques));
  });

  test('an official bundle, gzipped, becomes a release to choose', async ({ page }) => {
    const bundle = readFileSync(join(SHARED, 'data', 'attack', 'ics-attack-18.1.json.gz'));
    await page.goto('./#/data');
    await importFile(page, 'ics-attack-18.1.json.gz', bundle);
    await expect(page.getByText(/83 techniques/).first()).toBeVisible({ timeout: 30_000 });
    await acceptImport(page);
    await page.getByLabel('ATT&CK release', { exact: true }).selectOption({ label: 'ATT&CK 18.1 ICS, imported' });
    await page.goto('./#/coverage');
    await expect(matrixCell(page, /^T0\d{3} /)).toBeVisible();
  });
});

test('the example of docs/automation.md runs', async ({ page, baseURL }, info) => {
  test.slow();
  const inventory = info.outputPath('inventory.csv');
  const layer = info.outputPath('layer.json');
  writeFileSync(inventory, windowsInventory('Sysmon'));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['docs/examples/coverage-from-csv.mjs', `${baseURL}/`, inventory, layer],
    { env: { ...process.env, CHROMIUM_PATH: findChromium() }, encoding: 'utf8', timeout: 60_000 },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(validateLayer(JSON.parse(readFileSync(layer, 'utf8')))).toEqual([]);
  await page.goto('./');
});
