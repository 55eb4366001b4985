import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'vite';
import { openBuiltSite } from '../browser/built-site';
import { CHROMIUM_ARGUMENTS, findChromium } from '../browser/find-chromium';

/** What a visitor waits for, measured in a real browser on the built page: `npm run bench`. Medians of five. */
const ROUNDS = 5;

interface Visit {
  readonly firstPaint: number;
  /** Until a worker may start, which the first visit pays for the policy. */
  readonly controlled: number;
  readonly stored: number;
}

async function measureVisits(
  browser: Browser,
  address: string,
): Promise<{ readonly first: Visit; readonly second: Visit }> {
  const context = await browser.newContext();
  const visits: Visit[] = [];
  for (let visit = 0; visit < 2; visit++) {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const seen = { controlled: 0, stored: 0 };
      Object.assign(globalThis, { seen });
      const timer = setInterval(() => {
        if (seen.controlled === 0 && navigator.serviceWorker.controller !== null) seen.controlled = performance.now();
        if (document.documentElement?.dataset['offline'] !== 'ready') return;
        seen.stored = performance.now();
        clearInterval(timer);
      }, 5);
    });
    await page.goto(address);
    await page.waitForFunction(
      () => (globalThis as unknown as { readonly seen: { readonly stored: number } }).seen.stored > 0,
    );
    visits.push(
      await page.evaluate(() => {
        const { seen } = globalThis as unknown as {
          readonly seen: { readonly controlled: number; readonly stored: number };
        };
        const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
        return { firstPaint: paint, ...seen };
      }),
    );
    await page.close();
  }
  await context.close();
  const [first, second] = visits;
  if (first === undefined || second === undefined) throw new Error('There were no two visits.');
  return { first, second };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measureFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name)));
  return (await Promise.all(sizes)).reduce((total, { size }) => total + size, 0);
}

await build({ logLevel: 'error' });
const site = await openBuiltSite();
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
const rounds: Awaited<ReturnType<typeof measureVisits>>[] = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await measureVisits(browser, site.address));
await browser.close();
await site.close();

const row = (name: string, of: (visit: Visit) => number) =>
  `${name.padEnd(34)}${median(rounds.map(({ first }) => of(first)))
    .toFixed(0)
    .padStart(12)}${median(rounds.map(({ second }) => of(second)))
    .toFixed(0)
    .padStart(14)}`;
process.stdout.write(
  [
    `${'milliseconds'.padEnd(34)}${'first visit'.padStart(12)}${'second visit'.padStart(14)}`,
    row('first contentful paint', (visit) => visit.firstPaint),
    row('workers may start', (visit) => visit.controlled),
    row('all files stored', (visit) => visit.stored),
    `${'the whole app'.padEnd(34)}${((await measureFolder('dist')) / 1024).toFixed(0).padStart(9)} KiB`,
    '',
  ].join('\n'),
);
