/** Runs in a worker of the browser that is measured; the page posts what to measure and gets milliseconds back. */
import type { Catalog } from '../../src/domain/attack/catalog';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import { compileCatalog } from '../../src/domain/attack/compile-catalog';
import { readComponentLineage } from '../../src/domain/attack/component-lineage';
import { computeCoverage } from '../../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import type { Deployment, Inventory, SystemGroup } from '../../src/domain/sensors/inventory';
import { ROLES, type SensorLibrary } from '../../src/domain/sensors/sensor';
import { readAttackBundle } from '../../src/formats/attack-stix';

const ROUNDS = 31;
const COMPILE_ROUNDS = 7;

self.onmessage = async ({ data }: MessageEvent<{ catalog: string; library: string; bundle: string | null }>) => {
  const [catalog, library] = await Promise.all([fetchJson(data.catalog), fetchJson(data.library)]);
  const recomputation = {
    full: measureRecomputation(catalog as Catalog, library as SensorLibrary, false),
    spread: measureRecomputation(catalog as Catalog, library as SensorLibrary, true),
  };
  const compilation = data.bundle === null ? null : measureCompilation(await fetchBytes(data.bundle));
  self.postMessage({ recomputation, compilation });
};

/**
 * 50 deployments of 50 sensors × 10 system groups × all techniques.
 * @param spread each on a share of its own and of mixed quality, so that every bound must be searched for; else on all
 *   hosts, as most inventories say
 */
function measureRecomputation(catalog: Catalog, library: SensorLibrary, spread: boolean): number {
  const index = indexCatalog(catalog);
  const groups = Array.from({ length: 10 }, (_, g) => makeGroup(g, catalog.platforms));
  const sensors = library.sensors.filter(({ events }) => events.length > 0);
  const deployments = Array.from({ length: 50 }, (_, d) =>
    makeDeployment(d, sensors[d % sensors.length]?.id ?? '', groups, spread),
  );
  const inventory: Inventory = { groups, deployments, customSensors: [], supporting: [] };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const estate = prepareEstate(index, inventory, indexSensors(library.sensors, inventory), DEFAULT_SETTINGS);
    computeCoverage(index, estate, [], DEFAULT_SETTINGS);
    times.push(performance.now() - start);
  }
  return median(times);
}

function makeGroup(g: number, platforms: readonly string[]): SystemGroup {
  return {
    id: `g${g}`,
    name: `Group ${g}`,
    kind: 'hosts',
    platforms: [platforms[g % platforms.length] ?? 'Windows', 'Windows'],
    hosts: 100 * (g + 1),
    criticality: null,
    roles: ROLES.slice(0, g % ROLES.length),
    parts: [],
    site: '',
    notes: '',
  };
}

function makeDeployment(d: number, sensorId: string, groups: readonly SystemGroup[], spread: boolean): Deployment {
  return {
    id: `d${d}`,
    sensorId,
    standsOn: groups[d % groups.length]?.id ?? null,
    observes: groups.map(({ id }, g) => ({ groupId: id, share: spread ? 0.5 + ((d + g) % 6) / 10 : 1, part: null })),
    events: d % 3 === 0 ? { mode: 'except', ids: ['1', '4688'] } : { mode: 'all' },
    status: 'deployed',
    cost: null,
    owner: '',
    version: '',
    logDestination: '',
    retentionDays: null,
    since: null,
    until: null,
    quality: { ...UNRATED, timeliness: d % 4 === 0 ? null : 2 + (d % 4) },
    notes: '',
  };
}

/** Bytes to catalog, against decoding and parsing the same bytes: both in turn, so that noise meets both. */
function measureCompilation(bytes: ArrayBuffer): {
  readonly floor: number;
  readonly compile: number;
  readonly ratio: number;
} {
  const floors: number[] = [];
  const compiles: number[] = [];
  for (let round = 0; round < COMPILE_ROUNDS; round++) {
    const start = performance.now();
    JSON.parse(new TextDecoder().decode(bytes));
    const middle = performance.now();
    const result = readAttackBundle(JSON.parse(new TextDecoder().decode(bytes)), 'enterprise-attack-19.1.json');
    if (!result.ok) throw new Error('The bundle could not be read.');
    compileCatalog(result.value.bundle, '', readComponentLineage([result.value.bundle]));
    floors.push(middle - start);
    compiles.push(performance.now() - middle);
  }
  return {
    floor: median(floors),
    compile: median(compiles),
    ratio: median(compiles.map((compile, round) => compile / (floors[round] ?? 1))),
  };
}

async function fetchJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
  return (await fetch(url)).arrayBuffer();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
