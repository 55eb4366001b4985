import type { Inventory, SupportingMark, SystemGroup } from '../sensors/inventory';
import { type InventoryMerge, type InventoryStatement, mergeInventory } from '../sensors/merge-inventory';
import type { Sensor } from '../sensors/sensor';

/** Ids of what was sent → ids of what it is here. */
export interface AdoptedIds {
  readonly groups: ReadonlyMap<string, string>;
  readonly sensors: ReadonlyMap<string, string>;
  readonly deployments: ReadonlyMap<string, string>;
}

/**
 * Adds an inventory that somebody sent, whose ids mean nothing here: as with tables, a system group of the same name is the
 * same group, and a deployment is known by what it is. Adding it twice changes nothing the second time.
 */
export function adoptInventory(
  here: Inventory,
  sent: Inventory,
  newId: () => string,
): InventoryMerge & { readonly newMarks: number; readonly ids: AdoptedIds } {
  const known = new Map<string, string[]>();
  for (const { id, name } of here.groups) known.set(fold(name), [...(known.get(fold(name)) ?? []), id]);
  const byId = new Map(here.groups.map((group) => [group.id, group]));
  const groupIds = new Map<string, string>();
  for (const { id, name } of sent.groups) {
    // A second one of that name in the same link is the second one here.
    groupIds.set(id, known.get(fold(name))?.shift() ?? newId());
  }
  const sensorIds = new Map(sent.customSensors.map(({ id }) => [id, `user:${newId()}`]));
  const idOf = (ids: ReadonlyMap<string, string>, id: string) => ids.get(id) ?? id;
  const statement: InventoryStatement = {
    groups: sent.groups.map((group) => {
      const id = idOf(groupIds, group.id);
      return fillIn({ ...group, id }, byId.get(id));
    }),
    customSensors: sent.customSensors.map((sensor) => ({ ...sensor, id: idOf(sensorIds, sensor.id) })),
    deployments: sent.deployments.map((deployment) => ({
      ...deployment,
      id: newId(),
      sensorId: idOf(sensorIds, deployment.sensorId),
      standsOn: deployment.standsOn === null ? null : idOf(groupIds, deployment.standsOn),
      observes: deployment.observes.map((each) => ({ ...each, groupId: idOf(groupIds, each.groupId) })),
      isPlaceStated: deployment.standsOn !== null,
    })),
  };
  const merge = mergeInventory(here, statement);
  const marks = sent.supporting.filter((mark) => !here.supporting.some((other) => keyOf(other) === keyOf(mark)));
  const supporting = marks.length === 0 ? merge.inventory.supporting : [...merge.inventory.supporting, ...marks];
  const ids = {
    groups: groupIds,
    sensors: new Map(sent.customSensors.flatMap((sensor) => findOwn(merge.inventory, sensor, sensorIds))),
    deployments: new Map(
      sent.deployments.flatMap(({ id }, at) => {
        const adopted = merge.deployments[at];
        return adopted === undefined ? [] : [[id, adopted.id] as const];
      }),
    ),
  };
  return { ...merge, inventory: { ...merge.inventory, supporting }, newMarks: marks.length, ids };
}

/** Under the id it was given, or as the one that was known already, which is told by its name. */
function findOwn(
  { customSensors }: Inventory,
  { id, name, vendor }: Sensor,
  given: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const found =
    customSensors.find((sensor) => sensor.id === given.get(id)) ??
    customSensors.find((sensor) => sensor.name === name && sensor.vendor === vendor);
  return found === undefined ? [] : [[id, found.id]];
}

/** What was sent says nothing of stays as it is here. */
function fillIn(sent: SystemGroup, known: SystemGroup | undefined): SystemGroup {
  if (known === undefined) return sent;
  const said = Object.entries(sent).filter(
    ([, value]) => value !== null && value !== '' && (!Array.isArray(value) || value.length > 0),
  );
  return { ...known, ...Object.fromEntries(said), name: known.name };
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}

function keyOf({ analytic, component }: SupportingMark): string {
  return JSON.stringify([analytic, component]);
}
