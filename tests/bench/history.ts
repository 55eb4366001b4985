import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { StaticServer } from '../browser/static-server';
import type { PartsTask, PartTimes } from './history.page';
import type { FlowTimes, HistoryTask, LineTimes } from './history.worker';
import { makeIndicators, writeConnLog } from './made-up-conn';
import { measureNfdump, type NfdumpTimes } from './nfdump';

export interface HistoryTimes {
  readonly lines: LineTimes;
  /** Of the same, in two workers that share the file: from its bytes to sightings. */
  readonly shared: PartTimes;
  /** `null`: there is no Python here. */
  readonly python: { readonly milliseconds: number; readonly matched: number } | null;
  /** Of addresses of version 6. */
  readonly v6: LineTimes;
  readonly flows: FlowTimes;
  /** `null`: there is no nfdump here. */
  readonly nfdump: NfdumpTimes | null;
  /** MB: the most that a process of the browser's pages ever had. */
  readonly peak: number | null;
}

export interface HistorySizes {
  readonly lines: number;
  readonly indicators: number;
  readonly flows: number;
  readonly rounds: number;
}

const FLOW_SEED = 77;
/** For nfdump: it takes a filter as text, and reads it as a tree. */
const FLOW_INDICATORS = 1000;

/** The same files for the browser, for Python and for nfdump. */
export async function measureHistory(browser: Browser, sizes: HistorySizes): Promise<HistoryTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  try {
    await buildWorker(folder);
    const indicators = makeIndicators(sizes.indicators, 5);
    const flowIndicators = makeIndicators(200_000, 6)
      .filter((line) => line.startsWith('ipv4'))
      .slice(0, FLOW_INDICATORS);
    writeFileSync(join(folder, 'indicators.txt'), indicators.join('\n'));
    writeFileSync(join(folder, 'flow-indicators.txt'), flowIndicators.join('\n'));
    writeConnLog(join(folder, 'conn.log'), sizes.lines, 1);
    writeConnLog(join(folder, 'conn6.log'), sizes.lines / 10, 2, 6);
    const site = await StaticServer.open(folder);
    const run = <T>(task: HistoryTask) => runTask<T>(browser, site.address, task);
    const { rounds } = sizes;
    const lines = await run<LineTimes>({ kind: 'lines', log: 'conn.log', indicators: 'indicators.txt', rounds });
    const shared = await runParts(browser, { log: 'conn.log', indicators: 'indicators.txt', parts: 2, rounds });
    const python = measurePython(folder, rounds);
    const v6 = await run<LineTimes>({ kind: 'lines', log: 'conn6.log', indicators: 'indicators.txt', rounds: 1 });
    const flows = await run<FlowTimes>({
      kind: 'flows',
      flows: sizes.flows,
      seed: FLOW_SEED,
      indicators: 'flow-indicators.txt',
      rounds,
    });
    const peak = await peakOfRenderers(browser);
    const nfdump = await measureNfdump(folder, sizes.flows, FLOW_SEED, flowIndicators, rounds);
    await site.close();
    return { lines, shared, python, v6, flows, nfdump, peak };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function buildWorker(folder: string): Promise<void> {
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
        input: {
          worker: join(import.meta.dirname, 'history.worker.ts'),
          page: join(import.meta.dirname, 'history.page.ts'),
        },
        output: { entryFileNames: '[name].js', format: 'es' },
      },
    },
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>bench</title><script type="module" src="page.js"></script>',
  );
}

/** The page stays: its process is asked for its peak afterwards. */
async function runTask<T>(browser: Browser, address: string, task: HistoryTask): Promise<T> {
  const page = browser.contexts()[0]?.pages()[0] ?? (await (await browser.newContext()).newPage());
  await page.goto(address);
  return (await page.evaluate(runWorker, task)) as T;
}

/** Runs in the page. */
function runWorker(task: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}

async function runParts(browser: Browser, task: PartsTask): Promise<PartTimes> {
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('No page.');
  return page.evaluate((given) => globalThis.shareFile(given), task);
}

/** As one would write it: a set of the addresses, and a look at two fields of every line. */
const SCRIPT = `
import sys, time
start = time.perf_counter()
watched = set()
with open('indicators.txt', 'rb') as file:
    for line in file:
        watched.add(line.rstrip(b'\\n').split(b'\\t')[1])
seen = {}
matched = 0
with open('conn.log', 'rb') as file:
    for line in file:
        if line.startswith(b'#'):
            continue
        fields = line.rstrip(b'\\n').split(b'\\t')
        source, destination = fields[2], fields[4]
        if source in watched or destination in watched:
            matched += 1
            for address in {source, destination}:
                if address in watched:
                    seen[address] = seen.get(address, 0) + 1
print((time.perf_counter() - start) * 1000, matched)
`;

function measurePython(folder: string, rounds: number): HistoryTimes['python'] {
  const runs = Array.from({ length: rounds }, () =>
    spawnSync('python3', ['-c', SCRIPT], { cwd: folder, encoding: 'utf8' }),
  );
  const answers = runs.flatMap(({ stdout }) => (stdout ? [stdout.trim().split(' ').map(Number)] : []));
  const [first] = answers;
  if (first === undefined) return null;
  const times = answers.map(([time = Number.NaN]) => time).sort((a, b) => a - b);
  return { milliseconds: times[Math.floor(times.length / 2)] ?? Number.NaN, matched: first[1] ?? 0 };
}

/** `VmHWM` of Linux; elsewhere it cannot be asked. */
async function peakOfRenderers(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
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
