import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HAS_SHARED, SHARED } from '../shared-data';
import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, matrixCell } from './vedette-page';

const FIXTURE = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'dettect', 'harbour.yaml'), 'utf8');

test('a DeTT&CT file: imported, scored, and written back to the letter', async ({ page }) => {
  await page.goto('./#/coverage');
  await importFile(page, 'harbour.yaml', FIXTURE);
  // A first visit waits for everything to be stored.
  await expect(page.getByText('4 of 4 data source details kept')).toBeVisible({ timeout: 30_000 });
  await acceptImport(page);
  await page
    .getByRole('radio', { name: 'DeTT&CT' })
    .or(page.getByRole('button', { name: 'DeTT&CT' }))
    .first()
    .click();
  await expect(page.getByText(/DeTT&CT would score visibility 4 for/)).toBeVisible();
  await expect(page.getByText(/own data sources .* are not counted/)).toBeAttached();
  await expect(matrixCell(page, /^T1557 .*, not scored/)).toBeVisible();
  await matrixCell(page, /^T1059 Command and Scripting Interpreter, score \d/).click();
  await expect(page.getByText(/^score \d, \d+ of \d+ available$/).first()).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto('./#/inventory');
  expect(await exportFile(page, 'DeTT&CT data sources (YAML)')).toBe(FIXTURE);
  // Imported again, it changes nothing.
  await importFile(page, 'harbour.yaml', FIXTURE);
  await expect(page.getByText('Nothing new: this file is here already')).toBeVisible();
});

test('an inventory that never was a DeTT&CT file becomes one', async ({ page }) => {
  await page.goto('./#/inventory');
  await importFile(page, 'sensors.csv', 'Sensor,System group,Platform,Coverage\r\nSysmon,Desks,Windows,50 %\r\n');
  await acceptImport(page);
  const written = await exportFile(page, 'DeTT&CT data sources (YAML)');
  expect(written).toContain('file_type: data-source-administration');
  expect(written).toMatch(/data_source_name: Process Creation\n\s+data_source:\n\s+- applicable_to:\n\s+- Desks/);
  expect(written).toContain('device_completeness: 3');
});

test('statements of a technique administration stand in the panel, and come back as they were', async ({ page }) => {
  test.skip(!HAS_SHARED, '../shared is missing');
  const folder = join(SHARED, 'samples', 'inventories', 'dettect');
  const text = readFileSync(join(folder, 'techniques-administration-endpoints.yaml'), 'utf8');
  await page.goto('./#/coverage/T1055');
  await importFile(page, 'techniques.yaml', text);
  await acceptImport(page);
  await expect(page.getByRole('heading', { name: 'What your files state' })).toBeVisible();
  await page.goto('./#/data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save techniques.yaml', exact: true }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(text);
});
