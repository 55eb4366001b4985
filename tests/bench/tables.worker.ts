/** Runs in a worker of the browser that is measured: a table of a million rows, read by Papa Parse and by us, in turn. */
import Papa from 'papaparse';
import { makeProductMatcher } from '../../src/domain/sensors/match-product';
import type { SensorLibrary } from '../../src/domain/sensors/sensor';
import { readInventoryCsv } from '../../src/formats/inventory/inventory-csv';
import { openFileSource } from '../../workers/file-source';
import { hashAside } from '../../workers/hash-aside';
import { makeTable, type TableKind } from './made-up-tables';

export interface TableTimes {
  readonly megabytes: number;
  /** Medians of milliseconds. */
  readonly papa: number;
  readonly ours: number;
  /** The file's digest, which is made while the preview is looked at. */
  readonly digest: number;
  readonly ratio: number;
  readonly kept: number;
  readonly deployments: number;
}

interface Task {
  readonly library: string;
  readonly kind: TableKind;
  readonly rows: number;
  readonly rounds: number;
}

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  const library = (await (await fetch(data.library)).json()) as SensorLibrary;
  const file = new File(makeTable(data.kind, data.rows), 'table.csv');
  const [papa, ours, digest]: number[][] = [[], [], []];
  let [kept, deployments] = [0, 0];
  for (let round = 0; round < data.rounds; round++) {
    const start = performance.now();
    await readByPapa(file);
    const first = performance.now();
    ({ kept, deployments } = await readByUs(file, library));
    const second = performance.now();
    await hashAside(file).digest;
    papa?.push(first - start);
    ours?.push(second - first);
    digest?.push(performance.now() - second);
  }
  const ratios = (times: readonly number[] = []) => times.map((time, round) => time / (papa?.[round] ?? 1));
  const answer: TableTimes = {
    megabytes: file.size / 1e6,
    papa: median(papa),
    ours: median(ours),
    digest: median(digest),
    ratio: median(ratios(ours)),
    kept,
    deployments,
  };
  self.postMessage(answer);
};

/** As its documentation has it for large files: in chunks, rows as arrays, nothing done with them. */
function readByPapa(file: File): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    Papa.parse<string[]>(file, {
      chunk: ({ data }) => {
        rows += data.length;
      },
      complete: () => resolve(rows),
      error: reject,
    });
  });
}

async function readByUs(file: File, library: SensorLibrary) {
  const source = await openFileSource(file, () => undefined);
  const matcher = makeProductMatcher(library.sensors);
  const events = new Map(library.sensors.map((sensor) => [sensor.id, new Set(sensor.events.map(({ id }) => id))]));
  const result = await readInventoryCsv(source.stream(), {
    matchSensor: matcher.match,
    isVendor: matcher.isVendor,
    existingGroups: [],
    sensorEvents: (id) => events.get(id) ?? new Set(),
    newId: () => crypto.randomUUID(),
  });
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return { kept: result.value.counts.kept, deployments: result.value.deployments.length };
}

function median(values: readonly number[] = []): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
