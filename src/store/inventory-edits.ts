import type { Inventory } from '../domain/sensors/inventory';
import type { Edit } from './change-log';

/** The edits that turn one inventory into another; records that are the same object on both sides are unchanged. */
export function diffInventory(before: Inventory, after: Inventory): readonly Edit[] {
  return [
    ...diffRecords('groups', before.groups, after.groups, ({ id }) => id),
    ...diffRecords('deployments', before.deployments, after.deployments, ({ id }) => id),
    ...diffRecords('customSensors', before.customSensors, after.customSensors, ({ id }) => id),
    ...diffRecords('supporting', before.supporting, after.supporting, ({ analytic, component }) => [
      analytic,
      component,
    ]),
  ];
}

function diffRecords<Item extends object>(
  table: Edit['table'],
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => Edit['key'],
): Edit[] {
  const edits: Edit[] = [];
  const left = new Map(before.map((item) => [String(keyOf(item)), item]));
  for (const item of after) {
    const key = keyOf(item);
    const old = left.get(String(key)) ?? null;
    left.delete(String(key));
    if (old !== item) edits.push({ table, key, before: old, after: item });
  }
  for (const item of left.values()) edits.push({ table, key: keyOf(item), before: item, after: null });
  return edits;
}
