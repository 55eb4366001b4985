import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { traceMainThread } from '../browser/main-thread';
import { StaticServer } from '../browser/static-server';
import { makeIndicators, writeConnLog } from './made-up-conn';

export interface AppSizes {
  readonly flows: number;
  readonly indicators: number;
}

/** What was done in the app, how long it took by the clock, and what it cost the page's thread. */
export interface AppStep {
  readonly what: string;
  readonly milliseconds: number;
  /** The longest tasks of the page's thread, ms of its own time, the longest first. */
  readonly tasks: readonly number[];
  /** MB: the most that the renderer had until then; `null`: this system does not say. */
  readonly peak: number | null;
}

export interface AppTimes {
  readonly steps: readonly AppStep[];
  /** Of the file of flows. */
  readonly fileBytes: number;
  /** What the app says it stored, and what it found. */
  readonly facts: readonly string[];
}

const MINUTE = 60_000;
const SHOWN_TASKS = 5;
const PEAK_EVERY_MS = 300;

/**
 * The built app as a person uses it: a list of indicators, a watchlist of it, a history and a search. Everything is asked for
 * by selectors, since asking by role computes the roles of a whole page, in its thread.
 */
export async function measureApp(browser: Browser, sizes: AppSizes, site: string): Promise<AppTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  const host = await StaticServer.open(site);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  let peak: number | null = null;
  // The browser sets the mark back now and then.
  const watch = setInterval(async () => {
    peak = higher(peak, await peakOfRenderers(browser).catch(() => null));
  }, PEAK_EVERY_MS);
  try {
    const log = join(folder, 'conn.log');
    const list = join(folder, 'heron.csv');
    writeConnLog(log, sizes.flows, 1);
    writeFileSync(list, ['type\tindicator', ...makeIndicators(sizes.indicators, 5)].join('\n').replaceAll('\t', ','));
    const page = await context.newPage();
    page.setDefaultTimeout(20 * MINUTE);
    const steps: AppStep[] = [];
    const step = async (what: string, work: () => Promise<void>) => {
      const trace = await traceMainThread(browser);
      const begun = performance.now();
      await work();
      const milliseconds = performance.now() - begun;
      // What is still drawn piece by piece.
      await page.waitForTimeout(1500);
      peak = higher(peak, await peakOfRenderers(browser));
      steps.push({ what, milliseconds, tasks: (await trace.stop()).slice(0, SHOWN_TASKS), peak });
    };
    await page.goto(`${host.address}#/indicators`);
    await page.locator('html[data-offline=ready]').waitFor();
    // Playwright brings its own script along with the first question of a kind.
    await page.locator('input[type=file]').first().setInputFiles([]);
    await useApp(page, { list, log }, step);
    const facts = [await textOf(page, '.answer-line')];
    await page.evaluate(() => {
      location.hash = '#/histories';
    });
    await page.locator('table[aria-label=Histories] tbody tr').first().waitFor();
    facts.push(await textOf(page, '.answer-line'), await textOf(page, '.history-note'));
    return { steps, fileBytes: statSync(log).size, facts };
  } finally {
    clearInterval(watch);
    await context.close();
    await host.close();
    rmSync(folder, { recursive: true });
  }
}

type Step = (what: string, work: () => Promise<void>) => Promise<void>;

async function useApp(page: Page, files: { readonly list: string; readonly log: string }, step: Step): Promise<void> {
  const shows = (selector: string, hasText?: string | RegExp) =>
    page
      .locator(selector, hasText === undefined ? {} : { hasText })
      .first()
      .waitFor();
  const press = (name: string) => page.locator('button:enabled', { hasText: name }).first().click();
  const open = (route: string) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${route}`);
  const importFile = async (kind: string, path: string) => {
    await step(`${kind}: preview`, async () => {
      await page.locator('input[type=file]').first().setInputFiles(path);
      await shows('.import-panel-actions .button:enabled', 'Import');
    });
    await step(`${kind}: imported`, async () => {
      await page.locator('.import-panel-actions .button', { hasText: 'Import' }).first().click();
      await shows('.receipt-source');
    });
  };
  await importFile('indicators', files.list);
  await step('indicators: the screen', async () => {
    await open('indicators');
    await shows('.data-table-count', 'statements');
  });
  await step('indicators: found by a part', async () => {
    await page.locator('input[placeholder="Part of a value or comment"]').fill('.example');
    // It asks when nothing was typed for a moment.
    await page.waitForTimeout(400);
    await page.locator('[aria-labelledby=statements][aria-busy=false]').waitFor();
  });
  await step('indicators: one looked up', async () => {
    await page.locator('table[aria-label=Statements] .data-table-open').first().click();
    await shows('.detail-panel', 'domain');
    await page.waitForTimeout(3000);
  });
  await step('watchlist: made and counted', async () => {
    await open('indicators');
    await page.locator('table[aria-label="Files of indicators"] .data-table-open').first().click();
    await press('Make a watchlist of it');
    await shows('.answer-line', 'watched on 1 list');
  });
  await step('watchlist: written as Sigma', async () => {
    await page.locator('.detail-panel summary', { hasText: 'Write it as a query' }).click();
    await shows('.detail-panel .copy-text');
  });
  await importFile('flows', files.log);
  await step('search: its form', async () => {
    await open('hunts');
    await shows('.answer-line');
    await shows('form[aria-label="New search"] button[type=submit]:enabled');
  });
  for (const [what, button] of [
    ['search', 'form[aria-label="New search"] button[type=submit]'],
    ['search: again', '.search-tools button:has-text("Run again")'],
  ] as const)
    await step(what, async () => {
      await page.locator(button).click();
      // A short search may be over before one looks.
      await page
        .locator('.search-running')
        .waitFor({ state: 'attached', timeout: 3000 })
        .catch(() => undefined);
      await page.locator('.search-running').waitFor({ state: 'detached' });
      await shows('table[aria-label=Sightings] tbody tr');
    });
  await step('search: found by a host', async () => {
    await page.locator('input[placeholder="Indicator or host"]').fill('10.0.1');
    await page.waitForTimeout(2000);
  });
  await step('search: one sighting', async () => {
    await page.locator('table[aria-label=Sightings] .data-table-open').first().click();
    await shows('.record-fold-line');
  });
}

async function textOf(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ');
}

function higher(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

/** `VmHWM` of Linux; elsewhere it cannot be asked. */
async function peakOfRenderers(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .flatMap(({ id }) => {
      try {
        return [Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024];
      } catch {
        return [];
      }
    });
  return peaks.length === 0 ? null : Math.max(...peaks);
}
