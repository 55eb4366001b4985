import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { StaticServer } from '../browser/static-server';
import { SHARED } from '../shared-data';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const BUNDLE = join(SHARED, 'data', 'attack', 'enterprise-attack-19.1.json.gz');
const ROUNDS = 7;

export interface ImportTimes {
  /** Milliseconds for decoding and parsing the same bytes, in a worker of its own. */
  readonly floor: number;
  /** From the file to its preview. */
  readonly inspect: number;
  /** Until catalog, prose and threats are stored. */
  readonly commit: number;
  /** Until coverage is computed with the new release. */
  readonly use: number;
  /** All three against the floor. */
  readonly ratio: number;
}

/** The 35 MB bundle through the workers of the built app, as the page asks them. `null` when ../shared is missing. */
export async function measureImport(browser: Browser): Promise<ImportTimes | null> {
  if (!existsSync(BUNDLE)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'vedette-import-'));
  try {
    cpSync(DIST, folder, { recursive: true });
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        emptyOutDir: false,
        lib: {
          entry: join(import.meta.dirname, 'import-release.page.ts'),
          formats: ['es'],
          fileName: () => 'bench.js',
        },
      },
    });
    cpSync(join(import.meta.dirname, 'parse-floor.js'), join(folder, 'parse-floor.js'));
    writeFileSync(join(folder, 'bench.html'), '<!doctype html><script type="module" src="bench.js"></script>');
    writeFileSync(join(folder, 'bundle.json'), gunzipSync(readFileSync(BUNDLE)));
    const site = await StaticServer.open(folder);
    const rounds: Omit<ImportTimes, 'ratio'>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${site.address}bench.html`);
      await page.waitForFunction('"measureImport" in globalThis');
      const workers = { import: findWorker('import'), coverage: findWorker('coverage') };
      rounds.push(await page.evaluate(runInPage, workers));
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

function runInPage(workers: { readonly import: string; readonly coverage: string }) {
  const { measureImport } = globalThis as unknown as {
    measureImport(files: typeof workers): Promise<Omit<ImportTimes, 'ratio'>>;
  };
  return measureImport(workers);
}

function findWorker(name: string): string {
  const found = readdirSync(join(DIST, 'assets')).find((file) => file.startsWith(`${name}.worker-`));
  if (found === undefined) throw new Error(`The build has no ${name} worker.`);
  return `assets/${found}`;
}
