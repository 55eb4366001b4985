import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expect, test } from './fixtures';
import { acceptImport, importFile } from './vedette-page';

/** A watchlist as files for sensors: what may go out does, the rest is counted. */

const LIST = [
  'indicator,type,tlp,valid_until,comment',
  'beacon.example.net,domain,green,2099-01-01T00:00:00Z,Beacon server',
  '203.0.113.7,ipv4,amber,,Beacon address',
  'old.example.net,domain,green,2020-01-01T00:00:00Z,Long gone',
  'secret.example.net,domain,red,,For few',
  'CVE-2024-3400,vulnerability,green,,No sensor sees it',
].join('\n');

async function openWriting(page: Page): Promise<Locator> {
  await page.goto('./#/indicators');
  await importFile(page, 'heron.csv', LIST);
  const receipt = await acceptImport(page);
  await receipt.getByRole('link', { name: 'See it among your indicators' }).click();
  await page.getByRole('button', { name: 'Make a watchlist of it' }).click();
  const panel = page.getByRole('dialog', { name: 'heron' });
  await panel.getByText('Write it as a query').click();
  return panel;
}

async function save(page: Page, button: Locator): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await button.click();
  return readFile(await (await download).path());
}

for (const width of [360, 1280])
  test(`at ${width} px a watchlist goes out to Suricata and Zeek without what is expired or TLP:RED`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const panel = await openWriting(page);
    for (const [label, name] of [
      ['Suricata rules', 'heron.rules'],
      ['Zeek intel', 'heron.intel'],
    ] as const) {
      await panel.getByLabel('Write as').selectOption({ label });
      await expect(panel.getByText('2 values go out, 3 stay here.')).toBeVisible({ timeout: 20_000 });
      await expect(panel.getByText('Held back: 1 expired, 1 marked for fewer people than this is for.')).toBeVisible();
      const text = (await save(page, panel.getByRole('button', { name: `Save ${name}` }))).toString('utf8');
      expect(text).toContain('beacon.example.net');
      expect(text).toContain('203.0.113.7');
      expect(text).not.toMatch(/old\.example|secret\.example/);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    await panel.getByLabel('For whom').selectOption({ label: 'Our community: up to TLP:GREEN' });
    await expect(panel.getByText('1 value goes out, 4 stay here.')).toBeVisible();
    await panel.getByLabel('Write as').selectOption({ label: 'Suricata datasets' });
    const packed = await save(page, panel.getByRole('button', { name: 'Save all as ZIP' }));
    const files = unzipSync(new Uint8Array(packed));
    expect(Object.keys(files).sort()).toEqual(['heron-domains.lst', 'heron.rules']);
    expect(Buffer.from(new TextDecoder().decode(files['heron-domains.lst']), 'base64').toString()).toBe(
      'beacon.example.net',
    );
    await panel.getByText('stay here.').scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/watchlists-out-${width}.png` });
  });
