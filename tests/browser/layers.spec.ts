import AxeBuilder from '@axe-core/playwright';
import { validateLayer } from '../formats/navigator-layer-schema';
import { expect, test } from './fixtures';
import { acceptImport, exportFile, importFile, matrixCell, windowsInventory } from './vedette-page';

/** Made up: a report of the days before sub-techniques, and another one of today. */
const OLD = JSON.stringify({
  name: 'Old report',
  version: '2.1',
  domain: 'mitre-enterprise',
  gradient: { colors: ['#ffffff', '#aa0000'], minValue: 0, maxValue: 10 },
  techniques: [
    { techniqueID: 'T1086', score: 10, comment: 'scripts all over' },
    { techniqueID: 'T1003', tactic: 'credential-access', score: '5', metadata: [{ name: 'Seen', value: 'in May' }] },
    { techniqueID: 'T7777', score: 1 },
  ],
});
const NEW = JSON.stringify({
  name: 'New report',
  versions: { attack: '19', layer: '4.5' },
  domain: 'enterprise-attack',
  techniques: [
    { techniqueID: 'T1059.001', score: 4, links: [{ label: 'Report', url: 'https://example.org/report' }] },
    { techniqueID: 'T1003', score: 3 },
  ],
});

test('layers of different years stand on the matrix, say more in the panel, and combine with the coverage', async ({
  page,
}) => {
  test.slow();
  await page.goto('./#/layers');
  await expect(page.getByText('No layer is kept here yet')).toBeVisible();
  await importFile(page, 'inventory.csv', windowsInventory('Sysmon'));
  await acceptImport(page);
  await importFile(page, 'old.json', OLD);
  const preview = page.getByRole('region', { name: 'Preview of old.json' });
  await expect(preview).toContainText('3 of 3 techniques kept');
  await expect(preview).toContainText('In ATT&CK 19.1: 1 replaced by others, 1 unknown.');
  await preview.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Layers' })).toContainText('Old report');
  await importFile(page, 'new.json', NEW);
  await page
    .getByRole('region', { name: 'Preview of new.json' })
    .getByRole('button', { name: 'Import', exact: true })
    .click();
  await expect(page.getByText(/^2.layers with 5.notes on techniques/)).toBeVisible();

  // On the matrix: the state stays, the layer has a sign of its own.
  await page.getByRole('checkbox', { name: /Old report/ }).check();
  await page.getByRole('button', { name: 'Show on the matrix' }).click();
  await page.goto('./#/coverage/T1059.001');
  await expect(matrixCell(page, /^T1059\.001 PowerShell.*layer Old report: score 10, scripts all over/)).toBeVisible();
  await expect(matrixCell(page, /^T1059\.001/)).toHaveAttribute('data-state', /.+/);
  const legend = page.getByRole('list', { name: /Layers on the matrix/ });
  await expect(legend).toContainText('T7777) in no ATT&CK release known here');
  await expect(legend.getByRole('link', { name: 'bring it up to date' })).toHaveCount(0);
  const notes = page.getByRole('region', { name: 'What layers say' });
  await expect(notes).toContainText('said of T1086, which this replaced');
  await notes.getByText('1 note of layers that are not on the matrix').click();
  await expect(notes).toContainText('https://example.org/report');
  await expect(notes.getByRole('link', { name: 'https://example.org/report' })).toHaveCount(0);

  // Combined: a formula over both and the coverage.
  await page.goto('./#/layers');
  await page.getByRole('checkbox', { name: /Old report/ }).check();
  await page.getByRole('checkbox', { name: /New report/ }).check();
  await page.getByRole('button', { name: 'Combine', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Combine layers' });
  await panel.getByLabel('Add a layer').selectOption('Coverage of my estate, 0 to 100');
  await panel.getByLabel('Operation').selectOption('Formula');
  await panel.getByLabel('Formula').fill('max(a, b) * (');
  await expect(panel.getByRole('alert')).toContainText('ends where a value is needed');
  await panel.getByLabel('Formula').fill('max(a, b) * 10 - min(c, 0)');
  await panel.getByLabel('Name').fill('What to look at');
  await expect(panel.getByRole('region', { name: 'Result' })).toContainText('What to look at: 2');
  await expect(panel.getByRole('region', { name: 'Result' })).toContainText('1 could not be followed');
  await panel.getByRole('button', { name: 'Keep as a layer' }).click();
  await expect(page.getByRole('dialog', { name: 'What to look at' })).toBeVisible();

  // Out: the chosen ones, or all in one file; every one a valid layer.
  await page.goto('./#/layers');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  const all = JSON.parse(await exportFile(page, 'Navigator layers')) as readonly Record<string, unknown>[];
  expect(all.map(({ name }) => name)).toEqual(['Old report', 'New report', 'What to look at']);
  for (const layer of all) expect(validateLayer(layer)).toEqual([]);

  // Undo reaches layers, and the same file again changes nothing.
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(page.getByText(/^2.layers with/)).toBeVisible();
  await importFile(page, 'old again.json', OLD);
  await expect(page.getByRole('region', { name: 'Preview of old again.json' })).toContainText('1 layer known already');
});

test('the screen of layers fits every width, and axe finds nothing', async ({ page }) => {
  test.slow();
  await page.goto('./#/layers');
  await importFile(page, 'layers.json', `[${OLD},${NEW}]`);
  await acceptImport(page);
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();
  await page.getByRole('checkbox', { name: /Old report/ }).check();
  await page.getByRole('button', { name: 'Show on the matrix' }).click();
  const id = await page.evaluate(() => JSON.parse(localStorage.getItem('vedette.overlays') ?? '[]')[0] as string);
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    // The matrix is a thousand cells to axe: once is enough.
    const matrix = width === 1280 ? ['coverage/T1003'] : [];
    for (const route of ['layers', `layers/${id}`, `layers/combine/${id}`, ...matrix]) {
      await page.goto(`./#/${route}`);
      await page.waitForTimeout(500);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `#/${route} at ${width}`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((found) => `${found.id}: ${found.nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
        `#/${route} at ${width}`,
      ).toEqual([]);
    }
  }
});

test('files that are no layers are refused with the place', async ({ page }) => {
  await page.goto('./#/layers');
  const nested = JSON.stringify({ layers: [JSON.parse(OLD)] });
  await importFile(page, 'nested.json', nested);
  await expect(page.getByText('A layer stands inside something else here.')).toBeVisible();
  await expect(page.getByText('layers[0]', { exact: false }).first()).toBeVisible();
  await importFile(page, 'cut.json', OLD.slice(0, 200));
  await expect(page.getByText('The JSON ends in the middle', { exact: false })).toBeVisible();
});

test('layers of one name are told apart, and come onto the matrix of an empty inventory', async ({ page }) => {
  await page.goto('./#/layers');
  const namesake = NEW.replace('New report', 'Old report');
  for (const [file, content] of [
    ['old.json', OLD],
    ['new.json', namesake],
  ] as const) {
    await importFile(page, file, content);
    await page
      .getByRole('region', { name: `Preview of ${file}` })
      .getByRole('button', { name: 'Import', exact: true })
      .click();
    await expect(page.getByRole('table', { name: 'Layers' })).toContainText('Old report');
  }
  await expect(page.getByRole('table', { name: 'Layers' })).toContainText('Old report (new.json)');
  await importFile(page, 'waits.json', NEW);
  await expect(page.getByRole('region', { name: 'Preview of waits.json' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Import receipt' })).toHaveCount(2);

  // Nothing to combine is chosen for an estate that is not there.
  await page.getByRole('button', { name: 'Combine layers' }).click();
  const panel = page.getByRole('dialog', { name: 'Combine layers' });
  await expect(panel.getByRole('button', { name: 'Keep as a layer' })).toBeDisabled();
  await expect(panel.getByRole('button', { name: /^Leave Coverage/ })).toHaveCount(0);
  await panel.getByLabel('Add a layer').selectOption({ label: 'Old report (new.json; Enterprise 19)' });
  await expect(panel.getByRole('button', { name: 'Keep as a layer' })).toBeEnabled();
  await page.goto('./#/layers');

  await page.getByRole('link', { name: 'See them on the matrix' }).click();
  await expect(matrixCell(page, /^T1003 .*layer a Old report: score 5, layer b Old report: score 3/)).toHaveCount(1);
  const cell = matrixCell(page, /^T1003 /);
  await expect(cell.locator('.overlay-mark').last()).toHaveText('b3');
  const legend = page.getByRole('list', { name: /Layers on the matrix/ });
  await expect(legend.getByRole('listitem').last()).toContainText('b Old report (new.json)');
  // What is finished has made way; what waits for an answer stays.
  await expect(page.getByRole('region', { name: 'Import receipt' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Preview of waits.json' })).toBeVisible();
  if (process.env['SHOT']) await page.screenshot({ path: process.env['SHOT'], fullPage: true });

  await page.goto('./#/data');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Backup of this workspace' }).click();
  await download;
});
