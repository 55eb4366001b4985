import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { StaticServer } from '../browser/static-server';
import { SHARED } from '../shared-data';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const BUNDLE = join(SHARED, 'data', 'attack', 'enterprise-attack-19.1.json.gz');
const ROUNDS = 5;
/** No release of this name is shipped: the catalog is stored as well. */
const NAME = 'enterprise-attack-19.9.json';
const ID = 'enterprise-attack@19.9';

export interface ImportTimes {
  /** Milliseconds for decoding and parsing the same bytes, in a worker of the same page. */
  readonly floor: number;
  /** From the choice of the file to its preview. */
  readonly inspect: number;
  /** From the click on Import until catalog, prose and threats are stored. */
  readonly commit: number;
  /** From choosing the release until its matrix stands. */
  readonly use: number;
  /** All three against the floor: the median of the rounds. */
  readonly ratio: number;
}

/** The 35 MB bundle through the app itself, as a user imports it. `null` when ../shared is missing. */
export async function measureImport(browser: Browser): Promise<ImportTimes | null> {
  if (!existsSync(BUNDLE)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'vedette-import-'));
  try {
    cpSync(DIST, folder, { recursive: true });
    cpSync(join(import.meta.dirname, 'parse-floor.js'), join(folder, 'parse-floor.js'));
    const file = join(folder, NAME);
    writeFileSync(file, gunzipSync(readFileSync(BUNDLE)));
    const site = await StaticServer.open(folder);
    const rounds: Omit<ImportTimes, 'ratio'>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${site.address}#/coverage`);
      await page.locator('html[data-offline="ready"]').waitFor({ state: 'attached' });
      rounds.push({ floor: await measureFloor(page), ...(await measureOne(page, file)) });
      await context.close();
    }
    await site.close();
    const median = (of: (times: Omit<ImportTimes, 'ratio'>) => number) =>
      rounds.map(of).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
    return {
      floor: median(({ floor }) => floor),
      inspect: median(({ inspect }) => inspect),
      commit: median(({ commit }) => commit),
      use: median(({ use }) => use),
      ratio: median(({ floor, inspect, commit, use }) => (inspect + commit + use) / floor),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureFloor(page: Page): Promise<number> {
  return page.evaluate(async (name) => {
    const bytes = await (await fetch(name)).arrayBuffer();
    return new Promise<number>((resolve, reject) => {
      const worker = new Worker('parse-floor.js');
      worker.onmessage = ({ data }) => {
        worker.terminate();
        resolve(data as number);
      };
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(bytes, [bytes]);
    });
  }, NAME);
}

async function measureOne(page: Page, file: string): Promise<Pick<ImportTimes, 'inspect' | 'commit' | 'use'>> {
  const chosen = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener('change', () => resolve(performance.now()), { capture: true, once: true });
      }),
  );
  const previewed = whenShown(page, '.import-panel-actions .button[data-kind="primary"]');
  await page.getByLabel('Import files').setInputFiles(file);
  const inspect = (await previewed) - (await chosen);

  const stored = whenShown(page, '[aria-label="Import receipt"]');
  const clicked = await click(page, '.import-panel-actions .button[data-kind="primary"]');
  const commit = (await stored) - clicked;

  await page.locator(`select[aria-label="ATT&CK release"] option:has-text("19.9")`).waitFor({ state: 'attached' });
  const start = await page.evaluate((label) => {
    const select = document.querySelector<HTMLSelectElement>('select[aria-label="ATT&CK release"]');
    const option = [...(select?.options ?? [])].find(({ text }) => text.includes(label));
    if (select === null || option === undefined) throw new Error('The release is not offered.');
    select.selectedIndex = option.index;
    document.querySelector('[role="grid"]')?.setAttribute('data-before', '');
    select.dispatchEvent(new Event('change', { bubbles: true }));
    return performance.now();
  }, ID.split('@')[1] ?? '');
  const use = (await whenShown(page, '[role="grid"]:not([data-before]) [role="gridcell"]')) - start;
  return { inspect, commit, use };
}

function click(page: Page, selector: string): Promise<number> {
  return page.evaluate((wanted) => {
    const now = performance.now();
    document.querySelector<HTMLElement>(wanted)?.click();
    return now;
  }, selector);
}

/** In the page's own clock, at the frame in which the element is there. */
async function whenShown(page: Page, selector: string): Promise<number> {
  const found = await page.waitForFunction(
    (wanted) => (document.querySelector(wanted) === null ? null : performance.now()),
    selector,
    { polling: 'raf', timeout: 120_000 },
  );
  return (await found.jsonValue()) ?? Number.NaN;
}
