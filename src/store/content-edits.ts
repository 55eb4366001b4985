import type { Inventory } from '../domain/sensors/inventory';
import type { PlanningRecords, ThreatRecords, WatchRecords, WorkspaceContent } from '../domain/workspace/content';
import type { Edit } from './change-log';

/** The edits that turn one inventory into another; records that are the same object on both sides are unchanged. */
export function diffInventory(before: Inventory, after: Inventory): readonly Edit[] {
  return [
    ...diffRecords('groups', before.groups, after.groups, idOf),
    ...diffRecords('deployments', before.deployments, after.deployments, idOf),
    ...diffRecords('customSensors', before.customSensors, after.customSensors, idOf),
    ...diffRecords('supporting', before.supporting, after.supporting, ({ analytic, component }) => [
      analytic,
      component,
    ]),
  ];
}

/** The same of what planning keeps. */
export function diffPlanning(before: PlanningRecords, after: PlanningRecords): readonly Edit[] {
  return [
    ...diffRecords('scenarios', before.scenarios, after.scenarios, idOf),
    ...diffRecords('plans', before.plans, after.plans, idOf),
    ...diffRecords('weightLists', before.weightLists, after.weightLists, idOf),
  ];
}

/** The same of what is kept about threats. */
export function diffThreats(before: ThreatRecords, after: ThreatRecords): readonly Edit[] {
  return [
    ...diffRecords('threatReports', before.threatReports, after.threatReports, idOf),
    ...diffRecords('huntSheets', before.huntSheets, after.huntSheets, idOf),
  ];
}

/** The same of what is looked for and what is held back. */
export function diffWatch(before: WatchRecords, after: WatchRecords): readonly Edit[] {
  return [
    ...diffRecords('watchlists', before.watchlists, after.watchlists, idOf),
    ...diffRecords('benignValues', before.benignValues, after.benignValues, idOf),
  ];
}

/** The same of everything that undo covers. */
export function diffContent(before: WorkspaceContent, after: WorkspaceContent): readonly Edit[] {
  return [
    ...diffInventory(before.inventory, after.inventory),
    ...diffRecords('layers', before.layers, after.layers, idOf),
    ...diffRecords('rules', before.rules, after.rules, idOf),
    ...diffRecords('documents', before.documents, after.documents, idOf),
    ...diffPlanning(before, after),
    ...diffThreats(before, after),
    ...diffRecords('reportContents', before.reportContents, after.reportContents, idOf),
    ...diffWatch(before, after),
  ];
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

function diffRecords<Item extends object>(
  table: Edit['table'],
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => Edit['key'],
): Edit[] {
  if (before === after) return [];
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
