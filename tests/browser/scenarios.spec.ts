import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { validateLayer } from '../formats/navigator-layer-schema';
import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, windowsInventory } from './vedette-page';

async function addSensor(page: Page, sensor: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Sensor' }).fill(sensor);
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Windows estate' }).check();
  await page.getByRole('button', { name: 'Add the change' }).click();
  await expect(page.getByRole('list', { name: 'Changes of the scenario' })).toContainText('observing Windows estate');
}

test('scenarios are made, compared, read, exported, applied, undone, and sent as a link', async ({
  page,
  browser,
  problems,
}) => {
  test.slow();
  await page.goto('./#/plan/scenarios');
  await expect(page.getByText('No scenario yet')).toBeVisible();
  await importFile(page, 'inventory.csv', windowsInventory('Sysmon'));
  await acceptImport(page);

  // Made from nothing, change by change.
  await page.goto('./#/plan/scenarios');
  await page.getByRole('button', { name: 'Make a scenario' }).click();
  await expect(page.getByText('It changes nothing yet.')).toBeVisible();
  await addSensor(page, 'Zeek');
  const answer = page.locator('.answer-line');
  await expect(answer).toHaveText(/^With it you see \d+.more techniques; weighted coverage \+\d+\.\d.points\.$/);
  const table = page.getByRole('table', { name: 'Changed techniques' });
  await expect(table).toContainText('now fed by Zeek');

  // A second change takes something away: the answer says both.
  await page.getByRole('button', { name: 'Add a change' }).click();
  await page.getByLabel('Change', { exact: true }).selectOption('Switch events off');
  await page.getByRole('combobox', { name: 'Deployment' }).fill('Sysmon');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: '1', exact: true }).check();
  await page.getByRole('button', { name: 'Add the change' }).click();
  await expect(answer).toHaveText(/more techniques, \d+ fewer|techniques fewer/);
  await page.getByRole('button', { name: /worse state/ }).click();
  await expect(table).toContainText('not fed by Sysmon (1) any more');
  const techniques = await table.getByRole('row').count();
  expect(techniques).toBeGreaterThan(1);

  // Why, group by group; and the same in the matrix.
  await table.getByRole('row').nth(1).getByRole('button').click();
  await expect(page.getByRole('region', { name: /^Why T\d/ })).toContainText('Windows estate:');
  const accessibility = await new AxeBuilder({ page }).analyze();
  expect(accessibility.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await page.getByRole('radio', { name: 'Matrix' }).check({ force: true });
  await expect(page.getByRole('columnheader', { name: 'Difference' })).toBeVisible();
  await expect(page.getByRole('img', { name: /worse state/ }).first()).toBeVisible();

  const layer = JSON.parse(await exportFile(page, 'Layer: difference'));
  expect(validateLayer(layer)).toEqual([]);
  expect(layer.techniques.length).toBeGreaterThan(5);
  expect(await exportFile(page, 'Changed techniques (CSV)')).toContain('Zeek');

  // Named, copied, and both beside each other.
  const menu = async (item: string) => {
    await page.getByRole('button', { name: 'Scenario', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await menu('Rename');
  await page.getByLabel('Name of the scenario').fill('Zeek, less noise');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: 'Zeek, less noise', exact: true })).toBeVisible();
  await menu('Duplicate');
  await expect(page.getByRole('heading', { name: 'Zeek, less noise 2' })).toBeVisible();
  await page.getByRole('button', { name: /^Take out: Switch off/ }).click();
  await expect(answer).toHaveText(/^With it you see \d+.more techniques; weighted/);
  await page.getByRole('link', { name: 'All scenarios' }).click();
  await expect(answer).toContainText('“Zeek, less noise 2” adds most');
  await expect(page.getByRole('table', { name: 'Scenarios' }).getByRole('row')).toHaveCount(3);

  // Applied as one step, and taken back.
  await page.getByRole('button', { name: 'Zeek, less noise 2' }).click();
  await page.getByRole('button', { name: 'Apply to the inventory' }).click();
  await expect(page.getByText('Applied.')).toBeVisible();
  await page.goto('./#/inventory');
  await expect(page.getByRole('main')).toContainText('Zeek');
  const undo = page.getByRole('button', { name: /^Undo/ });
  await expect(undo).toHaveAttribute('title', /Apply “Zeek, less noise 2”/);
  await undo.click();
  await expect(page.getByRole('main')).not.toContainText('Zeek');

  // As a link, in another browser: shown before it is taken.
  await page.goto('./#/data/link');
  await expect(page.getByRole('checkbox', { name: 'With scenarios' })).toBeChecked();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const address = await page.getByRole('textbox', { name: /link/i }).last().inputValue();
  const other = await browser.newContext();
  await problems.watch(other);
  const guest = await other.newPage();
  await guest.goto(address);
  await expect(guest.getByRole('region', { name: 'Scenarios' })).toContainText('Zeek, less noise 2');
  await expect(guest.getByRole('region', { name: 'Adding it would bring' })).toContainText('2 new scenarios');
  await guest.getByRole('button', { name: 'Add to my inventory' }).click();
  await expect(guest.getByRole('region', { name: 'Import receipt' })).toBeVisible();
  await guest.goto(`${address.replace(/#.*$/, '')}#/plan/scenarios`);
  await guest.getByRole('button', { name: 'Zeek, less noise', exact: true }).click();
  await expect(guest.locator('.answer-line')).toHaveText(/fewer/);
  await other.close();
});
