import { QUALITY_MAXIMUM } from './data-quality';
import type { Deployment, GroupPart, Inventory, Observation, SystemGroup } from './inventory';
import type { Sensor } from './sensor';

/** Edits of single records and of many at once; as in `edit-inventory`, untouched records stay the same objects. */

export function editGroups(
  inventory: Inventory,
  ids: ReadonlySet<string>,
  edit: (group: SystemGroup) => SystemGroup,
): Inventory {
  return { ...inventory, groups: inventory.groups.map((group) => (ids.has(group.id) ? edit(group) : group)) };
}

export function editDeployments(
  inventory: Inventory,
  ids: ReadonlySet<string>,
  edit: (deployment: Deployment) => Deployment,
): Inventory {
  const deployments = inventory.deployments.map((deployment) =>
    ids.has(deployment.id) ? edit(deployment) : deployment,
  );
  return { ...inventory, deployments };
}

export function editSensor(inventory: Inventory, id: string, edit: (sensor: Sensor) => Sensor): Inventory {
  return {
    ...inventory,
    customSensors: inventory.customSensors.map((sensor) => (sensor.id === id ? edit(sensor) : sensor)),
  };
}

export function withEveryShare(deployment: Deployment, share: number | null): Deployment {
  return { ...deployment, observes: deployment.observes.map((observation) => ({ ...observation, share })) };
}

/** The group with its part renamed, and the deployments that name it. */
export function renamePart(inventory: Inventory, groupId: string, from: string, to: string): Inventory {
  const renamed = editGroups(inventory, new Set([groupId]), (group) => ({
    ...group,
    parts: group.parts.map((part) => (part.name === from ? { ...part, name: to } : part)),
  }));
  return editObservationsOf(renamed, groupId, from, (_, observation) => ({ ...observation, part: to }));
}

/** The part goes; what a deployment reached in it becomes a share of the whole group, so that nothing is gained by it. */
export function removePart(inventory: Inventory, groupId: string, removed: GroupPart): Inventory {
  const without = editGroups(inventory, new Set([groupId]), (group) => ({
    ...group,
    parts: group.parts.filter(({ name }) => name !== removed.name),
  }));
  return editObservationsOf(without, groupId, removed.name, (deployment, observation) => {
    const completeness = deployment.quality.deviceCompleteness;
    const reached = observation.share ?? (completeness === null ? 1 : completeness / QUALITY_MAXIMUM);
    return { ...observation, part: null, share: Number((reached * removed.share).toFixed(6)) };
  });
}

function editObservationsOf(
  inventory: Inventory,
  groupId: string,
  part: string,
  edit: (deployment: Deployment, observation: Observation) => Observation,
): Inventory {
  const names = (observation: Observation) => observation.groupId === groupId && observation.part === part;
  const deployments = inventory.deployments.map((deployment) =>
    deployment.observes.some(names)
      ? {
          ...deployment,
          observes: deployment.observes.map((observation) =>
            names(observation) ? edit(deployment, observation) : observation,
          ),
        }
      : deployment,
  );
  return { ...inventory, deployments };
}

export function copyDeployment(deployment: Deployment, id: string): Deployment {
  return { ...deployment, id };
}

/** @param others names that are taken */
export function copyGroup(group: SystemGroup, id: string, others: ReadonlySet<string>): SystemGroup {
  return { ...group, id, name: makeFreeName(group.name, others) };
}

export function copySensor(sensor: Sensor, id: string, others: ReadonlySet<string>): Sensor {
  return { ...sensor, id, name: makeFreeName(sensor.name, others), origin: 'user' };
}

function makeFreeName(name: string, others: ReadonlySet<string>): string {
  let copy = `${name} (copy)`;
  for (let turn = 2; others.has(copy); turn++) copy = `${name} (copy ${turn})`;
  return copy;
}
