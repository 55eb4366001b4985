import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { StaticServer } from '../browser/static-server';
import type { StixTimes } from './stix-reports.worker';

/** Reads a bundle of 50 MB and 40,000 objects in a worker of a real browser. */
export async function measureStixReports(browser: Browser, rounds = 9): Promise<StixTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        lib: {
          entry: join(import.meta.dirname, 'stix-reports.worker.ts'),
          formats: ['es'],
          fileName: () => 'worker.js',
        },
      },
    });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>bench</title>');
    const site = await StaticServer.open(folder);
    const page = await browser.newPage();
    await page.goto(site.address);
    const times = await page.evaluate(runWorker, { objects: 40_000, megabytes: 57, rounds });
    await page.close();
    await site.close();
    return times;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs in the page. */
function runWorker(task: object): Promise<StixTimes> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data as StixTimes);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}
