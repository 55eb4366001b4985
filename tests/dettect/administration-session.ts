import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogIndex, indexCatalog } from '../../src/domain/attack/catalog-index';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import { listDataSourceRows } from '../../src/domain/dettect/derive-details';
import { assignRows, deriveEdit } from '../../src/domain/dettect/derive-edit';
import { mergePlan } from '../../src/domain/dettect/merge-plan';
import { planDataSources } from '../../src/domain/dettect/plan-inventory';
import { EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { readDettectDataSources } from '../../src/formats/dettect/dettect-data-sources';
import { patchDettectDataSources } from '../../src/formats/dettect/dettect-data-sources-write';
import { makePlanContext } from './plan-context';

const CATALOGS = join(import.meta.dirname, '..', '..', 'data', 'catalog');

export function loadIndex(name: string): CatalogIndex {
  const catalog = readCatalog(JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8')));
  if (!catalog.ok) throw new Error(name);
  return indexCatalog(catalog.value);
}

export function unwrap<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly issues: readonly unknown[] },
): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

export function readFixture(name: string): string {
  return readFileSync(join(import.meta.dirname, '..', 'fixtures', 'dettect', name), 'utf8');
}

const indexes = new Map<string, CatalogIndex>();

function indexFor(domain: string): CatalogIndex {
  const known = indexes.get(domain) ?? loadIndex(`${domain}-19.1`);
  indexes.set(domain, known);
  return known;
}

export function plan(text: string, inventory: Inventory, documentId = 'doc') {
  const { administration } = unwrap(readDettectDataSources(text));
  return {
    administration,
    plan: planDataSources(administration, makePlanContext(indexFor(administration.domain), inventory, documentId)),
  };
}

/** What an import does: into an inventory, after an earlier reading of the file. */
export function importText(
  text: string,
  inventory = EMPTY_INVENTORY,
  before: string | null = null,
  documentId = 'doc',
): Inventory {
  const old = before === null ? null : plan(before, inventory, documentId).plan;
  return mergePlan(inventory, plan(text, inventory, documentId).plan, old);
}

/** What an export does: the inventory into the text it came from. */
export function exportText(text: string, inventory: Inventory, library: readonly Sensor[] = []): string {
  const { administration, plan: planned } = plan(text, inventory);
  const { catalog, componentById } = indexFor(administration.domain);
  const sensors = new Map([...library, ...inventory.customSensors].map((sensor) => [sensor.id, sensor]));
  const rows = listDataSourceRows(
    inventory,
    sensors,
    (id) => catalog.dataComponents[componentById.get(id) ?? -1]?.name,
  );
  const edit = deriveEdit(administration, planned, inventory, assignRows(rows, [planned], planned), '2026-11-24');
  return unwrap(patchDettectDataSources(text, administration, edit));
}
