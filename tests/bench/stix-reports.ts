import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { StaticServer } from '../browser/static-server';
import type { StixWay } from './stix-reports.worker';

export interface StixTimes {
  readonly megabytes: number;
  readonly objects: number;
  /** Milliseconds of making text of the bytes and `JSON.parse` of it. */
  readonly floor: number;
  /** Of reading the same bytes as a report. */
  readonly read: number;
}

const OBJECTS = 40_000;

/** Reads a bundle of 50 MB and 40,000 objects in a worker of a real browser. */
export async function measureStixReports(browser: Browser, count = 9): Promise<StixTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      base: './',
      worker: { format: 'es' },
      build: {
        outDir: folder,
        copyPublicDir: false,
        modulePreload: false,
        rollupOptions: {
          input: { worker: join(import.meta.dirname, 'stix-reports.worker.ts') },
          output: { entryFileNames: '[name].js', format: 'es' },
        },
      },
    });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>bench</title>');
    const site = await StaticServer.open(folder);
    const page = await browser.newPage();
    await page.goto(site.address);
    // Made elsewhere, as a file is: what making it leaves behind would be swept up on the time of what is measured.
    const megabytes = (await page.evaluate(makeBytes, { objects: OBJECTS, megabytes: 57 })) / 1_000_000;
    const rounds: Readonly<Record<StixWay, number>>[] = [];
    for (let round = 0; round < count; round++) {
      // In turn, so that noise meets both; each in a worker of its own, as a file is read: in one that goes on, what the
      // one leaves behind is swept up on the time of the other.
      rounds.push({
        parse: await page.evaluate(runWorker, 'parse' as const),
        read: await page.evaluate(runWorker, 'read' as const),
      });
    }
    await page.close();
    await site.close();
    if (process.env['BENCH_ROUNDS'] !== undefined) console.table(rounds);
    const middle = (way: StixWay) =>
      rounds.map((round) => round[way]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
    return { objects: OBJECTS, megabytes, floor: middle('parse'), read: middle('read') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs in the page, which keeps the bytes; gives how many. */
function makeBytes(size: { readonly objects: number; readonly megabytes: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      Object.assign(window, { stixBytes: data });
      resolve((data as ArrayBuffer).byteLength);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ what: 'make', ...size });
  });
}

/** Runs in the page; gives milliseconds. */
function runWorker(what: StixWay): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data as number);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ what, bytes: (window as unknown as { readonly stixBytes: ArrayBuffer }).stixBytes });
  });
}
