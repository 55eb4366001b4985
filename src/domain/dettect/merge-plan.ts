import { putDeployments, putGroups, putSensors, removeDeployments } from '../sensors/edit-inventory';
import type { Deployment, EventSelection, Inventory, SystemGroup } from '../sensors/inventory';
import { isSameRecord, reuseRecords } from '../sensors/reuse-records';
import { addEvents, type DataSourcePlan, isPlannedId } from './plan-inventory';

/**
 * Brings an administration into an inventory. Where its file was imported before, only what changed in the file since
 * then changes here: what the analyst edited or removed in the meantime stays so, and the same file changes nothing.
 * @param before the plan of the file as it was imported last; `null`: never
 */
export function mergePlan(inventory: Inventory, planned: DataSourcePlan, before: DataSourcePlan | null): Inventory {
  const plan = recogniseSensors(inventory, planned);
  const oldDeployments = new Map(before?.deployments.map((deployment) => [deployment.id, deployment]));
  const current = new Map(inventory.deployments.map((deployment) => [deployment.id, deployment]));
  const findEdited = makeEditedFinder(inventory, plan, before);
  const added: Deployment[] = [];
  const adopted: string[] = [];
  for (const deployment of plan.deployments) {
    const old = oldDeployments.get(deployment.id);
    oldDeployments.delete(deployment.id);
    const here = current.get(deployment.id);
    if (here !== undefined) added.push(old === undefined ? restate(here, deployment) : follow(here, old, deployment));
    else if (old === undefined) {
      const edited = findEdited(deployment);
      if (edited !== undefined) adopted.push(edited.id);
      added.push(edited === undefined ? deployment : { ...restate(edited, deployment), id: deployment.id });
      // Else it was removed here since; it comes back when the file says something new about it.
    } else if (!isSameRecord(old, deployment)) added.push(deployment);
  }
  const oldGroups = new Map(before?.groups.map((group) => [group.id, group]));
  const groups = plan.groups.flatMap((group): SystemGroup[] => {
    const old = oldGroups.get(group.id);
    const current = inventory.groups.find(({ id }) => id === group.id);
    // One that was known before and is gone was removed or renamed by the analyst.
    if (current === undefined) return old === undefined || isObserved(added, group.id) ? [group] : [];
    // A group of the user's own that the file names has its platforms already.
    const isStated = old === undefined ? current.platforms.length === 0 : !isSameRecord(old.platforms, group.platforms);
    return [isStated ? { ...current, platforms: group.platforms } : current];
  });
  const used = new Set(added.map(({ sensorId }) => sensorId));
  const sensors = plan.sensors.flatMap((sensor) => {
    const known = inventory.customSensors.find(({ id }) => id === sensor.id);
    if (known !== undefined) return [addEvents(known, sensor.events)];
    return used.has(sensor.id) ? [sensor] : [];
  });
  const kept = removeDeployments(inventory, new Set([...oldDeployments.keys(), ...adopted]));
  const next = reuseRecords(inventory, putDeployments(putGroups(putSensors(kept, sensors), groups), added));
  const isSame =
    next.groups === inventory.groups &&
    next.deployments === inventory.deployments &&
    next.customSensors === inventory.customSensors;
  return isSame ? inventory : next;
}

/** A sensor that was renamed here is the one that a file by now calls so. */
function recogniseSensors({ customSensors }: Inventory, plan: DataSourcePlan): DataSourcePlan {
  const ids = new Map<string, string>();
  for (const { id, name } of plan.sensors) {
    if (customSensors.some((known) => known.id === id)) continue;
    const same = customSensors.find((known) => known.name === name);
    if (same !== undefined) ids.set(id, same.id);
  }
  if (ids.size === 0) return plan;
  return {
    ...plan,
    sensors: plan.sensors.map((sensor) => ({ ...sensor, id: ids.get(sensor.id) ?? sensor.id })),
    deployments: plan.deployments.map((each) => ({ ...each, sensorId: ids.get(each.sensorId) ?? each.sensorId })),
  };
}

/**
 * What was added or moved here and then written into the file is new there: it is found by what it says, and keeps what a
 * file cannot say. Deployments of other files are theirs.
 */
function makeEditedFinder(
  inventory: Inventory,
  plan: DataSourcePlan,
  before: DataSourcePlan | null,
): (stated: Deployment) => Deployment | undefined {
  const spoken = new Set(plan.deployments.map(({ id }) => id));
  const own = new Set(before?.deployments.map(({ id }) => id));
  const keyOf = (each: Deployment) => {
    const events = each.events.mode === 'only' ? [...each.events.ids].sort() : each.events.mode;
    return JSON.stringify([each.sensorId, events, groupsOf(each)]);
  };
  const others = new Map<string, Deployment[]>();
  for (const deployment of inventory.deployments) {
    const isOfOthers = isPlannedId(deployment.id) && !own.has(deployment.id);
    if (before === null || isOfOthers || spoken.has(deployment.id)) continue;
    others.set(keyOf(deployment), [...(others.get(keyOf(deployment)) ?? []), deployment]);
  }
  return (stated) => others.get(keyOf(stated))?.shift();
}

function isObserved(deployments: readonly Deployment[], groupId: string): boolean {
  return deployments.some(({ observes }) => observes.some((each) => each.groupId === groupId));
}

/** What an administration says wins over what stands here; what it cannot say (owner, cost) stays. */
function restate(here: Deployment, stated: Deployment): Deployment {
  const { since, quality, notes, events, sensorId } = stated;
  const isElsewhere = !isSameRecord(groupsOf(here), groupsOf(stated));
  const place = isElsewhere ? { observes: stated.observes, standsOn: stated.standsOn } : {};
  return { ...here, since, quality, notes, events, sensorId, ...place };
}

/** Only what the file changed. */
function follow(here: Deployment, old: Deployment, next: Deployment): Deployment {
  return {
    ...here,
    ...(old.since === next.since ? {} : { since: next.since }),
    events: followEvents(here.events, old.events, next.events),
    ...(old.notes === next.notes ? {} : { notes: next.notes }),
    ...(isSameRecord(groupsOf(old), groupsOf(next)) ? {} : { observes: next.observes, standsOn: next.standsOn }),
    quality: {
      deviceCompleteness: pick(here, old, next, 'deviceCompleteness'),
      dataFieldCompleteness: pick(here, old, next, 'dataFieldCompleteness'),
      timeliness: pick(here, old, next, 'timeliness'),
      consistency: pick(here, old, next, 'consistency'),
      retention: pick(here, old, next, 'retention'),
    },
  };
}

function followEvents(here: EventSelection, old: EventSelection, next: EventSelection): EventSelection {
  if (here.mode !== 'only' || old.mode !== 'only' || next.mode !== 'only') return here;
  const gone = new Set(old.ids.filter((id) => !next.ids.includes(id)));
  const come = next.ids.filter((id) => !old.ids.includes(id) && !here.ids.includes(id));
  return gone.size + come.length === 0
    ? here
    : { mode: 'only', ids: [...here.ids.filter((id) => !gone.has(id)), ...come] };
}

function pick(here: Deployment, old: Deployment, next: Deployment, key: keyof Deployment['quality']): number | null {
  return old.quality[key] === next.quality[key] ? here.quality[key] : next.quality[key];
}

function groupsOf({ observes }: Deployment): readonly string[] {
  return [...new Set(observes.map(({ groupId }) => groupId))].sort();
}
