import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { openBuiltSite } from './built-site';
import { CHROMIUM_ARGUMENTS, findChromium } from './find-chromium';

/**
 * Every screen at three widths, light and dark, from an empty profile or with the demonstration estate:
 * `npm run screenshots -- [folder] [route …]`.
 */
const [folder = 'test-results/screenshots', ...chosen] = process.argv.slice(2);
const ROUTES = chosen.length > 0 ? chosen : ['#/', '#/inventory', '#/coverage', '#/plan', '#/data'];
const WIDTHS = [360, 768, 1280];
const SCHEMES = ['light', 'dark'] as const;

async function takeAll(page: Page, address: string, name: string): Promise<void> {
  for (const route of ROUTES) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width < 700 ? 780 : 860 });
      await page.goto(`${address}${route}`);
      // Nothing to wait for by name: every screen settles when its workers have answered.
      await page.waitForTimeout(1200);
      const screen = route.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'start';
      await page.screenshot({ path: join(folder, `${screen}-${width}-${name}.png`) });
    }
  }
}

await mkdir(folder, { recursive: true });
const site = await openBuiltSite();
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
for (const colorScheme of SCHEMES) {
  const context = await browser.newContext({ colorScheme });
  const page = await context.newPage();
  await takeAll(page, site.address, `${colorScheme}-empty`);
  await page.goto(`${site.address}#/`);
  const demonstration = page.getByRole('button', { name: /demonstration estate/i }).first();
  if (await demonstration.isVisible()) {
    await demonstration.click();
    await takeAll(page, site.address, `${colorScheme}-demonstration`);
  }
  await context.close();
}
await browser.close();
await site.close();
process.stdout.write(`Screenshots are in ${folder}.\n`);
