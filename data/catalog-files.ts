import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AttackBundle } from '../src/domain/attack/bundle';
import { compileCatalog } from '../src/domain/attack/compile-catalog';
import { compileThreats } from '../src/domain/attack/compile-threats';
import { type ComponentLineage, readComponentLineage } from '../src/domain/attack/component-lineage';
import { describePlace } from '../src/domain/result';
import { compileSensorGrounds } from '../src/domain/sensors/compile-sensor-grounds';
import { compileSensorLibrary, makePairResolver, type SensorFacts } from '../src/domain/sensors/compile-sensor-library';
import type { Sensor, SensorEvent, SensorLibrary, UnassignedLogSource } from '../src/domain/sensors/sensor';
import { readAttackBundle } from '../src/formats/attack-stix';
import { readSmapCsv } from '../src/formats/smap-csv';
import sources from './sources.json' with { type: 'json' };

/**
 * Compiles the shipped catalog from the sources that `sources.json` pins.
 * @param shared folder that holds `data/attack` and `data/smap`
 * @returns file name in `data/catalog` → content
 * @throws when a source is not the one that was pinned, or cannot be read whole
 */
export function compileCatalogFiles(shared: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const bundles = new Map<string, AttackBundle>();
  for (const source of sources.attack) {
    bundles.set(source.file, readBundle(shared, source.file, source.sha256));
  }
  const newest = sources.attack.filter(({ release }) => release === sources.attack[0]?.release);
  const lineage = readComponentLineage(newest.flatMap(({ file }) => bundles.get(file) ?? []));
  for (const source of sources.attack) {
    const bundle = bundles.get(source.file) as AttackBundle;
    const catalog = compileCatalog(bundle, source.sha256, lineage);
    files.set(`${source.domain}-${source.release}.json`, writeLines(catalog));
    if (source.threats) {
      files.set(`${source.domain}-${source.release}-threats.json`, writeLines(compileThreats(bundle, catalog)));
    }
  }
  files.set('sensor-library.json', writeLines(compileLibrary(shared, lineage)));
  files.set('sensor-grounds.json', writeLines(compileSensorGrounds(readAllFacts())));
  return files;
}

function readBundle(shared: string, file: string, sha256: string): AttackBundle {
  const bytes = gunzipSync(readFileSync(join(shared, file)));
  verify(file, bytes, sha256);
  const result = readAttackBundle(JSON.parse(bytes.toString('utf8')), file);
  if (!result.ok || result.value.counts.reported > 0) throw new Error(`${file}: not read whole`);
  return result.value.bundle;
}

const FACTS = join(import.meta.dirname, 'sensors');
const UNASSIGNED = 'unassigned.json';

function readFacts(name: string): unknown {
  return JSON.parse(readFileSync(join(FACTS, name), 'utf8'));
}

function readAllFacts(): readonly SensorFacts[] {
  const names = readdirSync(FACTS).filter((name) => name.endsWith('.json') && name !== UNASSIGNED);
  return names.map((name) => readFacts(name) as SensorFacts);
}

function compileLibrary(shared: string, lineage: ComponentLineage): SensorLibrary {
  return compileSensorLibrary({
    sensors: readAllFacts(),
    smap: new Map(sources.smap.map((source) => [source.sensor, readSmapEvents(shared, source, lineage)])),
    unassigned: readFacts(UNASSIGNED) as readonly UnassignedLogSource[],
  });
}

function readSmapEvents(
  shared: string,
  source: (typeof sources.smap)[number],
  lineage: ComponentLineage,
): readonly SensorEvent[] {
  const bytes = readFileSync(join(shared, source.file));
  verify(source.file, bytes, source.sha256);
  const identity: Omit<Sensor, 'events'> = {
    id: source.sensor,
    name: source.sensor,
    vendor: null,
    aliases: [],
    platforms: [],
    logSources: [],
    origin: 'library',
  };
  const result = readSmapCsv(bytes.toString('utf8'), identity, 'smap', makePairResolver(lineage.enterpriseIdByName));
  if (!result.ok || result.value.counts.leftOut > 0) {
    const problem = result.issues.find(({ severity }) => severity !== 'note');
    throw new Error(`${source.file}: ${problem === undefined ? '' : describePlace(problem.place)} ${problem?.message}`);
  }
  return result.value.sensor.events;
}

function verify(file: string, bytes: Uint8Array, sha256: string): void {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${file} is not the pinned source: SHA-256 ${found}, expected ${sha256}`);
}

/** JSON with one element of each list per line, so that a change of facts reads well in a diff. */
function writeLines(file: object): string {
  const fields = Object.entries(file).map(([name, value]) => {
    if (!Array.isArray(value) || value.length === 0) return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    return `${JSON.stringify(name)}: [\n${value.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  });
  return `{\n${fields.join(',\n')}\n}\n`;
}
