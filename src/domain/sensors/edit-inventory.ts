import type { Deployment, Inventory, SupportingMark, SystemGroup } from './inventory';
import type { Sensor } from './sensor';

/** Edits of an inventory, each a pure step from one to the next; untouched records stay the same objects. */

export function putGroups(inventory: Inventory, groups: readonly SystemGroup[]): Inventory {
  return { ...inventory, groups: putById(inventory.groups, groups) };
}

export function putDeployments(inventory: Inventory, deployments: readonly Deployment[]): Inventory {
  return { ...inventory, deployments: putById(inventory.deployments, deployments) };
}

export function putSensors(inventory: Inventory, sensors: readonly Sensor[]): Inventory {
  return { ...inventory, customSensors: putById(inventory.customSensors, sensors) };
}

/** Removes groups; deployments stay, but no longer stand on them or observe them. */
export function removeGroups(inventory: Inventory, ids: ReadonlySet<string>): Inventory {
  return {
    ...inventory,
    groups: inventory.groups.filter(({ id }) => !ids.has(id)),
    deployments: inventory.deployments.map((deployment) => {
      const isTouched =
        (deployment.standsOn !== null && ids.has(deployment.standsOn)) ||
        deployment.observes.some(({ groupId }) => ids.has(groupId));
      if (!isTouched) return deployment;
      const standsOn = deployment.standsOn !== null && ids.has(deployment.standsOn) ? null : deployment.standsOn;
      return { ...deployment, standsOn, observes: deployment.observes.filter(({ groupId }) => !ids.has(groupId)) };
    }),
  };
}

export function removeDeployments(inventory: Inventory, ids: ReadonlySet<string>): Inventory {
  return { ...inventory, deployments: inventory.deployments.filter(({ id }) => !ids.has(id)) };
}

/** Removes the user's own sensors together with their deployments, which would mean nothing without them. */
export function removeSensors(inventory: Inventory, ids: ReadonlySet<string>): Inventory {
  return {
    ...inventory,
    customSensors: inventory.customSensors.filter(({ id }) => !ids.has(id)),
    deployments: inventory.deployments.filter(({ sensorId }) => !ids.has(sensorId)),
  };
}

export function markSupporting(inventory: Inventory, mark: SupportingMark): Inventory {
  return { ...inventory, supporting: [...otherMarks(inventory, mark), mark] };
}

export function unmarkSupporting(
  inventory: Inventory,
  mark: Pick<SupportingMark, 'analytic' | 'component'>,
): Inventory {
  return { ...inventory, supporting: otherMarks(inventory, mark) };
}

function otherMarks(inventory: Inventory, mark: Pick<SupportingMark, 'analytic' | 'component'>): SupportingMark[] {
  return inventory.supporting.filter(
    ({ analytic, component }) => analytic !== mark.analytic || component !== mark.component,
  );
}

function putById<Item extends { readonly id: string }>(items: readonly Item[], changed: readonly Item[]): Item[] {
  const byId = new Map(changed.map((item) => [item.id, item]));
  const kept = items.map((item) => {
    const replacement = byId.get(item.id);
    byId.delete(item.id);
    return replacement ?? item;
  });
  return [...kept, ...byId.values()];
}
