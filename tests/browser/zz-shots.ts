import { chromium } from '@playwright/test';
import { readFileSync, mkdirSync } from 'node:fs';
import { openBuiltSite } from '/work/wt/screens/tests/browser/built-site';
import { CHROMIUM_ARGUMENTS, findChromium } from '/work/wt/screens/tests/browser/find-chromium';
const out = '/tmp/screens-shots'; mkdirSync(out, { recursive: true });
const logs = '/work/shared/samples/logs/';
const site = await openBuiltSite();
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
const page = await context.newPage();
page.setDefaultTimeout(30000);
const imp = async (p: string) => {
  await page.goto('about:blank'); await page.goto(`${site.address}#/histories`);
  await page.getByLabel('Import files').setInputFiles({ name: p.split('/').pop()!, mimeType: '', buffer: readFileSync(logs + p) });
  await page.getByRole('button', { name: 'Import', exact: true }).first().click();
  await page.getByRole('region', { name: 'Import receipt' }).waitFor({ timeout: 20000 }).catch(async (e) => { await page.screenshot({ path: out + '/fail.png' }); throw e; });
};
for (const p of ['zeek-ctu/conn.log', 'zeek-ctu/http.log', 'zeek-ctu/dns.log', 'zeek-ctu/ssl.log', 'zeek-m57/conn.log', 'zeek-m57/http.log']) await imp(p);
const values = new Set<string>();
for (const p of ['zeek-ctu/conn.log','zeek-m57/conn.log']) { let n = 0; for (const m of readFileSync(logs + p, 'utf8').matchAll(/\b\d+\.\d+\.\d+\.\d+\b/g)) { if (!values.has(m[0])) { values.add(m[0]); if (++n > 80) break; } } }
{ const t = readFileSync(logs + 'zeek-ctu/http.log', 'utf8'); let n = 0; for (const m of t.matchAll(/"host":"([^"]+)".*?"uri":"([^"]+)"/g)) { if (n++ > 60) break; values.add(`http://${m[1]}${m[2]}`); values.add(m[1]); } }
values.add("[network-traffic:dst_port = 80 AND network-traffic:protocols[*] = 'tcp']");
await page.goto(`${site.address}#/hunts`);
const form = page.getByRole('form', { name: 'New search' });
await form.getByLabel('What: values').fill([...values].join('\n'));
await form.getByLabel('Name').fill('Real ones');
await form.getByRole('button', { name: 'Search', exact: true }).click();
await page.getByRole('table', { name: 'Sightings' }).waitFor();
const base = page.url();
const firstRow = await page.getByRole('table', { name: 'Sightings' }).locator('.data-table-open').nth(1);
await firstRow.click(); await page.waitForTimeout(800);
const opened = page.url();
for (const scheme of ['light', 'dark'] as const) {
  await page.emulateMedia({ colorScheme: scheme });
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 860 });
    for (const [name, url] of [['search', base], ['panel', opened], ['list', `${site.address}#/hunts`], ['histories', `${site.address}#/histories`]] as const) {
      if (scheme === 'dark' && !(name === 'search' || name === 'panel')) continue;
      await page.goto(url); await page.waitForTimeout(900);
      if (name !== 'histories' ) await page.evaluate(() => document.querySelector('.data-table')?.scrollIntoView());
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${out}/${name}-${width}-${scheme}.png` });
    }
  }
}
await browser.close(); await site.close();
