import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, matrixCell, windowsInventory } from './vedette-page';

const HERON = [
  'Grey Heron in the shallows',
  '',
  'They ran PowerShell (T1059.001) on every host, then T1053.005 kept it running.',
  '',
  'The web server was left with a small page that <img src=x onerror=alert(1)> took commands.',
  '',
  'Later T1041 brought the files out.',
].join('\n');
const BITTERN = ['Bittern in the reeds', '', 'First T1059.001, and T1566.001 by mail. Then T1041.'].join('\n');

async function importReport(page: Page, name: string, content: string): Promise<void> {
  await importFile(page, name, content);
  const receipt = await acceptImport(page);
  await receipt.getByRole('button', { name: 'Close' }).click();
}

async function openReading(page: Page, name: string): Promise<void> {
  await page.goto('./#/threats');
  await page.getByRole('table', { name: 'Reports' }).getByRole('button').filter({ hasText: name }).click();
  await page.getByRole('link', { name: 'Read the report' }).click();
  await expect(page.locator('.answer-line')).toContainText('your decision');
}

async function expectNothingOfAxe(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, what).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
    what,
  ).toEqual([]);
}

test('a report is read with the keys, with reasons and words of one’s own, and all of it stays', async ({ page }) => {
  test.slow();
  await page.goto('./#/inventory');
  await importReport(page, 'estate.csv', windowsInventory('Sysmon'));
  await importReport(page, 'heron.txt', HERON);
  await openReading(page, 'Grey Heron');
  const answer = page.locator('.answer-line');
  await expect(answer).toContainText('3 wait for your decision');
  // Text is text.
  await expect(page.locator('.report-text')).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('.report-text img')).toHaveCount(0);

  await page.getByRole('button', { name: 'Next undecided' }).click();
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[data-technique]')?.getAttribute('data-technique'));
  const first = await focused();
  await page.keyboard.press('a');
  await expect(answer).toContainText('2 wait for your decision');
  expect(await focused()).toBe(first);
  await page.keyboard.press('n');
  const second = await focused();
  expect(second).not.toBe(first);
  await page.keyboard.press('r');
  await expect(answer).toContainText('2 techniques count; 1 waits');
  expect(await focused()).toBe(second);
  await expect(page.locator(`[data-technique="${second}"]`)).toContainText('rejected by you');

  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Why/ }).fill('The author only speaks of the tool.');
  await page.getByRole('textbox', { name: /^Why/ }).blur();
  await expect(page.locator(`[data-technique="${second}"]`)).toContainText('rejected by you: The author only speaks');

  // A decision draws nothing of the text anew.
  await page.locator('.report-text').evaluate((text) => {
    const seen = { count: 0 };
    Object.assign(window, { seen });
    new MutationObserver((records) => (seen.count += records.length)).observe(text, { childList: true, subtree: true });
  });
  const paragraph = page.locator('.report-text p', { hasText: 'small page' });
  await paragraph.scrollIntoViewIfNeeded();
  const box = await paragraph.boundingBox();
  if (box === null) throw new Error('the paragraph is not in sight');
  await page.mouse.move(box.x + 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 190, box.y + 10, { steps: 4 });
  await page.mouse.up();
  const add = page.getByRole('region', { name: 'Add a technique' });
  await expect(add.locator('q')).toContainText('web server');
  const words = (await add.locator('q').textContent()) ?? '';
  await add.getByRole('combobox').fill('T1505.003');
  await page.keyboard.press('Enter');
  await add.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.locator('.evidence-item[data-technique="T1505.003"]')).toContainText('added by you');
  await expect(page.locator('.report-text mark[data-kind="added"]')).toHaveText(words);
  const drawn = await page.evaluate(() => (window as unknown as { seen: { count: number } }).seen.count);
  expect(drawn).toBeLessThan(8);
  await expectNothingOfAxe(page, 'reading');

  await page.getByText('This report', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('Sent to the hunters.');
  await page.getByRole('textbox', { name: 'Notes' }).blur();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Grey Heron, second look');
  await page.getByRole('textbox', { name: 'Name', exact: true }).blur();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What does Grey Heron, second look say?');

  await page.reload();
  await expect(answer).toContainText('3 techniques count; 1 waits');
  await expect(page.locator(`[data-technique="${second}"]`)).toContainText('rejected by you: The author only speaks');
  await expect(page.locator('.report-text mark[data-kind="added"]')).toHaveText(words);
  await page.getByText('This report', { exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Sent to the hunters.');
  await page.getByRole('button', { name: 'Remove this report' }).click();
  await expect(page.getByRole('heading', { name: 'No report is kept here yet' })).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByRole('table', { name: 'Reports' })).toContainText('Grey Heron, second look');
});

test('two reports are compared, a group is added, and all stand on the matrix by name', async ({ page }) => {
  test.slow();
  await page.goto('./#/inventory');
  await importReport(page, 'estate.csv', windowsInventory('Sysmon'));
  await importReport(page, 'heron.txt', HERON);
  await importReport(page, 'bittern.txt', BITTERN);
  await page.goto('./#/threats/compare');
  await expect(page.locator('.answer-line')).toContainText('Nothing is compared yet');
  const add = page.getByRole('combobox', { name: 'Add a threat to compare' });
  for (const name of ['Grey Heron', 'bittern']) {
    await add.fill(name);
    await add.press('Enter');
    await expect(page.locator('.compare-chosen')).toContainText(name);
  }
  await expect(page.locator('.answer-line')).toContainText('They share 2 of 4 techniques');
  const table = page.getByRole('table', { name: 'Techniques compared' });
  await expect(table.getByRole('row')).toHaveCount(5);
  await page.getByRole('radio', { name: /^In both 2/ }).check({ force: true });
  await expect(table.getByRole('row')).toHaveCount(3);
  expect(await exportFile(page, 'Comparison as a table (CSV)')).toContain('T1566.001');
  await add.fill('G0016');
  await add.press('Enter');
  await expect(page.locator('.answer-line')).toContainText('used by all 3');
  await expectNothingOfAxe(page, 'comparison');

  await page.getByRole('button', { name: 'Show on the matrix' }).click();
  await expect(page).toHaveURL(/#\/coverage$/);
  const legend = page.getByRole('list', { name: /Layers on the matrix/ });
  await expect(legend.getByRole('listitem')).toHaveCount(3);
  await expect(legend).toContainText('bittern');
  await expect(matrixCell(page, /^T1041 .*used by \d of 3 threats: .*Grey Heron/)).toContainText('/3');
  await legend.getByRole('button', { name: 'Take APT29 off the matrix' }).click();
  await expect(legend.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: /^Layers and threats/ }).click();
  // It goes from the list with its mark.
  await page.getByRole('checkbox', { name: /bittern/ }).click();
  await expect(legend.getByRole('listitem')).toHaveCount(1);
  await page.goto('./#/coverage/T1059.001');
  await expect(page.getByRole('heading', { name: /^Used by 1 of 1/ })).toBeVisible();
});
