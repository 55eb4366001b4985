import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, tryDemonstration } from './vedette-page';

/** A made-up conn.log: two connections out, one denied from outside, one to nobody's list. */
const FIELDS = ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'conn_state'];
const TYPES = ['time', 'string', 'addr', 'port', 'addr', 'port', 'enum', 'string'];
const ROWS = [
  ['1793669490.5', 'C1', '10.1.2.3', '50001', '203.0.113.7', '443', 'tcp', 'SF'],
  ['1793669550.5', 'C2', '10.1.2.3', '50002', '203.0.113.7', '443', 'tcp', 'SF'],
  ['1793669600.5', 'C3', '198.51.100.9', '40000', '10.1.2.9', '3389', 'tcp', 'REJ'],
  ['1793669700.5', 'C4', '10.1.2.4', '50003', '192.0.2.80', '80', 'tcp', 'SF'],
];
const LATER = ['1793756000.5', 'C5', '10.1.2.8', '50009', '203.0.113.7', '8443', 'tcp', 'S0'];

function connLog(...rows: readonly (readonly string[])[]): string {
  const head = ['#separator \\x09', '#set_separator\t,', '#empty_field\t(empty)', '#unset_field\t-', '#path\tconn'];
  return `${[...head, `#fields\t${FIELDS.join('\t')}`, `#types\t${TYPES.join('\t')}`, ...rows.map((row) => row.join('\t'))].join('\n')}\n`;
}

const LIST = [
  'indicator,type,confidence,comment',
  '203.0.113[.]7,ipv4,80,Beacon server',
  '198.51.100.9,ipv4,50,Scanner',
  'never.example.net,domain,70,Never seen here',
  '192.0.2.200,ipv4,10,Hardly sure',
].join('\n');

const answer = (page: Page) => page.locator('.answer-line').first();

async function importIndicators(page: Page): Promise<void> {
  await page.goto('./#/indicators');
  await importFile(page, 'heron.csv', LIST);
  await expect(page.getByText('Table of indicators (CSV and the like)')).toBeVisible({ timeout: 20_000 });
  const receipt = await acceptImport(page);
  await receipt.getByRole('link', { name: 'See it among your indicators' }).click();
}

async function watchThem(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make a watchlist of it' }).click();
  await expect(answer(page)).toContainText('4 values are watched on 1 list');
}

async function importHistory(page: Page, name: string, text: string): Promise<void> {
  await page.goto('./#/histories');
  await importFile(page, name, text);
  await acceptImport(page);
}

async function search(page: Page, name: string): Promise<void> {
  await page.goto('./#/hunts');
  const form = page.getByRole('form', { name: 'New search' });
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Search' }).click();
  await expect(answer(page)).toContainText('watched');
}

test('columns of a table of indicators are chosen on its way in', async ({ page }) => {
  await page.goto('./#/indicators');
  await importFile(page, 'heron.csv', LIST);
  const column = page.getByRole('combobox', { name: 'comment' });
  await expect(column).toHaveValue('What it is', { timeout: 20_000 });
  await expect(page.getByRole('combobox', { name: 'indicator', exact: true })).toHaveValue('Value');
  await column.selectOption('Labels');
  await expect(page.getByRole('button', { name: 'Take the guesses again' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
  await expect(column).toHaveValue('Labels');
  const receipt = await acceptImport(page);
  await receipt.getByRole('link', { name: 'See it among your indicators' }).click();
  await expect(page.getByRole('dialog', { name: 'heron' })).toBeVisible();
});

test('from an empty page to a sighting, kept, exported and run again', async ({ page }) => {
  test.slow();
  await page.goto('./#/hunts');
  await expect(answer(page)).toContainText('there is no history to search');

  await importIndicators(page);
  await watchThem(page);
  // Less confidence than is asked for is held back, and it is said why.
  const panel = page.getByRole('dialog', { name: 'heron' });
  await panel.getByLabel('Least confidence').fill('30');
  await expect(answer(page)).toContainText('3 values are watched on 1 list; 1 is held back');
  await panel.getByText('Why is this not watched?').click();
  await expect(panel.getByText('192.0.2.200')).toBeVisible();

  await page.goto('./#/histories');
  await importFile(page, 'conn.log', connLog(...ROWS));
  await expect(page.getByRole('table').first()).toContainText('198.51.100.9');
  const receipt = await acceptImport(page);
  await expect(receipt).toContainText('2 of 3 watched indicators were seen in the history; 3 records.');
  await expect(receipt).toContainText('outbound, established, to 203.0.113.7 from 10.1.2.3');

  await search(page, 'Grey heron');
  await expect(answer(page)).toHaveText('2 of 3 watched indicators were seen in the history; 3 records.');
  const table = page.getByRole('table', { name: 'Sightings' });
  const rows = table.getByRole('row');
  await expect(rows.nth(1)).toContainText('203.0.113.7');
  await expect(rows.nth(1)).toContainText('High');
  await expect(rows.nth(2)).toContainText('198.51.100.9');
  await expect(rows.nth(2)).toContainText('Low');

  await table.getByRole('button', { name: /203\.0\.113\.7/ }).click();
  const sighting = page.getByRole('dialog', { name: 'Sighting of 203.0.113.7' });
  await expect(sighting).toContainText('A host of ours asked for it.');
  await expect(sighting).toContainText('Beacon server');
  await sighting.locator('.record-fold-line').first().click();
  await expect(sighting).toContainText('zeek.conn.conn_state');
  await expect(sighting).toContainText('line 8');
  // Found by a search, not on the way in: the line itself is in the file.
  await sighting.getByText('Fetch source lines').click();
  await sighting
    .getByLabel('Files to fetch source lines from')
    .setInputFiles({ name: 'renamed.log', mimeType: '', buffer: Buffer.from(connLog(...ROWS)) });
  await expect(sighting.getByText(/lines? fetched from renamed\.log/)).toBeVisible();
  await expect(sighting.locator('.history-source').first()).toContainText('10.1.2.3\t50001\t203.0.113.7');

  const csv = await exportFile(page, 'Sightings as CSV');
  expect(csv).toContain('203.0.113.7,IPv4 address,high,2');
  expect(csv).toContain('TLP:AMBER');
  const records = await exportFile(page, 'Matched records as CSV');
  expect(records.trim().split('\r\n')).toHaveLength(4);
  expect(records).toContain('conn.log');

  await importHistory(page, 'conn-later.log', connLog(LATER));
  await page.goto('./#/hunts');
  await page.getByRole('table', { name: 'Searches' }).getByRole('button', { name: 'Grey heron' }).click();
  await expect(page.getByText('Since this run 1 history came: run it again to see them.')).toBeVisible();
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(answer(page)).toHaveText('2 of 3 watched indicators were seen in 2 of 2 histories; 4 records.');
  await expect(table.getByRole('row').nth(1)).toContainText('1 new');
});

test('what was typed and not found can be watched for from now on', async ({ page }) => {
  await importHistory(page, 'conn.log', connLog(...ROWS));
  await page.goto('./#/hunts');
  const form = page.getByRole('form', { name: 'New search' });
  await expect(form.getByRole('button', { name: 'Search' })).toBeDisabled();
  await form
    .getByRole('textbox', { name: 'What: values' })
    .fill('hxxp://late[.]example[.]net/x\nno value in this line');
  await expect(form).toContainText('1 line without a value');
  await form.getByRole('button', { name: 'Search' }).click();
  await expect(answer(page)).toHaveText('The watched indicator was not seen in 1 history.');
  await page.getByRole('button', { name: 'Watch for these from now on' }).click();
  await page.getByLabel('Its name').fill('Late ones');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('watched on Late ones.')).toBeVisible();
  await page.goto('./#/watchlists');
  await expect(answer(page)).toContainText('1 value is watched on 1 list');
});

test('any text is looked up, and a value marked benign is held back', async ({ page }) => {
  await importIndicators(page);
  await watchThem(page);
  await page.goto('./#/indicators');
  await page.getByLabel('A value, or any text with values in it').fill('They saw 203[.]0[.]113[.]7 and 203.0.113.99.');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect(page.getByText('2 values; something is known of 1.')).toBeVisible();
  await page.locator('summary', { hasText: '203.0.113.7' }).click();
  await page.getByRole('button', { name: 'Mark as benign' }).first().click();
  await page.getByLabel('Why it is harmless').fill('Our own scanner');
  await page.locator('form').getByRole('button', { name: 'Mark as benign' }).click();
  await expect(page.getByText('Marked benign: held back from every watchlist.')).toBeVisible();
  await page.goto('./#/watchlists');
  await expect(answer(page)).toContainText('3 values are watched on 1 list; 1 is held back');
  await expect(page.getByRole('table', { name: 'Benign values' })).toContainText('Our own scanner');
});

test('a watchlist is written for the engine where the logs are', async ({ page }) => {
  await importIndicators(page);
  await watchThem(page);
  const panel = page.getByRole('dialog', { name: 'heron' });
  await panel.getByText('Write it as a query').click();
  await panel.getByLabel('Write as').selectOption({ label: 'KQL (Sentinel, Defender)' });
  await panel
    .getByText(/^The text of /)
    .first()
    .click();
  await expect(panel.locator('.copy-text pre').first()).toContainText('203.0.113.7');
  const download = page.waitForEvent('download');
  await panel
    .getByRole('button', { name: /^Save (?!all)/ })
    .first()
    .click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('203.0.113.7');
});

test('the demonstration has been visited, and nothing of it is left behind', async ({ page }) => {
  await tryDemonstration(page);
  await page.goto('./#/hunts');
  await expect(answer(page)).toContainText('Grey Heron: 4 of 7 watched indicators were seen in 2 of 2 histories', {
    timeout: 30_000,
  });
  await page.getByRole('button', { name: 'Leave the demonstration' }).first().click();
  await expect(answer(page)).toContainText('there is no history to search');
});

for (const width of [360, 1280]) {
  test(`at ${width} px with real content nothing is wider than the screen, and axe finds nothing`, async ({ page }) => {
    test.setTimeout(360_000);
    await page.setViewportSize({ width, height: 800 });
    await tryDemonstration(page);
    await page.goto('./#/hunts');
    await expect(answer(page)).toContainText('Grey Heron', { timeout: 30_000 });
    const found = 'hunts/search-demonstration';
    for (const route of [
      'hunts',
      found,
      `${found}/ipv4/203.0.113.77`,
      'watchlists/watchlist-demonstration',
      'indicators',
      'indicators/of/203.0.113.77',
      'histories',
    ]) {
      await page.goto(`./#/${route}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await page.waitForTimeout(800);
      await expect(page.getByRole('heading', { name: 'This screen broke' })).toHaveCount(0);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `#/${route}`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
        `#/${route}`,
      ).toEqual([]);
    }
  });
}
