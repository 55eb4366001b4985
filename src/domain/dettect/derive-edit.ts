import type { Inventory } from '../sensors/inventory';
import { isSameRecord } from '../sensors/reuse-records';
import { ALL, type DataSourceAdministration } from './administration';
import { type DataSourceRow, type DetailsChanges, deriveChanges } from './derive-details';
import { type DataSourcePlan, nameOfAll } from './plan-inventory';

/** A system as it shall stand in a file. */
export interface SystemContent {
  readonly groupId: string;
  readonly name: string;
  readonly platforms: readonly string[];
  /** Its name in the file as it is; `null`: it is new there. */
  readonly before: string | null;
  readonly isPlatformsChanged: boolean;
}

/** All that an inventory changes in the file of an administration. */
export interface DataSourcesEdit {
  readonly systems: readonly SystemContent[];
  /** Names of systems of the file that are gone. */
  readonly removedSystems: readonly string[];
  /** Groups of the systems that the file will list: what `all` means. */
  readonly allGroupIds: readonly string[];
  readonly changes: DetailsChanges;
  /** ISO 8601 date, for entries that are new. */
  readonly today: string;
}

/**
 * @param plan of the file as it stands, made against the inventory's groups
 * @param rows of the deployments that belong into this file
 */
export function deriveEdit(
  administration: DataSourceAdministration,
  plan: DataSourcePlan,
  inventory: Inventory,
  rows: readonly DataSourceRow[],
  today: string,
): DataSourcesEdit {
  const groups = new Map(inventory.groups.map((group) => [group.id, group]));
  const inFile = new Map([...plan.groupOf].map(([system, groupId]) => [groupId, system]));
  const fresh = [...new Set(rows.flatMap(({ groupIds }) => groupIds))].filter((id) => !inFile.has(id));
  const systems = [...inFile.keys(), ...fresh].flatMap((groupId): SystemContent[] => {
    const group = groups.get(groupId);
    if (group === undefined) return [];
    const before = inFile.get(groupId) ?? null;
    const stated = plan.groups.find(({ id }) => id === groupId)?.platforms ?? [];
    return [
      {
        groupId,
        name: nameSystem(group.name, before, fresh.length > 0, administration.name),
        platforms: group.platforms,
        before,
        isPlatformsChanged: before !== null && !isSameRecord(stated, group.platforms),
      },
    ];
  });
  const listed = new Set(administration.systems.map(({ name }) => name));
  const allGroupIds = systems
    .filter(({ before, isPlatformsChanged }) => {
      return before === null || isPlatformsChanged || listed.size === 0 || listed.has(before);
    })
    .map(({ groupId }) => groupId);
  return {
    systems,
    removedSystems: [...inFile].flatMap(([groupId, system]) => (groups.has(groupId) || system === ALL ? [] : [system])),
    allGroupIds,
    changes: deriveChanges(administration, plan, rows, allGroupIds),
    today,
  };
}

/** As the file writes it, unless the group was renamed; `all` stays so while nothing else stands beside it. */
function nameSystem(name: string, before: string | null, isBesideOthers: boolean, title: string): string {
  if (before === ALL) return isBesideOthers || name.trim() !== nameOfAll(title) ? name.trim() : ALL;
  return before !== null && before.trim().toLowerCase() === name.trim().toLowerCase() ? before : name.trim();
}

/** Rows of the deployments that belong into one file of several: its own, and new ones that observe its systems. */
export function assignRows(
  rows: readonly DataSourceRow[],
  plans: readonly DataSourcePlan[],
  chosen: DataSourcePlan,
): readonly DataSourceRow[] {
  const owners = new Map(plans.flatMap((plan) => plan.deployments.map(({ id }) => [id, plan] as const)));
  return rows.filter(({ deploymentId, groupIds }) => {
    const known = owners.get(deploymentId);
    if (known !== undefined) return known === chosen;
    const related = plans.find((plan) => [...plan.groupOf.values()].some((id) => groupIds.includes(id)));
    return (related ?? plans[0]) === chosen;
  });
}
