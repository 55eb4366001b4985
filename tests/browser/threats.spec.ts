import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, tryDemonstration, windowsInventory } from './vedette-page';

const CREATED = { created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', spec_version: '2.1' };
const id = (type: string, digit: string) => `${type}--${digit.repeat(8)}-1111-4111-8111-111111111111`;

/** A made-up report: one technique by its retired id, two by their own, and one that no release has. */
function stixReport(): string {
  const techniques = ['T1086', 'T1053.005', 'T1567.002', 'T9999'].map((external_id, at) => ({
    type: 'attack-pattern',
    id: id('attack-pattern', String(at + 2)),
    ...CREATED,
    name: `made up ${external_id}`,
    external_references: [{ source_name: 'mitre-attack', external_id }],
  }));
  const report = {
    type: 'report',
    id: id('report', '1'),
    ...CREATED,
    name: 'Grey Heron in the shallows',
    published: '2026-01-02T00:00:00.000Z',
    object_refs: techniques.map((technique) => technique.id),
  };
  return JSON.stringify({ type: 'bundle', id: id('bundle', '9'), objects: [report, ...techniques] });
}

async function importReport(page: Page, name: string, content: string): Promise<void> {
  await importFile(page, name, content);
  const receipt = await acceptImport(page);
  await receipt.getByRole('button', { name: 'Close' }).click();
}

async function checkPage(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, what).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
    what,
  ).toEqual([]);
}

test('a report is read, judged, looked for and ticked off, and all of it is there after a reload', async ({ page }) => {
  test.slow();
  await page.goto('./#/inventory');
  await importReport(page, 'estate.csv', windowsInventory('Sysmon', 'Windows event log'));
  await page.goto('./#/threats');
  await expect(page.getByRole('heading', { name: 'No report is kept here yet' })).toBeVisible();
  await importReport(page, 'heron.json', stixReport());
  const reports = page.getByRole('table', { name: 'Reports' });
  await expect(reports.getByRole('row', { name: /Grey Heron/ })).toContainText(/\d of 3/);
  await expect(page.locator('.answer-line')).toContainText('Grey Heron in the shallows:');

  await reports.getByRole('button', { name: 'Grey Heron in the shallows' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Can I see Grey Heron in the shallows?');
  await expect(page.locator('.answer-line')).toContainText('observable steps');
  const steps = page.getByRole('table', { name: 'Steps' });
  await expect(steps).toContainText('as T1086 in the report');
  await expect(page.getByText('T9999')).toBeVisible();
  await steps.getByRole('button', { name: /PowerShell/ }).click();
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Where do I look?' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  expect(await exportFile(page, 'Steps as a table (CSV)')).toContain('T1059.001');

  await page.getByRole('link', { name: 'Where to look', exact: true }).click();
  await expect(page.locator('.answer-line')).toContainText(/show.* that can be seen/);
  await expect(page.getByRole('table', { name: /^Events of/ }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Hunt sheet', exact: true }).click();
  const step = page.getByRole('article', { name: /PowerShell/ });
  await step.getByRole('radio', { name: 'looked, nothing found' }).check();
  await step.getByRole('textbox', { name: 'Notes' }).fill('Only the update service.');
  await step.getByRole('textbox', { name: 'Notes' }).blur();
  await page.getByRole('textbox', { name: 'Who looks' }).fill('Ada');
  await page.getByRole('textbox', { name: 'Who looks' }).blur();
  await expect(page.locator('.answer-line')).toContainText('1 of');
  await expect(page.getByText(/^Begun/)).toBeVisible();
  const sheet = await exportFile(page, 'Hunt sheet as Markdown');
  expect(sheet).toContain('Only the update service.');
  expect(sheet).toContain('Ada');

  await page.reload();
  await expect(step.getByRole('radio', { name: 'looked, nothing found' })).toBeChecked();
  await expect(step.getByRole('textbox', { name: 'Notes' })).toHaveValue('Only the update service.');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByRole('textbox', { name: 'Who looks' })).toHaveValue('');
});

test('text is pasted through the same door, and its threat weighs the plan and stands on the matrix', async ({
  page,
}) => {
  test.slow();
  await page.goto('./#/inventory');
  await importReport(page, 'estate.csv', windowsInventory('Sysmon'));
  await page.goto('./#/threats');
  await page.getByRole('button', { name: 'Paste a report’s text' }).click();
  await page.getByRole('textbox', { name: 'What to call it' }).fill('Mail from a colleague');
  await page
    .getByRole('textbox', { name: 'Its text' })
    .fill('They ran PowerShell (T1059.001) and then a Scheduled Task, as in T1053.005.\n\nLater T1567.002 was used.');
  await page.getByRole('button', { name: 'Read it' }).click();
  const receipt = await acceptImport(page);
  await receipt.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('table', { name: 'Reports' }).getByRole('button').filter({ hasText: 'Mail' }).click();
  await expect(page.getByRole('table', { name: 'Steps' })).toContainText('T1567.002');

  await page.getByRole('button', { name: 'Show it on the matrix' }).click();
  await expect(page.getByRole('list', { name: /Layers on the matrix/ })).toContainText('3');
  await page.goBack();
  const layer = { name: 'Their steps', domain: 'enterprise-attack', versions: { layer: '4.5', attack: '19' } };
  await importReport(
    page,
    'layer.json',
    JSON.stringify({ ...layer, techniques: [{ techniqueID: 'T1053.005', score: 1 }] }),
  );
  await page.getByRole('link', { name: '‹ All threats' }).click();
  await expect(
    page.getByRole('table', { name: 'Layers as threats' }).getByRole('button', { name: 'Their steps' }),
  ).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Ask what to add for this threat' }).click();
  await expect(page).toHaveURL(/#\/plan$/);
  await expect(page.locator('.answer-line')).toContainText(/\S/);
});

for (const width of [360, 768, 1280]) {
  test(`at ${width} px nothing of a threat is cut, and axe finds nothing`, async ({ page }) => {
    // Two cores that others use as well: axe looks at many screens.
    test.setTimeout(360_000);
    await page.setViewportSize({ width, height: 800 });
    await tryDemonstration(page);
    await page.goto('./#/threats');
    await page.getByRole('textbox', { name: 'Search threats' }).or(page.getByRole('searchbox')).fill('G0016');
    await expect(page.getByText('1 threat', { exact: true })).toBeVisible();
    await checkPage(page, 'list');
    await page.goto('./#/threats/G0016');
    await expect(page.getByRole('table', { name: 'Steps' })).toBeVisible();
    await checkPage(page, 'verdict');
    await page.goto('./#/threats/G0016/look');
    await expect(page.getByRole('heading', { name: 'Step by step' })).toBeVisible();
    await checkPage(page, 'look');
    await page.goto('./#/threats/G0016/hunt');
    await expect(page.getByRole('article').first()).toBeVisible();
    await checkPage(page, 'hunt');
  });
}
