/** Takes the picture in README.md from the built app with the demonstration estate: `npm run picture`. */
import { chromium } from '@playwright/test';
import { openBuiltSite } from './built-site';
import { CHROMIUM_ARGUMENTS, findChromium } from './find-chromium';

const site = await openBuiltSite();
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
await page.goto(`${site.address}#/`);
await page.getByRole('button', { name: 'Try the demonstration estate' }).click();
// The demonstration opens on the matrix.
await page.locator('[role="grid"] [data-state="runs"]').first().waitFor();
await page.goto(`${site.address}#/coverage/T1053.005`);
await page.getByRole('heading', { name: /Where do I look/ }).waitFor();
await page.locator('html[data-offline="ready"]').waitFor({ state: 'attached' });
await page.screenshot({ path: 'docs/matrix.png' });
await browser.close();
await site.close();
