import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { CHROMIUM_ARGUMENTS, findChromium } from '../browser/find-chromium';
import { StaticServer } from '../browser/static-server';
import type { SigmaTask, SigmaTimes } from './sigma.worker';

type Say = (what: string, value: string, limit: string) => void;

const FULL: SigmaTask = { events: 1_000_000, rules: 100, seed: 11, rounds: 3 };

/** Sigma rules over Windows events in one worker of a real browser, against one bare pass over the same columns. */
export async function reportSigma(say: Say, task: SigmaTask = FULL): Promise<void> {
  const { events, rules, columns, matched, read, pass, bytes, run, ratio } = await measureSigma(task);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  say(`${events} Windows events: one pass over ${columns} columns, each value read once`, ms(pass), 'the floor');
  say(`  ${rules} Sigma rules over them: ${matched} matches`, ms(run), `${ratio.toFixed(2)} ×, at most 10 ×`);
  say('  the same pass over bytes, without making texts of them', ms(bytes), `${(run / bytes).toFixed(2)} ×`);
  say('  the rules read from YAML', ms(read), '');
}

async function measureSigma(task: SigmaTask): Promise<SigmaTimes> {
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
          input: join(import.meta.dirname, 'sigma.worker.ts'),
          output: { entryFileNames: 'worker.js', format: 'es' },
        },
      },
    });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>bench</title>');
    const site = await StaticServer.open(folder);
    const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
    const page = await browser.newPage();
    await page.goto(site.address);
    const times = await page.evaluate(runWorker, task);
    await browser.close();
    await site.close();
    return times;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs in the page. */
function runWorker(task: SigmaTask): Promise<SigmaTimes> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data as SigmaTimes);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}
