import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, tryDemonstration } from './vedette-page';

test('additions are ranked alone and in pairs, put into the plan, and what could go is told', async ({ page }) => {
  await tryDemonstration(page);
  await page.goto('./#/plan');
  const sensors = page.getByRole('table', { name: 'Sensors' });
  await expect(sensors.getByRole('row').nth(1)).toContainText('+');
  await expect(page.locator('.answer-line')).toContainText('more techniques');

  await page.getByRole('radio', { name: 'Pairs' }).check();
  await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('row').nth(1)).toContainText(' and ');

  await page.getByRole('table', { name: 'Pairs' }).getByRole('row').nth(1).getByRole('button').first().click();
  const pair = page.getByRole('dialog');
  await pair.getByRole('button', { name: 'Add both to the plan' }).click();
  await expect(pair.getByRole('button', { name: 'In the plan' })).toBeDisabled();
  await pair.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('radio', { name: 'Sensors' }).check();
  expect(await exportFile(page, 'Sensors by gain (CSV)')).toContain('points per 1,000');
  await sensors.getByRole('row').nth(3).getByRole('button').first().click();
  const panel = page.getByRole('dialog');
  await expect(panel.getByText('At least')).toBeVisible();
  await panel.getByRole('button', { name: 'Add to the plan' }).click();
  await expect(panel.getByRole('button', { name: 'In the plan' })).toBeDisabled();
  await panel.getByRole('button', { name: 'Close' }).click();

  await page.goto('./#/plan/redundancy');
  await expect(page.locator('.answer-line')).toContainText('hang on a single sensor');
  await expect(page.getByRole('table', { name: 'Deployments' }).getByRole('row').nth(1)).toBeVisible();
});

test('a table of weights is recognised, kept, and chosen', async ({ page }) => {
  await page.goto('./#/inventory');
  await importFile(page, 'estate.csv', 'Sensor,System group,Platform,Hosts\r\nSysmon,Servers,Windows,10\r\n');
  const receipt = await acceptImport(page);
  await receipt.getByRole('button', { name: 'Close' }).click();
  await importFile(page, 'crown jewels.csv', 'technique;Gewicht\r\nT1003.001;5\r\nT1059.001;1,5\r\nT1059.001;2\r\n');
  await expect(page.getByText('Weights of techniques (CSV)').first()).toBeVisible();
  await acceptImport(page);
  await page.goto('./#/plan');
  await page.getByRole('button', { name: /^Weights/ }).click();
  await page.getByRole('radio', { name: 'By a list' }).check();
  await expect(page.getByRole('button', { name: 'Weights: by “crown jewels”' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.answer-line')).toContainText('coverage from');
});

test('a table of weights that is chosen in the picker is in force once it is imported', async ({ page }) => {
  await page.goto('./#/inventory');
  await importFile(page, 'estate.csv', 'Sensor,System group,Platform,Hosts\r\nSysmon,Servers,Windows,10\r\n');
  const receipt = await acceptImport(page);
  await receipt.getByRole('button', { name: 'Close' }).click();
  await page.goto('./#/plan');
  await page.getByRole('button', { name: /^Weights/ }).click();
  await page.getByRole('radio', { name: 'By a list' }).check();
  await expect(page.getByRole('button', { name: 'Weights: by a list, none chosen yet' })).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a CSV' }).click();
  const buffer = Buffer.from('technique,weight\r\nT1003.001,5\r\n');
  await (await chooser).setFiles({ name: 'jewels.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByRole('radio', { name: 'By a list' })).toBeHidden();
  await acceptImport(page);
  await expect(page.getByRole('button', { name: 'Weights: by “jewels”' })).toBeVisible();
});

test('without a system group the plan asks for one', async ({ page }) => {
  await page.goto('./#/plan');
  await expect(page.getByRole('heading', { name: 'Name what is to be watched' })).toBeVisible();
});

test('where nothing of a release applies, every part of the plan says so and advises nothing', async ({ page }) => {
  await page.goto('./#/inventory');
  await importFile(page, 'estate.csv', 'Sensor,System group,Platform,Hosts\r\nSysmon,Servers,Windows,10\r\n');
  const receipt = await acceptImport(page);
  await receipt.getByRole('button', { name: 'Close' }).click();
  await page.goto('./#/coverage');
  await page.getByLabel('ATT&CK release', { exact: true }).selectOption({ label: 'ATT&CK 19.1 Mobile' });
  await expect(page.locator('.answer-line')).toContainText('that can be counted applies to your estate');
  for (const part of ['', '/best', '/scenarios', '/redundancy', '/report']) {
    await page.goto(`./#/plan${part}`);
    await expect(page.locator('.answer-line')).toHaveText(/^No technique of ATT&CK 19.1 Mobile that can be counted/);
    await expect(page.getByText('could go')).toHaveCount(1); // the name of a part
    await expect(page.getByRole('table')).toHaveCount(0);
  }
});
