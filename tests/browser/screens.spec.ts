import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { tryDemonstration } from './vedette-page';

const ROUTES = [
  '',
  'inventory',
  'layers',
  'coverage',
  'plan',
  'threats',
  'indicators',
  'watchlists',
  'histories',
  'hunts',
  'alerts',
  'cases',
  'share',
  'open/x',
  'data',
  'inbox',
];

test.describe('every screen', () => {
  for (const route of [...ROUTES, 'no-such-screen']) {
    test(`#/${route}: one heading, the door in and the door out`, async ({ page }) => {
      await page.goto(`./#/${route}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(page.getByLabel('Import files')).toHaveCount(1);
      await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
    });
  }

  for (const width of [360, 768, 1280]) {
    test(`at ${width} px: nothing is wider than the screen, and axe finds nothing`, async ({ page }) => {
      test.setTimeout(360_000);
      await page.setViewportSize({ width, height: 800 });
      await tryDemonstration(page);
      for (const route of [
        '',
        'inventory',
        'coverage',
        'coverage/T1059.001',
        'hunts',
        'alerts',
        'watchlists/new',
        'indicators',
        'histories',
        'data',
        'inbox',
      ]) {
        await page.goto(`./#/${route}`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        await page.waitForTimeout(500);
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
});
