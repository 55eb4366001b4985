import { type Issue, issue, type Result, WHOLE_FILE } from '../../src/domain/result';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { makeProductMatcher, type ProductMatcher } from '../../src/domain/sensors/match-product';
import { mergeInventory } from '../../src/domain/sensors/merge-inventory';
import { readInventoryCsv } from '../../src/formats/inventory/inventory-csv';
import { keyOfHeaders } from '../../src/formats/inventory/inventory-csv-columns';
import type { InventoryCsvOptions, InventoryReading } from '../../src/formats/inventory/inventory-csv-table';
import { loadSensorLibrary } from '../catalogs';
import type { ImportChoices, ProductReading, TableReading } from '../contract/imports';
import { countOf, MEBIBYTE, type Reader, type Reading, type ReadingContext } from './reading';

const LARGEST_INVENTORY = 1024 * MEBIBYTE;
/** How many records a preview shows. */
const SHOWN = 50;
const PRODUCTS_SHOWN = 500;

export const readInventory: Reader = async (source, context) => {
  if (source.size > LARGEST_INVENTORY) return { ok: false, issues: [tooLarge(source.size, LARGEST_INVENTORY)] };
  const { options, matcher } = await prepareTable(context);
  const result = await readInventoryCsv(source.stream(), options);
  return result.ok ? describeTable(result, null, matcher, source.name, context) : result;
};

/** What reading a table needs, whatever the file it is in. */
export async function prepareTable({ inventory, choices, recallColumns }: ReadingContext) {
  const library = await loadSensorLibrary();
  const sensors = [...library.sensors, ...inventory.customSensors];
  const byId = new Map(sensors.map((sensor) => [sensor.id, sensor]));
  const matcher = makeProductMatcher(sensors);
  const recall = await recallColumns();
  const options: InventoryCsvOptions = {
    matchSensor: matcher.match,
    isVendor: matcher.isVendor,
    sensorName: (id) => byId.get(id)?.name ?? id,
    existingGroups: inventory.groups,
    sensorEvents: (id) => new Set(byId.get(id)?.events.map((event) => event.id)),
    sensorPlatforms: (id) => byId.get(id)?.platforms ?? [],
    newId: () => crypto.randomUUID(),
    choices: onlyKnown(choices, byId),
    recall: (headers) => (choices.table?.forget ? null : recall(keyOfHeaders(headers))),
  };
  return { options, matcher };
}

/** A sensor that was chosen and is gone since is matched by its name again. */
function onlyKnown(
  { table }: ImportChoices,
  sensors: ReadonlyMap<string, unknown>,
): NonNullable<InventoryCsvOptions['choices']> {
  const chosen = Object.entries(table?.sensors ?? {}).filter(([, id]) => id === 'own' || sensors.has(id));
  return { ...table, sensors: Object.fromEntries(chosen) };
}

export function describeTable(
  result: Extract<Result<InventoryReading>, { ok: true }>,
  sheets: TableReading['sheets'],
  matcher: ProductMatcher,
  fileName: string,
  { inventory, choices }: ReadingContext,
): Extract<Result<Reading>, { ok: true }> {
  const { groups, customSensors, columns, counts, issueCounts, missing, grouping, rowsAre, products } = result.value;
  const merge = mergeInventory(inventory, result.value);
  const known = new Set(inventory.groups.map(({ id }) => id));
  const added = groups.filter(({ id }) => !known.has(id)).length;
  const meanings = choices.table?.meanings;
  const reading: Reading = {
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
      table: {
        sheets,
        headerLine: result.value.headerLine,
        columns: columns.map(({ header, meaning, how, samples }) => ({ header, meaning, how, samples })),
        missing,
        grouping,
        rowsAre,
        products: products.slice(0, PRODUCTS_SHOWN).map((product) => describeProduct(product, matcher, inventory)),
        productCount: products.length,
      },
      groups: groups.slice(0, SHOWN),
      deployments: merge.deployments.slice(0, SHOWN),
      customSensors: customSensors.slice(0, SHOWN),
    },
    effect:
      missing.length > 0
        ? { kind: 'nothing' }
        : {
            kind: 'step',
            label: `Import ${fileName}`,
            step: { of: 'inventory', run: (current) => mergeInventory(current, result.value).inventory },
          },
    ...(meanings === undefined && !choices.table?.forget
      ? {}
      : { columns: { header: keyOfHeaders(columns.map(({ header }) => header)), meanings: meanings ?? null } }),
  };
  return { ok: true, value: reading, issues: result.issues };
}

function describeProduct(
  { name, vendor, rows, sensorId, match }: InventoryReading['products'][number],
  matcher: ProductMatcher,
  inventory: Inventory,
): ProductReading {
  // A sensor of the user's own that is only now made has another id each time the file is read.
  const isKnown = match !== null || inventory.customSensors.some(({ id }) => id === sensorId);
  return {
    name,
    vendor,
    rows,
    sensorId,
    how: match?.how ?? (isKnown ? 'name' : 'own'),
    score: match?.score ?? 0,
    suggestions: matcher.suggest(name, vendor),
  };
}

function tooLarge(size: number, limit: number): Issue {
  const found = `${Math.round(size / MEBIBYTE).toLocaleString('en')} MiB`;
  const message = `An inventory of this size is more than a page can hold: the limit is ${limit / MEBIBYTE} MiB.`;
  return issue('error', 'file-too-large', WHOLE_FILE, message, { found, done: 'Nothing was read. Cut the file.' });
}
