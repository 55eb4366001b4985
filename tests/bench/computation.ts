import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { StaticServer } from '../browser/static-server';
import { SHARED } from '../shared-data';

export interface ComputationTimes {
  /** Milliseconds for 50 deployments × 10 system groups × all Enterprise techniques. */
  readonly recomputation: { readonly full: number; readonly spread: number };
  /** `null` when ../shared is missing. */
  readonly compilation: { readonly floor: number; readonly compile: number; readonly ratio: number } | null;
}

/** Measures the model in a worker of a real browser. */
export async function measureComputation(browser: Browser): Promise<ComputationTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  const bundle = join(SHARED, 'data', 'attack', 'enterprise-attack-19.1.json.gz');
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        lib: {
          entry: join(import.meta.dirname, 'computation.worker.ts'),
          formats: ['es'],
          fileName: () => 'worker.js',
        },
      },
    });
    cpSync(join(import.meta.dirname, '..', '..', 'data', 'catalog'), join(folder, 'catalog'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>bench</title>');
    if (existsSync(bundle)) writeFileSync(join(folder, 'bundle.json'), gunzipSync(readFileSync(bundle)));
    const site = await StaticServer.open(folder);
    const page = await browser.newPage();
    await page.goto(site.address);
    const times = await page.evaluate(runWorker, {
      catalog: 'catalog/enterprise-attack-19.1.json',
      library: 'catalog/sensor-library.json',
      bundle: existsSync(bundle) ? 'bundle.json' : null,
    });
    await page.close();
    await site.close();
    return times;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs in the page. */
function runWorker(inputs: object): Promise<ComputationTimes> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data as ComputationTimes);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(inputs);
  });
}
