import type { ReadableFormatId } from '../../src/formats/registry';
import type { Reader } from './reading';

/** One reader per format that the registry can recognise; each comes, with its libraries, when its first file does. */
export const READERS: Readonly<Record<ReadableFormatId, () => Promise<Reader>>> = {
  'inventory-csv': async () => (await import('./inventory-reading')).readInventory,
  'inventory-xlsx': async () => (await import('./workbook-reading')).readWorkbook,
  'smap-csv': async () => (await import('./smap-reading')).readSmapTable,
  'attack-stix': async () => (await import('./release-reading')).readRelease,
  'vedette-catalog': async () => (await import('./release-reading')).readCompiledCatalog,
};
