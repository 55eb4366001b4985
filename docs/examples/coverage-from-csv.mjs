/**
 * From an inventory to a Navigator layer without a hand on the mouse.
 *
 *   node docs/examples/coverage-from-csv.mjs ADDRESS INVENTORY.csv LAYER.json
 *
 * ADDRESS is where the app is served (`npm start` prints it). CHROMIUM_PATH names a Chromium; without it Playwright's
 * own is used.
 */
import { chromium } from '@playwright/test';

const [address, inventory, layer] = process.argv.slice(2);
if (layer === undefined) throw new Error('Say: coverage-from-csv.mjs ADDRESS INVENTORY.csv LAYER.json');

const executablePath = process.env.CHROMIUM_PATH;
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage();
await page.goto(`${address}#/coverage`);

await page.getByLabel('Import files').setInputFiles(inventory);
await page.getByRole('button', { name: 'Import', exact: true }).click();
await page.getByRole('region', { name: 'Import receipt' }).waitFor();

// A cell's name carries id, name and state.
const running = page.getByRole('grid', { name: 'Technique matrix' }).getByRole('gridcell', { name: /, runs/ });
await running.first().waitFor();

const download = page.waitForEvent('download');
await page.getByRole('button', { name: 'Export' }).click();
await page.getByRole('menuitem', { name: 'Navigator layer' }).click();
await (await download).saveAs(layer);

console.log(`${await running.count()} cells run; the layer is in ${layer}`);
await browser.close();
