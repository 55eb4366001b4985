import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { traceMainThread } from './main-thread';
import { acceptImport, importFile, windowsInventory } from './vedette-page';

/** Rules run over histories: what each found, what was not run, the records, and the technique that was tested. */

const RULES = `title: Encoded shell
id: 11111111-1111-4111-8111-111111111111
tags: [attack.t1059.001]
level: high
logsource: {product: windows, category: process_creation}
detection:
  s: {CommandLine|contains: ' -enc '}
  condition: s
---
title: Old form
id: 33333333-3333-4333-8333-333333333333
logsource: {product: windows}
detection:
  s: {EventID: 1}
  condition: s | count() > 5
---
title: Silent
id: 44444444-4444-4444-8444-444444444444
tags: [attack.t1003.001]
logsource: {product: windows, service: sysmon}
detection:
  s: {EventID: 99}
  condition: s
`;

const event = (second: number, host: string, command: string) =>
  JSON.stringify({
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Hostname: host,
    UtcTime: `2026-01-01 10:00:0${second}.000`,
    Image: 'C:\\a.exe',
    CommandLine: command,
  });
const EVENTS = `${[event(1, 'alpha', 'a.exe -enc aaaa'), event(2, 'alpha', 'a.exe'), event(3, 'beta', 'a.exe -ENC b')].join('\n')}\n`;

test('rules are run over histories, and say what they found and why some were not run', async ({ page }) => {
  await page.goto('./#/hunts/rules');
  const answer = page.locator('.answer-line').first();
  await expect(answer).toContainText('there are no rules');
  await importFile(page, 'rules.yml', RULES);
  await acceptImport(page);
  await page.goto('./#/histories');
  await importFile(page, 'sysmon.json', EVENTS);
  await acceptImport(page);

  await page.goto('./#/hunts');
  await page.getByRole('link', { name: 'run your Sigma rules over the histories' }).click();
  await expect(answer).toContainText('No rule was run yet.');
  await page.getByRole('button', { name: 'Run 3 rules' }).click();
  await expect(answer).toContainText('1 of 3 rules matched; 1 ran without a match, 1 could not be run.', {
    timeout: 20_000,
  });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Encoded shell' }).click();
  const panel = page.getByRole('dialog', { name: 'Rule Encoded shell' });
  await expect(panel).toContainText('2 of 3');
  await panel.getByText('alpha', { exact: true }).click();
  await panel.locator('.record-fold-line').first().click();
  await expect(panel.getByText('a.exe -enc aaaa').first()).toBeVisible();
  await panel.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Old form' }).click();
  await expect(page.getByRole('dialog', { name: 'Rule Old form' })).toContainText('Not executed here: aggregation');

  await page.goto('./#/coverage/T1059.001');
  const technique = page.getByRole('dialog', { name: 'Technique T1059.001' });
  await expect(technique).toContainText('Analytics tested: 1 of 1 rule');
  await expect(technique).toContainText('matched 2 of 3 records of 1 history');
  await page.goto('./#/coverage/T1003.001');
  await expect(page.getByRole('dialog', { name: 'Technique T1003.001' })).toContainText('no match in 3 records');

  await page.goto('./#/inventory');
  await importFile(page, 'inventory.csv', windowsInventory('Sysmon'));
  await acceptImport(page);
  await page.goto('./#/hunts/rules');
  await page.getByRole('link', { name: 'techniques with telemetry but no rule' }).click();
  await expect(page.getByRole('button', { name: 'Remove filter Telemetry runs, no rule' })).toBeVisible();
});

test('a run keeps the page free', async ({ page, browser }) => {
  await page.goto('./#/hunts/rules');
  await importFile(page, 'rules.yml', RULES);
  await acceptImport(page);
  const many = Array.from({ length: 30_000 }, (_, at) => event(at % 10, `host${at % 50}`, `a.exe -enc ${at}`));
  await page.goto('./#/histories');
  await importFile(page, 'sysmon.json', `${many.join('\n')}\n`);
  await acceptImport(page);
  await page.goto('./#/hunts/rules');
  const run = page.getByRole('button', { name: 'Run 3 rules' });
  await expect(run).toBeVisible();
  const trace = await traceMainThread(browser);
  await run.click();
  await expect(page.locator('.answer-line').first()).toContainText('1 of 3 rules matched', { timeout: 20_000 });
  const [longest = 0] = await trace.stop();
  expect(longest).toBeLessThanOrEqual(50);
  await expect(page.getByRole('row', { name: /Encoded shell/ })).toContainText('30,000 of 30,000');
});
