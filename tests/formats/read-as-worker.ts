import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../src/domain/attack/catalog';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import { type Result, success } from '../../src/domain/result';
import type { SensorLibrary } from '../../src/domain/sensors/sensor';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { openFileSource } from '../../workers/file-source';
import type { Reading } from '../../workers/readings/reading';
import { makeReadingContext } from '../reading-context';

/** The facts that the workers' `catalogs` would fetch; packed files are the app's build, which unit tests do without. */

const CATALOGS = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const readCatalogFile = (name: string) => JSON.parse(readFileSync(join(CATALOGS, name), 'utf8')) as unknown;

/** For `vi.mock('../../workers/shipped-catalogs', …)`. */
export const SHIPPED = {
  SHIPPED_CATALOGS: [{ domain: 'enterprise-attack', release: '19.1', url: '' }],
  SENSOR_LIBRARY_URL: '',
};

/** For `vi.mock('../../workers/catalogs', …)`. */
export function makeCatalogs() {
  const index = indexCatalog(readCatalogFile('enterprise-attack-19.1.json') as Catalog);
  const library = readCatalogFile('sensor-library.json') as SensorLibrary;
  return {
    catalogId: ({ domain, release }: Pick<Catalog, 'domain' | 'release'>) => `${domain}@${release}`,
    isShipped: (id: string) => id === 'enterprise-attack@19.1',
    listCatalogs: async () => [],
    loadCatalogIndex: async () => success(index),
    loadSensorLibrary: async () => library,
  };
}

export interface ReadFile {
  /** `null`: it was refused before a reader saw it. */
  readonly format: string | null;
  readonly result: Result<Reading>;
}

/** As the import worker does: gzip undone, recognised by content, read whole; nothing is written. */
export async function readAsWorker(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ReadFile> {
  const { findReader } = await import('../../workers/readings/readers');
  const source = await openFileSource(new File([bytes], name), () => undefined);
  const format = sniffFormat(makeProbe(source.name, source.size, source.head));
  if (!format.ok) return { format: null, result: format };
  const read = await findReader(format.value);
  const result = await read(source, makeReadingContext());
  return { format: format.value, result };
}
