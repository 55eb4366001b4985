import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { StaticServer } from '../browser/static-server';
import type { TableKind } from './made-up-tables';
import type { TableTimes } from './tables.worker';

/** Reads tables of a million rows in a worker of a real browser, by Papa Parse and by us. */
export async function measureTables(
  browser: Browser,
  kinds: readonly TableKind[],
  rows = 1_000_000,
  rounds = 5,
): Promise<ReadonlyMap<TableKind, TableTimes>> {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      base: './',
      worker: { format: 'es' },
      build: {
        outDir: folder,
        assetsInlineLimit: 0,
        modulePreload: false,
        rollupOptions: {
          input: join(import.meta.dirname, 'tables.worker.ts'),
          output: { entryFileNames: 'worker.js', format: 'es' },
        },
      },
    });
    cpSync(
      join(import.meta.dirname, '..', '..', 'data', 'catalog', 'sensor-library.json'),
      join(folder, 'library.json'),
    );
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>bench</title>');
    const site = await StaticServer.open(folder);
    const times = new Map<TableKind, TableTimes>();
    for (const kind of kinds) {
      const page = await browser.newPage();
      await page.goto(site.address);
      times.set(kind, await page.evaluate(runWorker, { library: 'library.json', kind, rows, rounds }));
      await page.close();
    }
    await site.close();
    return times;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs in the page. */
function runWorker(task: object): Promise<TableTimes> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data as TableTimes);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}
