import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { StaticServer } from '../browser/static-server';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
/** As the issue that set the limit measures: a page on a phone, roughly. */
const THROTTLING = 4;

export interface VisitTimes {
  /** Bytes of scripts and facts, gzipped, that the first visit asks for until the matrix can be used. */
  readonly bytesToMatrix: number;
  /** Everything, gzipped, until the app is stored for offline use. */
  readonly bytesInAll: number;
  /** Milliseconds from the first byte asked for to a matrix with states. */
  readonly firstMatrix: number;
  /** The same with the network gone, on the second visit. */
  readonly warmOffline: number;
  readonly warmOfflineThrottled: number;
}

/** First visit, then warm starts without a network, of the built app with the demonstration estate. */
export async function measureVisits(browser: Browser): Promise<VisitTimes> {
  const site = await StaticServer.open(DIST, '/vedette/');
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.address}#/coverage`);
    const firstMatrix = await waitForMatrix(page);
    const bytesToMatrix = weigh(site.requested);
    await page.locator('html[data-offline="ready"]').waitFor({ state: 'attached' });
    const bytesInAll = weigh(site.requested);

    await page.goto(`${site.address}#/`);
    await page.getByRole('button', { name: 'Try the demonstration estate' }).click();
    await page.goto(`${site.address}#/coverage`);
    await page.locator('[role="grid"] [data-state="runs"]').first().waitFor();
    await page.close();
    await site.close();
    return {
      bytesToMatrix,
      bytesInAll,
      firstMatrix,
      warmOffline: await measureWarmStart(context, site.address, 1),
      warmOfflineThrottled: await measureWarmStart(context, site.address, THROTTLING),
    };
  } finally {
    await context.close();
  }
}

async function measureWarmStart(context: BrowserContext, address: string, throttling: number): Promise<number> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttling });
  await page.goto(`${address}#/coverage`, { waitUntil: 'commit' });
  const time = await waitForMatrix(page, '[data-state="runs"]');
  await page.close();
  return time;
}

/** Since the navigation began, in the page's own clock. */
async function waitForMatrix(page: Page, cell = '[role="gridcell"]'): Promise<number> {
  const found = await page.waitForFunction(
    (selector) => (document.querySelector(selector) === null ? null : performance.now()),
    `[role="grid"] ${cell}`,
    { polling: 'raf' },
  );
  return (await found.jsonValue()) ?? Number.NaN;
}

/** Scripts and facts as a host with compression sends them; each file once. */
function weigh(requested: readonly string[]): number {
  return [...new Set(requested)]
    .filter((path) => /\.(?:js|gz)$/.test(path))
    .map((path) => readFileSync(join(DIST, path)))
    .reduce((sum, bytes) => sum + (bytes[0] === 0x1f ? bytes.length : gzipSync(bytes).length), 0);
}
