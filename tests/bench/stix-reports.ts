import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { StaticServer } from '../browser/static-server';
import type { StixTask } from './stix-reports.worker';

export interface StixTimes {
  readonly megabytes: number;
  readonly objects: number;
  /** Milliseconds of `JSON.parse`. */
  readonly floor: number;
  /** Of reading it, parsing included. */
  readonly read: number;
  readonly ratio: number;
}

const OBJECTS = 40_000;

/** Reads a bundle of 50 MB and 40,000 objects in a worker of a real browser. */
export async function measureStixReports(browser: Browser, count = 9): Promise<StixTimes> {
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
    const rounds: { readonly floor: number; readonly read: number }[] = [];
    const run = (what: StixTask['what']) => page.evaluate(runWorker, { objects: OBJECTS, megabytes: 57, what });
    let megabytes = 0;
    for (let round = 0; round < count; round++) {
      // In turn, so that noise meets both; each in a worker of its own, as a file is read: in one that goes on, what the
      // one leaves behind is swept up on the time of the other.
      const floor = await run('parse');
      const read = await run('read');
      megabytes = read.characters / 1_000_000;
      rounds.push({ floor: floor.milliseconds, read: read.milliseconds });
    }
    await page.close();
    await site.close();
    const middle = (of: (round: { readonly floor: number; readonly read: number }) => number) =>
      rounds.map(of).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
    const [floor, read] = [middle((round) => round.floor), middle((round) => round.read)];
    return { objects: OBJECTS, megabytes, floor, read, ratio: read / floor };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs in the page. */
function runWorker(task: StixTask): Promise<{ readonly milliseconds: number; readonly characters: number }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data as { milliseconds: number; characters: number });
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}
