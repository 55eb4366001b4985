import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { importFile } from './vedette-page';

/** What a search found since somebody last looked is marked, until it was looked at. */

const FIELDS = ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'conn_state'];
const TYPES = ['time', 'string', 'addr', 'port', 'addr', 'port', 'enum', 'string'];
const FIRST = [
  ['1793669490.5', 'C1', '10.1.2.3', '50001', '203.0.113.7', '443', 'tcp', 'SF'],
  ['1793669550.5', 'C2', '10.1.2.3', '50002', '203.0.113.7', '443', 'tcp', 'SF'],
  ['1793669600.5', 'C3', '10.1.2.4', '50003', '192.0.2.80', '80', 'tcp', 'SF'],
];
const SECOND = [['1793756000.5', 'C5', '10.1.2.8', '50009', '203.0.113.7', '8443', 'tcp', 'S0']];

function connLog(rows: readonly (readonly string[])[]): string {
  const head = ['#separator \\x09', '#set_separator\t,', '#empty_field\t(empty)', '#unset_field\t-', '#path\tconn'];
  return `${[...head, `#fields\t${FIELDS.join('\t')}`, `#types\t${TYPES.join('\t')}`, ...rows.map((row) => row.join('\t'))].join('\n')}\n`;
}

const answer = (page: Page) => page.locator('.answer-line').first();
const sightings = (page: Page) => page.getByRole('table', { name: 'Sightings' });
const searches = (page: Page) => page.getByRole('table', { name: 'Searches' });

async function importLog(page: Page, name: string, rows: readonly (readonly string[])[]): Promise<void> {
  await page.goto('./#/histories');
  await importFile(page, name, connLog(rows));
  await page.getByRole('button', { name: 'Import', exact: true }).first().click();
  // The receipt of the log before may still stand.
  await expect(page.getByRole('region', { name: 'Import receipt' }).filter({ hasText: name })).toBeVisible();
}

async function makeWatchlist(page: Page, name: string, values: string): Promise<void> {
  await page.goto('./#/watchlists/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Values of its own' }).fill(values);
  await page.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('dialog', { name })).toBeVisible();
}

async function openSearch(page: Page, name: string): Promise<void> {
  await page.goto('./#/hunts');
  await searches(page).getByRole('button', { name, exact: true }).click();
  await expect(answer(page)).toContainText('watched');
}

test('an indicator and a history that come later are marked as new when the search is run again', async ({ page }) => {
  test.slow();
  await importLog(page, 'conn.log', FIRST);
  await makeWatchlist(page, 'Heron', '203.0.113.7');
  await page.goto('./#/hunts');
  const form = page.getByRole('form', { name: 'New search' });
  await form.getByLabel('Name').fill('Grey heron');
  await form.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(answer(page)).toHaveText('1 of 1 watched indicator was seen in the history; 2 records.');
  // Looked at as soon as it was done: on the next visit nothing of it is new.
  await page.goto('./#/hunts');
  await expect(searches(page).getByRole('row').nth(1)).not.toContainText('new');

  await page.goto('./#/watchlists');
  await page.getByRole('table', { name: 'Watchlists' }).getByRole('button', { name: 'Heron' }).click();
  const panel = page.getByRole('dialog', { name: 'Heron' });
  await panel.getByText('Values of its own').click();
  await panel.getByRole('textbox', { name: 'Add values' }).fill('192.0.2.80');
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(answer(page)).toContainText('2 values are watched on 1 list');

  await openSearch(page, 'Grey heron');
  await expect(sightings(page).locator('.new-mark')).toHaveCount(0);
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(answer(page)).toHaveText('2 of 2 watched indicators were seen in the history; 3 records.');
  const added = sightings(page).getByRole('row', { name: /192\.0\.2\.80/ });
  await expect(added).toContainText('1 new');
  await expect(sightings(page).getByRole('row', { name: /203\.0\.113\.7/ })).not.toContainText('new');
  await openSearch(page, 'Grey heron');
  await expect(sightings(page)).toContainText('192.0.2.80');
  await expect(sightings(page).locator('.new-mark')).toHaveCount(0);

  await importLog(page, 'later.log', SECOND);
  // Of the search that the import left nobody has seen anything yet.
  await page.goto('./#/hunts');
  await expect(searches(page).getByRole('row', { name: /At import of later/ })).toContainText('1 new');
  await openSearch(page, 'Grey heron');
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(answer(page)).toHaveText('2 of 2 watched indicators were seen in 2 of 2 histories; 4 records.');
  await expect(sightings(page).getByRole('row', { name: /203\.0\.113\.7/ })).toContainText('1 new');
  await expect(sightings(page).getByRole('row', { name: /192\.0\.2\.80/ })).not.toContainText('new');
  await openSearch(page, 'Grey heron');
  await expect(sightings(page)).toContainText('192.0.2.80');
  await expect(sightings(page).locator('.new-mark')).toHaveCount(0);
});

test('what is removed comes back by undo, or is asked about with what would go', async ({ page }) => {
  test.slow();
  await importLog(page, 'conn.log', FIRST);
  await importLog(page, 'later.log', SECOND);
  await makeWatchlist(page, 'Heron', '203.0.113.7');
  await page.goto('./#/hunts');
  const form = page.getByRole('form', { name: 'New search' });
  await form.getByLabel('Name').fill('Grey heron');
  await form.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(answer(page)).toHaveText('1 of 1 watched indicator was seen in 2 of 2 histories; 3 records.');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Search Grey heron removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await openSearch(page, 'Grey heron');
  await expect(sightings(page)).toContainText('203.0.113.7');

  await page.goto('./#/watchlists');
  await page.getByRole('table', { name: 'Watchlists' }).getByRole('button', { name: 'Heron' }).click();
  await page.getByRole('dialog', { name: 'Heron' }).getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Removed watchlist Heron.')).toBeVisible();
  await page.locator('.removal-line').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('table', { name: 'Watchlists' })).toContainText('Heron');

  await page.goto('./#/histories');
  await page.getByRole('table', { name: 'Histories' }).getByRole('button', { name: 'later', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'later' });
  await panel.getByRole('button', { name: 'Remove this history…' }).click();
  await expect(panel.getByRole('group', { name: 'go for good' })).toContainText(
    /1.record \(.+\) of later\.log go for good/,
  );
  await panel.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByRole('table', { name: 'Histories' })).toContainText('later');
  await panel.getByRole('button', { name: 'Remove this history…' }).click();
  await panel.getByRole('button', { name: /^Remove 1.record$/ }).click();
  await expect(page.getByRole('table', { name: 'Histories' })).not.toContainText('later');

  await openSearch(page, 'Grey heron');
  await expect(answer(page)).toHaveText('1 of 1 watched indicator was seen in the history; 3 records.');
  await expect(
    page.getByText(/Since this run 1.history was removed: it is not counted as searched any more/),
  ).toBeVisible();
});
