import { zipSync } from 'fflate';
import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, matrixCell, windowsInventory } from './vedette-page';

/** Analytics deployed: beside telemetry, in no figure. */

const encode = (text: string) => new TextEncoder().encode(text);
const sigma = (id: string, technique: string, status = 'stable') =>
  `title: Rule ${id}\nid: ${id}\nstatus: ${status}\nlogsource: {product: windows, category: process_creation}\ndetection: {a: {b: 1}, condition: a}\nlevel: high\ntags: [attack.${technique}]\n`;

const ARCHIVE = Buffer.from(
  zipSync({
    'rules/a.yml': encode(sigma('a', 't1059')),
    'rules/b.yml': encode(sigma('b', 't1003.001')),
    'rules/c.yml': encode(sigma('c', 't1059', 'deprecated')),
    'rules/broken.yml': encode('title: Broken\nlogsource: [\ndetection: x\n'),
    'README.md': encode('# Rules'),
  }),
);

test.describe('rules', () => {
  test('an archive of rules is one receipt, changes no figure of coverage, and goes with undo', async ({ page }) => {
    await page.goto('./#/inventory');
    await importFile(page, 'inventory.csv', windowsInventory('Sysmon'));
    await acceptImport(page);
    await page.getByRole('button', { name: 'Close', exact: true }).first().click();
    await page.goto('./#/coverage');
    const answer = page.locator('.coverage-answer');
    await expect(answer).toContainText(/You have telemetry for/);
    const before = await answer.textContent();

    await importFile(page, 'rules.zip', ARCHIVE);
    await expect(page.getByRole('region', { name: 'Preview of rules.zip' })).toContainText('Rule a');
    const receipt = await acceptImport(page);
    await expect(receipt).toContainText(/3 of 4 rules kept, 1 reported/);
    await expect(receipt).toContainText('rules/broken.yml, line 3');
    await receipt.getByRole('button', { name: 'Close', exact: true }).click();

    await expect(matrixCell(page, /^T1059 .*1 rule/)).toBeVisible();
    expect(await answer.textContent()).toBe(before);

    await page.getByRole('combobox', { name: 'Rules' }).selectOption('Has a rule');
    await expect(page.getByText(/^2 of \d+ techniques shown$/)).toBeVisible();
    await page.getByRole('combobox', { name: 'Rules' }).selectOption('Telemetry runs, no rule');
    await expect(page.getByRole('button', { name: 'Remove filter Telemetry runs, no rule' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove filter Telemetry runs, no rule' }).click();

    await page.goto('./#/coverage/T1059');
    const panel = page.getByRole('dialog', { name: 'Technique T1059' });
    await expect(panel).toContainText('Analytics deployed: 1 rule');
    await expect(panel).toContainText(/Telemetry: .*\. Rules of yours: 1, and 1 out of service/);
    await expect(panel).toContainText('Sigma · windows process_creation · stable · high');

    await panel.getByRole('link', { name: 'Rule a' }).click();
    const rule = page.getByRole('dialog', { name: 'Rule a' });
    await rule.getByText('Text', { exact: true }).click();
    await expect(rule).toContainText('detection: {a: {b: 1}, condition: a}');

    await page.goto('./#/inventory');
    await page.getByRole('searchbox', { name: /Search rules/ }).fill('deprecated');
    const table = page.getByRole('table', { name: 'Rules' });
    await expect(table.getByRole('row')).toHaveCount(2);
    await table.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByText('Deleted 1 rule.')).toBeVisible();
    await page.getByRole('searchbox', { name: /Search rules/ }).fill('');
    await expect(table.getByRole('row')).toHaveCount(3);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect(table.getByRole('row')).toHaveCount(4);
  });

  test('many rules that come together are one thing to import, and junk among them costs itself alone', async ({
    page,
  }) => {
    await page.goto('./#/inventory');
    const files = Array.from({ length: 7 }, (_, at) => ({
      name: `${at}.yml`,
      mimeType: '',
      buffer: Buffer.from(
        at === 6 ? `${sigma('junk', 't1059')}x: ${'['.repeat(10 * 1024 * 1024)}` : sigma(`${at}`, 't1059'),
      ),
    }));
    await page.getByLabel('Import files').setInputFiles(files);
    const preview = page.getByRole('region', { name: 'Preview of 7 files.tar' });
    await expect(preview).toContainText('6 of 7 rules kept, 1 reported');
    await expect(preview).toContainText('6.yml, line 1');
    await expect(preview).toContainText('the limit is 1024 KiB');
  });

  test('rules can be dropped', async ({ page }) => {
    await page.goto('./#/coverage');
    await expect(page.getByRole('heading', { name: 'What can I see?' })).toBeVisible();
    const transfer = await page.evaluateHandle(
      (text) => {
        const dropped = new DataTransfer();
        for (let at = 0; at < 6; at++) dropped.items.add(new File([text.replace('id: a', `id: ${at}`)], `${at}.yml`));
        return dropped;
      },
      sigma('a', 't1059'),
    );
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await expect(page.getByRole('region', { name: 'Preview of 6 files.tar' })).toContainText('6 of 6 rules kept');
  });

  test('a sensor of one’s own goes out as SMAP STIX and comes back', async ({ page }) => {
    await page.goto('./#/inventory');
    const csv =
      'EVENT ID,EVENT DESCRIPTION,ATT&CK DATA SOURCE ID,ATT&CK DATA SOURCE,ATT&CK DATA COMPONENT\n1,x,DS0009,Process,Process Creation\n2,x,DS0022,File,File Guessing\n';
    await importFile(page, 'Doorbell-sensors-mappings.csv', csv);
    await acceptImport(page);
    await page.getByRole('button', { name: 'Close', exact: true }).first().click();
    const text = await exportFile(page, 'Your own sensors (SMAP STIX)');
    expect(JSON.parse(text)).toMatchObject({ type: 'bundle' });
    await importFile(page, 'anything.json', text);
    await expect(page.getByRole('region', { name: 'Preview of anything.json' })).toContainText(
      '1 sensor known already',
    );
  });

  test('a Sysmon configuration sets the events of the Sysmon that is there', async ({ page }) => {
    await page.goto('./#/inventory');
    await importFile(page, 'inventory.csv', windowsInventory('Sysmon'));
    await acceptImport(page);
    await page.getByRole('button', { name: 'Close', exact: true }).first().click();
    const config =
      '<Sysmon schemaversion="4.90"><EventFiltering><ProcessCreate onmatch="exclude"/><NetworkConnect onmatch="include"/></EventFiltering></Sysmon>';
    await importFile(page, 'sysmon.xml', config);
    const preview = page.getByRole('region', { name: 'Preview of sysmon.xml' });
    await expect(preview).toContainText('1 Sysmon deployment gets these events');
    await preview.getByRole('checkbox').first().uncheck();
    await expect(preview).toContainText('A new deployment of Sysmon');
    await preview.getByRole('checkbox').first().check();
    await expect(preview).toContainText('1 Sysmon deployment gets these events');
    await acceptImport(page);
    await expect(page.getByRole('table', { name: 'Deployments' })).toContainText(/\d+ of \d+/);
  });
});
