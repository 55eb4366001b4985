import type { Catalog } from '../src/domain/attack/catalog';
import { type CatalogIndex, indexCatalog } from '../src/domain/attack/catalog-index';
import { readCatalog } from '../src/domain/attack/read-catalog';
import { failure, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import type { SensorLibrary } from '../src/domain/sensors/sensor';
import type { SensorGroundsFile } from '../src/domain/sensors/sensor-grounds';
import { CatalogDatabase } from '../src/store/catalog-database';
import type { CatalogEntry } from './contract/coverage';
import { fetchPackedJson, unpackJson } from './packed-json';
import { SENSOR_GROUNDS_URL, SENSOR_LIBRARY_URL, SHIPPED_CATALOGS } from './shipped-catalogs';

/** Catalogs and the sensor library as a worker uses them: loaded once, indexed once. */

const indexes = new Map<string, Promise<Result<CatalogIndex>>>();
let library: Promise<SensorLibrary> | undefined;
let grounds: Promise<SensorGroundsFile> | undefined;

export function catalogId({ domain, release }: Pick<Catalog, 'domain' | 'release'>): string {
  return `${domain}@${release}`;
}

/** The shipped releases, then the imported ones. */
export async function listCatalogs(): Promise<readonly CatalogEntry[]> {
  const imported = await readStored((db) => db.catalogs.toArray());
  return [
    ...SHIPPED_CATALOGS.map(({ domain, release }): CatalogEntry => {
      return { id: catalogId({ domain, release }), domain, release, origin: 'shipped' };
    }),
    ...imported.map(({ id, domain, release }): CatalogEntry => ({ id, domain, release, origin: 'imported' })),
  ];
}

export function isShipped(id: string): boolean {
  return SHIPPED_CATALOGS.some((entry) => catalogId(entry) === id);
}

/** A shipped release is never read from the database: opening one costs time that the first screen lacks. */
export async function loadCatalogIndex(id: string): Promise<Result<CatalogIndex>> {
  const shipped = SHIPPED_CATALOGS.find((entry) => catalogId(entry) === id);
  if (shipped !== undefined) return index(id, () => fetchPackedJson(shipped.url));
  const stored = await readStored((db) => db.catalogs.get(id));
  if (stored === undefined) {
    return failure(
      issue('error', 'catalog-missing', WHOLE_FILE, `ATT&CK ${id.replace('@', ' ')} is not on this device.`, {
        done: 'Import its official bundle, or choose another release.',
      }),
    );
  }
  // The same release may be imported again, perhaps corrected.
  return index(`${id} ${stored.importedAt}`, () => unpackJson(stored.packed));
}

function index(key: string, load: () => Promise<unknown>): Promise<Result<CatalogIndex>> {
  const known = indexes.get(key);
  if (known !== undefined) return known;
  const loading = load().then((file) => {
    const catalog = readCatalog(file);
    return catalog.ok ? success(indexCatalog(catalog.value)) : catalog;
  });
  // A failed load is tried again next time: the network may be back.
  loading.then(
    (result) => result.ok || indexes.delete(key),
    () => indexes.delete(key),
  );
  indexes.set(key, loading);
  return loading;
}

export function loadSensorLibrary(): Promise<SensorLibrary> {
  library ??= fetchPackedJson(SENSOR_LIBRARY_URL).then((file) => file as SensorLibrary);
  library.catch(() => {
    library = undefined;
  });
  return library;
}

export function loadSensorGrounds(): Promise<SensorGroundsFile> {
  grounds ??= fetchPackedJson(SENSOR_GROUNDS_URL).then((file) => file as SensorGroundsFile);
  grounds.catch(() => {
    grounds = undefined;
  });
  return grounds;
}

async function readStored<Answer>(query: (db: CatalogDatabase) => Promise<Answer>): Promise<Answer> {
  const db = new CatalogDatabase();
  try {
    return await query(db);
  } finally {
    db.close();
  }
}
