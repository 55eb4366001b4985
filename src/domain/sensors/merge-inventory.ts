import type { Deployment, Inventory, SystemGroup } from './inventory';
import type { Sensor } from './sensor';

/** Records to write so that an imported inventory becomes part of the one that is there. */
export interface InventoryMerge {
  readonly groups: readonly SystemGroup[];
  readonly deployments: readonly Deployment[];
  readonly customSensors: readonly Sensor[];
  /** Deployments that stood there already (same sensor, same place, same groups) and were brought up to date. */
  readonly updated: number;
}

/**
 * Adds an imported inventory to an existing one. Reading the same file twice changes nothing the second time: a
 * deployment is the same when it is of the same sensor, stands on the same group and observes the same groups.
 */
export function mergeInventory(existing: Inventory, imported: Omit<Inventory, 'supporting'>): InventoryMerge {
  const known = new Map(existing.deployments.map((deployment) => [identify(deployment), deployment]));
  let updated = 0;
  const deployments = imported.deployments.map((deployment) => {
    const same = known.get(identify(deployment));
    if (same === undefined) return deployment;
    known.delete(identify(deployment));
    updated++;
    return { ...deployment, id: same.id };
  });
  return { groups: imported.groups, deployments, customSensors: imported.customSensors, updated };
}

function identify({ sensorId, standsOn, observes }: Deployment): string {
  const groups = observes.map(({ groupId, part }) => `${groupId}/${part ?? ''}`).sort();
  return JSON.stringify([sensorId, standsOn, groups]);
}
