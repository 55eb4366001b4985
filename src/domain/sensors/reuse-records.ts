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
    return old !== undefined && isSameRecord(old, item) ? old : item;
  });
  const isSame = items.length === previous.length && items.every((item, at) => item === previous[at]);
  return isSame ? previous : items;
}

/** Equal as plain data; the order of the fields tells only who made the record. */
export function isSameRecord(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, at) => isSameRecord(item, other[at]));
  }
  const [left, right] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  const fields = Object.keys(left);
  if (fields.length !== Object.keys(right).length) return false;
  return fields.every((field) => Object.hasOwn(right, field) && isSameRecord(left[field], right[field]));
}
