import type { Inventory } from './inventory';

/**
 * The next reading of an inventory with the objects of the previous one wherever a record is the same: a database
 * hands out new objects each time, and what hangs on their identity would be built anew for nothing.
 */
export function reuseRecords(previous: Inventory, next: Inventory): Inventory {
  return {
    groups: reuse(previous.groups, next.groups, ({ id }) => id),
    deployments: reuse(previous.deployments, next.deployments, ({ id }) => id),
    customSensors: reuse(previous.customSensors, next.customSensors, ({ id }) => id),
    supporting: reuse(previous.supporting, next.supporting, ({ analytic, component }) => `${analytic} ${component}`),
  };
}

function reuse<Item>(previous: readonly Item[], next: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const known = new Map(previous.map((item) => [keyOf(item), item]));
  const items = next.map((item) => {
    const old = known.get(keyOf(item));
    return old !== undefined && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
  const isSame = items.length === previous.length && items.every((item, at) => item === previous[at]);
  return isSame ? previous : items;
}
