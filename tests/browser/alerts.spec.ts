import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makeInfectedHost } from '../detection/made-up-host';
import { writeConnLog } from '../detection/made-up-site';
import { expect, test } from './fixtures';
import { acceptImport, importFile } from './vedette-page';

/** From a log of flows to an alert, its records, and a decision that the next run keeps to. */

const answer = (page: Page) => page.locator('.answer-line').first();
const alerts = (page: Page) => page.getByRole('table', { name: 'Alerts' });
const steps = (page: Page) => page.getByRole('list', { name: 'From records to alerts' });

test('a host that beacons and scans is one alert, and is not raised again once it was called false', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto('./#/alerts');
  await expect(page.getByRole('heading', { name: 'No histories yet' })).toBeVisible();
  const flows = makeInfectedHost();
  await page.goto('./#/histories');
  await importFile(page, 'conn.log', writeConnLog(flows));
  await acceptImport(page);
  await page.goto('./#/alerts');
  await expect(answer(page)).toHaveText('Nobody has looked yet.');
  await page.getByRole('button', { name: 'Look through the histories' }).click();
  await expect(answer(page)).toHaveText('1 alert waits for a decision.');
  await expect(steps(page).getByRole('listitem')).toContainText([
    `${flows.length.toLocaleString('en')}Records`,
    '2Signals',
    '2After decisions',
    '1Alerts',
  ]);

  await alerts(page).getByRole('button', { name: '10.0.0.7' }).click();
  const panel = page.getByRole('dialog', { name: 'Alert about 10.0.0.7' });
  await expect(panel).toContainText('regular connections and scanning');
  await expect(panel.getByRole('listitem').last()).toContainText('Together');
  await panel.getByText('Connects at regular intervals', { exact: true }).click();
  await expect(panel).toContainText('540 connections to port 443');
  await panel
    .getByText(/10\.0\.0\.7 → 185\.7\.7\.66 port 443/)
    .first()
    .click();
  await expect(panel).toContainText('conn.log');

  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await panel.getByRole('button', { name: 'False' }).click();
  await expect(panel.getByRole('alert')).toContainText('Say why');
  await panel.getByLabel('Why').fill('A test of the red team');
  await panel.getByRole('button', { name: 'False' }).click();
  await expect(panel.getByRole('region', { name: 'Decision' })).toContainText('False: A test of the red team');
  await panel.getByRole('button', { name: 'Close' }).click();
  await expect(answer(page)).toHaveText('Every alert is decided.');

  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(answer(page)).toHaveText('On no host do several signs agree.');
  await expect(steps(page).getByRole('listitem')).toContainText(['Records', '2Signals', '0After decisions', '0Alerts']);
  await expect(alerts(page)).toHaveCount(0);

  await page.getByRole('link', { name: 'What is looked for' }).click();
  await expect(page.getByRole('region', { name: 'Sends out far more than it used to' })).toContainText(
    'too little past',
  );
  await page.getByRole('link', { name: 'Signals' }).click();
  await page
    .getByRole('table', { name: 'Signals' })
    .getByRole('button', { name: /Tries one port/ })
    .click();
  await expect(page.getByRole('dialog', { name: 'Signal about 10.0.0.7' })).toContainText('port 445 of 60 hosts tried');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('dialog', { name: 'Signal about 10.0.0.7' }).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Decisions' }).click();
  await page.getByRole('button', { name: 'Take back: 10.0.0.7' }).click();
  await expect(answer(page)).toHaveText('Nothing was decided yet.');
  await page.getByRole('link', { name: 'Queue' }).click();
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(answer(page)).toHaveText('1 alert waits for a decision.');
});
