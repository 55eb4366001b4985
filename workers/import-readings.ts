import type { Catalog } from '../src/domain/attack/catalog';
import { compileCatalog } from '../src/domain/attack/compile-catalog';
import { readComponentLineage } from '../src/domain/attack/component-lineage';
import { type DataComponentId, isUnlisted } from '../src/domain/attack/identifiers';
import { readCatalog } from '../src/domain/attack/read-catalog';
import { type Issue, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import { makePairResolver } from '../src/domain/sensors/compile-sensor-library';
import { putSensors } from '../src/domain/sensors/edit-inventory';
import type { Inventory } from '../src/domain/sensors/inventory';
import { makeSensorMatcher } from '../src/domain/sensors/match-sensor';
import { mergeInventory } from '../src/domain/sensors/merge-inventory';
import { reuseRecords } from '../src/domain/sensors/reuse-records';
import type { Sensor } from '../src/domain/sensors/sensor';
import { readAttackBundle } from '../src/formats/attack-stix';
import { readInventoryCsv } from '../src/formats/inventory-csv';
import { parseJson } from '../src/formats/json-text';
import type { ReadableFormatId } from '../src/formats/registry';
import { readSmapCsv } from '../src/formats/smap-csv';
import { decodeText } from '../src/formats/text-decoding';
import type { ImportCounts } from '../src/store/import-receipt';
import { catalogId, isShipped, loadCatalogIndex, loadSensorLibrary } from './catalogs';
import type { ImportDetail } from './contract';
import { type FileSource, readWhole } from './file-source';
import { SHIPPED_CATALOGS } from './shipped-catalogs';

/** A file read, whatever its format: what it holds, and what accepting it would do. */
export interface Reading {
  readonly counts: ImportCounts;
  readonly brought: readonly string[];
  readonly issueCounts: Readonly<Record<string, number>>;
  readonly detail: ImportDetail;
  readonly effect: Effect;
}

export type Effect =
  | { readonly kind: 'inventory'; readonly label: string; step(inventory: Inventory): Inventory }
  | { readonly kind: 'catalog'; readonly catalog: Catalog }
  | { readonly kind: 'nothing' };

type Reader = (source: FileSource, inventory: Inventory) => Promise<Result<Reading>>;

const MEBIBYTE = 1024 * 1024;
/** A bundle of 35 MB takes about 300 MB while it is read; a tablet gives a page one gigabyte. */
const LARGEST_JSON = 128 * MEBIBYTE;
const LARGEST_SENSOR_TABLE = 16 * MEBIBYTE;
const LARGEST_INVENTORY = 1024 * MEBIBYTE;
/** How many records a preview shows. */
const SHOWN = 50;

/** One reader per format that the registry can recognise. */
export const READERS: Readonly<Record<ReadableFormatId, Reader>> = {
  'inventory-csv': readInventory,
  'smap-csv': readSensor,
  'attack-stix': readRelease,
  'vedette-catalog': readCompiledCatalog,
};

async function readInventory(source: FileSource, inventory: Inventory): Promise<Result<Reading>> {
  if (source.size > LARGEST_INVENTORY) {
    return { ok: false, issues: [tooLarge(source.size, LARGEST_INVENTORY)] };
  }
  const library = await loadSensorLibrary();
  const sensors = [...library.sensors, ...inventory.customSensors];
  const byId = new Map(sensors.map((sensor) => [sensor.id, sensor]));
  const result = await readInventoryCsv(source.stream(), {
    matchSensor: makeSensorMatcher(sensors),
    existingGroups: inventory.groups,
    sensorEvents: (id) => new Set(byId.get(id)?.events.map((event) => event.id)),
    newId: () => crypto.randomUUID(),
  });
  if (!result.ok) return result;
  const { groups, customSensors, columns, counts, issueCounts } = result.value;
  const merge = mergeInventory(inventory, result.value);
  const added = groups.filter(({ id }) => !inventory.groups.some((group) => group.id === id)).length;
  return success(
    {
      counts: { unit: 'rows', read: counts.rows, kept: counts.kept, reported: counts.rejected },
      brought: [
        ...countOf(added, 'new system group'),
        ...countOf(groups.length - added, 'system group known already', 'system groups known already'),
        ...countOf(merge.added, 'new deployment'),
        ...countOf(merge.updated, 'deployment brought up to date', 'deployments brought up to date'),
        ...countOf(merge.unchanged, 'deployment known already', 'deployments known already'),
        ...countOf(merge.newSensors, 'sensor of your own', 'sensors of your own'),
      ],
      issueCounts: Object.fromEntries(issueCounts.map(({ code, count }) => [code, count])),
      detail: {
        kind: 'inventory',
        columns,
        groups: groups.slice(0, SHOWN),
        deployments: merge.deployments.slice(0, SHOWN),
        customSensors: customSensors.slice(0, SHOWN),
      },
      effect: {
        kind: 'inventory',
        label: `Import ${source.name}`,
        step: (current) => mergeInventory(current, result.value).inventory,
      },
    },
    result.issues,
  );
}

async function readSensor(source: FileSource, inventory: Inventory): Promise<Result<Reading>> {
  const bytes = await readWhole(source, LARGEST_SENSOR_TABLE, 'a sensor mapping');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const name = nameSensor(source.name);
  const known = inventory.customSensors.find((sensor) => sensor.name === name);
  const identity: Omit<Sensor, 'events'> = known ?? {
    id: `user:${crypto.randomUUID()}`,
    name,
    vendor: null,
    aliases: [],
    platforms: [],
    logSources: [],
    origin: 'user',
  };
  const result = readSmapCsv(text.value, identity, 'user', makePairResolver(await loadComponentNames()));
  if (!result.ok) return result;
  const { counts } = result.value;
  // The table says what events map to; their roles and log sources it does not know.
  const knownEvents = new Map(known?.events.map((event) => [event.id, event]));
  const events = result.value.sensor.events.map((event) => ({ ...knownEvents.get(event.id), ...event }));
  const sensor: Sensor = { ...result.value.sensor, events };
  const put = (current: Inventory) => reuseRecords(current, putSensors(current, [sensor]));
  const isKnownWhole = put(inventory).customSensors === inventory.customSensors;
  const unlisted = sensor.events.filter(({ mappings }) => mappings.every(({ component }) => isUnlisted(component)));
  return success(
    {
      counts: { unit: 'rows', read: counts.rows, kept: counts.kept, reported: counts.repeated + counts.leftOut },
      brought: [
        `${known === undefined ? 'A sensor' : isKnownWhole ? 'Known already, a sensor' : 'A new version of the sensor'} of your own: ${name}`,
        ...countOf(sensor.events.length, 'event'),
        ...countOf(unlisted.length, 'event that maps to nothing in ATT&CK', 'events that map to nothing in ATT&CK'),
      ],
      issueCounts: countByCode(result.issues),
      detail: { kind: 'sensor', sensor },
      effect: { kind: 'inventory', label: `Import ${name}`, step: put },
    },
    [...text.issues, ...result.issues],
  );
}

async function readRelease(source: FileSource): Promise<Result<Reading>> {
  const bytes = await readWhole(source, LARGEST_JSON, 'an ATT&CK release');
  if (!bytes.ok) return bytes;
  const json = parseJson(new TextDecoder().decode(bytes.value));
  if (!json.ok) return json;
  const result = readAttackBundle(json.value, source.name);
  if (!result.ok) return result;
  const { bundle, counts } = result.value;
  const lineage = readComponentLineage([bundle]);
  const names = await loadComponentNames();
  const catalog = compileCatalog(bundle, source.sha256(), {
    idByStixId: lineage.idByStixId,
    enterpriseIdByName: new Map([...names, ...lineage.enterpriseIdByName]),
  });
  return success(
    describeCatalogReading(
      catalog,
      {
        unit: 'objects',
        read: counts.read,
        kept: counts.kept + counts.unused,
        reported: counts.reported,
      },
      result.issues,
    ),
    result.issues,
  );
}

async function readCompiledCatalog(source: FileSource): Promise<Result<Reading>> {
  const bytes = await readWhole(source, LARGEST_JSON, 'a catalog');
  if (!bytes.ok) return bytes;
  const json = parseJson(new TextDecoder().decode(bytes.value));
  const result = json.ok ? readCatalog(json.value) : json;
  if (!result.ok) return result;
  const { length } = result.value.techniques;
  const counts = { unit: 'techniques', read: length, kept: length, reported: 0 };
  return success(describeCatalogReading(result.value, counts, []));
}

function describeCatalogReading(catalog: Catalog, counts: ImportCounts, issues: readonly Issue[]): Reading {
  const id = catalogId(catalog);
  const shipped = isShipped(id);
  const { domain, release, techniques, analytics, tactics } = catalog;
  return {
    counts,
    brought: [
      `ATT&CK ${release}, ${domain}`,
      `${techniques.length} techniques in ${tactics.length} tactics`,
      catalog.analyticsKind === 'published'
        ? `${analytics.length} analytics`
        : 'no analytics: published from release 18 on',
      ...(shipped ? ['This release comes with Vedette already: nothing needs to be stored'] : []),
    ],
    issueCounts: countByCode(issues),
    detail: {
      kind: 'catalog',
      entry: { id, domain, release, origin: shipped ? 'shipped' : 'imported' },
      techniques: techniques.length,
      analytics: analytics.length,
    },
    effect: shipped ? { kind: 'nothing' } : { kind: 'catalog', catalog },
  };
}

/** Names of the Enterprise components of the newest shipped release, for tables and releases that give no ids. */
async function loadComponentNames(): Promise<ReadonlyMap<string, DataComponentId>> {
  const newest = SHIPPED_CATALOGS.find(({ domain }) => domain === 'enterprise-attack');
  const index = newest === undefined ? null : await loadCatalogIndex(catalogId(newest));
  if (index === null || !index.ok) return new Map();
  return new Map(index.value.catalog.dataComponents.map(({ name, id }) => [name, id]));
}

/** `Sysmon-sensors-mappings-enterprise.csv` → Sysmon. */
function nameSensor(fileName: string): string {
  const base = fileName.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[-_ ]*sensors?[-_ ]*mappings?.*$/i, '');
  return base.trim() === '' ? fileName : base.trim();
}

function countOf(n: number, one: string, many = `${one}s`): string[] {
  return n === 0 ? [] : [`${n.toLocaleString('en')} ${n === 1 ? one : many}`];
}

function countByCode(issues: readonly Issue[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function tooLarge(size: number, limit: number): Issue {
  const found = `${Math.round(size / MEBIBYTE).toLocaleString('en')} MiB`;
  return issue(
    'error',
    'file-too-large',
    WHOLE_FILE,
    `An inventory of this size is more than a page can hold: the limit is ${limit / MEBIBYTE} MiB.`,
    {
      found,
      done: 'Nothing was read. One row per sensor and system group is enough; hosts need no rows of their own.',
    },
  );
}
