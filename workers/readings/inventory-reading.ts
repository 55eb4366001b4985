import { type Issue, issue, success, WHOLE_FILE } from '../../src/domain/result';
import { makeSensorMatcher } from '../../src/domain/sensors/match-sensor';
import { mergeInventory } from '../../src/domain/sensors/merge-inventory';
import { readInventoryCsv } from '../../src/formats/inventory-csv';
import { loadSensorLibrary } from '../catalogs';
import { countOf, MEBIBYTE, type Reader } from './reading';

const LARGEST_INVENTORY = 1024 * MEBIBYTE;
/** How many records a preview shows. */
const SHOWN = 50;

export const readInventory: Reader = async (source, { inventory }) => {
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
        table: {
          sheets: null,
          headerLine: result.value.headerLine,
          columns: columns.map(({ header, meaning, samples }) => ({
            header,
            meaning,
            how: meaning === null ? null : ('header' as const),
            samples,
          })),
          missing: [],
          grouping: [],
          rowsAre: 'deployments',
          products: [],
          productCount: 0,
        },
        groups: groups.slice(0, SHOWN),
        deployments: merge.deployments.slice(0, SHOWN),
        customSensors: customSensors.slice(0, SHOWN),
      },
      effect: {
        kind: 'step',
        label: `Import ${source.name}`,
        step: { of: 'inventory', run: (current) => mergeInventory(current, result.value).inventory },
      },
    },
    result.issues,
  );
};

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
