import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { acceptImport, countRecords, importFile, tryDemonstration } from './vedette-page';

const CSV = [
  'Sensor,System group,Platform,Hosts,Looked after by',
  'Sysmon,Windows servers,Windows,120,Ada',
  'Zeek,DMZ,Network Devices,,Grace',
  'Homegrown Agent,Windows servers,Windows,120,Linus',
  '',
].join('\n');

const deployments = (page: Page) => page.getByRole('table', { name: 'Deployments' });

function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((cells) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', cells);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

async function findAxeViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

test.describe('a table on its way in', () => {
  test('is corrected in place, imported, seen, and undone', async ({ page }) => {
    await page.goto('./#/inventory');
    await importFile(page, 'estate.csv', CSV);
    const column = page.getByLabel('Looked after by');
    await expect(page.getByLabel('Sensor', { exact: true })).toHaveValue('Sensor');
    await column.focus();
    const before = await column.boundingBox();
    await column.selectOption('Owner');
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
    await expect(column).toHaveValue('Owner');
    await expect(column).toBeFocused();
    expect(await column.boundingBox()).toEqual(before);
    await acceptImport(page);
    await page.getByRole('link', { name: 'See it in the inventory' }).click();
    await expect(deployments(page).getByRole('row')).toHaveCount(4);
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('heading', { name: 'Nothing is in your inventory yet' })).toBeVisible();
    await page.keyboard.press('Control+y');
    await expect(deployments(page).getByRole('row')).toHaveCount(4);
    expect(await countRecords(page)).toMatchObject({ groups: 2, deployments: 3, customSensors: 1 });
  });

  test('fits on 360 px, each column with its choice below its header', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto('./#/inventory');
    await importFile(page, 'estate.csv', CSV);
    await expect(page.getByLabel('Looked after by')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const header = await page.getByText('Looked after by', { exact: true }).first().boundingBox();
    const choice = await page.getByLabel('Looked after by').boundingBox();
    expect(choice?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
    expect(await findAxeViolations(page)).toEqual([]);
  });

  test('leads to what an unknown product emits', async ({ page }) => {
    await page.goto('./#/inventory');
    await importFile(page, 'estate.csv', CSV);
    const receipt = await acceptImport(page);
    await expect(receipt).toContainText('One sensor of your own feeds nothing yet: say what it emits.');
    await receipt.getByRole('link', { name: 'Homegrown Agent' }).click();
    const template = page.getByLabel('It emits what another one emits');
    await template.fill('web proxy');
    await template.press('Enter');
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('title', /emit what Web proxy emits/);
    await expect(receipt).not.toContainText('feeds nothing yet');
    const component = page.getByRole('checkbox', { name: /^Process Creation/ });
    await component.check();
    await page.getByRole('button', { name: /^Add 1.data component$/ }).click();
    await expect(component).toBeDisabled();
    expect(await findAxeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(receipt).toContainText('feeds nothing yet');
  });

  // Needs the reader that follows choices.
  test('a column and a product that were corrected count, also the next time', async ({ page }) => {
    await page.goto('./#/inventory');
    await importFile(page, 'estate.csv', CSV);
    await page.getByLabel('Looked after by').selectOption('Owner');
    const product = page.getByLabel('Homegrown Agent');
    await product.fill('osquery');
    await product.press('Enter');
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
    await acceptImport(page);
    await page.getByRole('link', { name: 'See it in the inventory' }).click();
    await expect(deployments(page).getByRole('row', { name: /osquery/ })).toContainText('Linus');
    await importFile(page, 'estate.csv', CSV);
    await expect(page.getByText('Remembered from your last file with these headers.')).toBeVisible();
    await expect(page.getByText(/3.deployments known already/)).toBeVisible();
  });
});

test.describe('pasted cells', () => {
  test('are filled into the chosen rows, in one step', async ({ page }) => {
    await page.goto('./#/inventory');
    await importFile(page, 'estate.csv', CSV);
    await acceptImport(page);
    await page.getByRole('link', { name: 'See it in the inventory' }).click();
    await deployments(page).getByLabel('Select all rows').check();
    await paste(page, 'Ada\nGrace\nLinus\n');
    await page.getByLabel('Pasted column 1').selectOption('Owner');
    await page.getByRole('button', { name: /^Set Owner of 3.deployments from pasted cells$/ }).click();
    await expect(deployments(page).getByRole('row', { name: /Homegrown Agent/ })).toContainText('Ada');
    await expect(deployments(page).getByRole('row', { name: /Zeek/ })).toContainText('Linus');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(deployments(page).getByRole('row', { name: /Zeek/ })).not.toContainText('Linus');
  });

  test('without headers are asked about, and nothing is read before', async ({ page }) => {
    await page.goto('./#/inventory');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await paste(page, 'Sysmon\nZeek\nauditd\n');
    const asked = page.getByRole('region', { name: 'Pasted cells' });
    await expect(asked).toContainText('Do the headers of the columns stand in the first line?');
    await asked.getByRole('button', { name: 'Discard' }).click();
    await expect(asked).toHaveCount(0);
    await paste(page, 'Sensor\tSystem group\nSysmon\tServers\n');
    await acceptImport(page);
    expect(await countRecords(page)).toMatchObject({ groups: 1, deployments: 1 });
  });
});

test('an edited demonstration is not left without a word, and can be kept', async ({ page }) => {
  await tryDemonstration(page);
  await page.goto('./#/inventory');
  await deployments(page).getByLabel('Select all rows').check();
  await page.getByLabel('Field to change').last().selectOption('Owner');
  await page.getByLabel('New owner').fill('Ada');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await page.getByRole('button', { name: 'Leave the demonstration' }).first().click();
  await expect(page.getByText('You edited the demonstration estate.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep a copy in your own workspace' }).click();
  await expect(page.getByText('Own workspace', { exact: true })).toBeVisible();
  await expect(deployments(page).getByText('Ada').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('title', /Keep the demonstration estate/);
});
