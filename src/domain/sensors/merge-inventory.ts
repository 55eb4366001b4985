import { type DataQuality, QUALITY_DIMENSIONS } from './data-quality';
import { putDeployments, putGroups, putSensors } from './edit-inventory';
import type { Deployment, DeploymentStatus, EventSelection, Inventory, SystemGroup } from './inventory';
import { isSameRecord, reuseRecords } from './reuse-records';
import type { Sensor } from './sensor';

/** What a file says of one deployment. `null` and empty text: it does not say, so that nothing is overwritten. */
export interface DeploymentStatement extends Omit<Deployment, 'events' | 'status'> {
  readonly events: EventSelection | null;
  readonly status: DeploymentStatus | null;
  /** Otherwise `standsOn` is only assumed: the group it observes. */
  readonly isPlaceStated: boolean;
}

/** What a file says of an estate. Its groups are complete: what it leaves open of a known group is filled in. */
export interface InventoryStatement {
  readonly groups: readonly SystemGroup[];
  readonly deployments: readonly DeploymentStatement[];
  readonly customSensors: readonly Sensor[];
}

export interface InventoryMerge {
  /** Records that did not change are the objects of the existing inventory. */
  readonly inventory: Inventory;
  /** The deployments that the file speaks of, in its order, as they are afterwards. */
  readonly deployments: readonly Deployment[];
  readonly newSensors: number;
  readonly added: number;
  /** Deployments that stood there already and changed. */
  readonly updated: number;
  /** Deployments that stood there already, just as the file has them. */
  readonly unchanged: number;
}

/**
 * Adds an imported inventory to an existing one, field by field: what the file states wins, what it does not state
 * stays. Reading the same file twice changes nothing the second time. A deployment is the same when it is of the same
 * sensor, observes the same groups and, where the file states the place, stands there.
 */
export function mergeInventory(existing: Inventory, read: InventoryStatement): InventoryMerge {
  const sensorIds = recogniseSensors(existing.customSensors, read.customSensors);
  const statements = read.deployments.map((statement) => {
    const sensorId = sensorIds.get(statement.sensorId);
    return sensorId === undefined ? statement : { ...statement, sensorId };
  });
  const known = recogniseDeployments(existing.deployments, statements);
  const merged = statements.map((statement) => {
    const same = known.get(statement);
    return same === undefined ? completeDeployment(statement) : restate(same, statement);
  });
  const newSensors = read.customSensors.filter(({ id }) => !sensorIds.has(id));
  const next = putDeployments(putGroups(putSensors(existing, newSensors), read.groups), merged);
  const inventory = reuseRecords(existing, next);
  const after = new Map(inventory.deployments.map((deployment) => [deployment.id, deployment]));
  const unchanged = [...known.values()].filter((deployment) => after.get(deployment.id) === deployment).length;
  return {
    inventory,
    deployments: merged.map((deployment) => after.get(deployment.id) ?? deployment),
    newSensors: newSensors.length,
    added: statements.length - known.size,
    updated: known.size - unchanged,
    unchanged,
  };
}

/** A deployment that nobody knows yet, with what is taken to be meant where a file does not say. */
export function completeDeployment({ isPlaceStated: _, ...statement }: DeploymentStatement): Deployment {
  return { ...statement, events: statement.events ?? { mode: 'all' }, status: statement.status ?? 'deployed' };
}

function restate(known: Deployment, stated: DeploymentStatement): Deployment {
  const shares = new Map(stated.observes.map(({ groupId, part, share }) => [keyOf(groupId, part), share]));
  return {
    ...known,
    observes: known.observes.map((each) => ({
      ...each,
      share: shares.get(keyOf(each.groupId, each.part)) ?? each.share,
    })),
    events: stated.events ?? known.events,
    status: stated.status ?? known.status,
    cost: stated.cost ?? known.cost,
    owner: stated.owner || known.owner,
    retentionDays: stated.retentionDays ?? known.retentionDays,
    since: stated.since ?? known.since,
    until: stated.until ?? known.until,
    quality: restateQuality(known.quality, stated.quality),
    notes: stated.notes || known.notes,
  };
}

function restateQuality(known: DataQuality, stated: DataQuality): DataQuality {
  const entries = QUALITY_DIMENSIONS.map((dimension) => [dimension, stated[dimension] ?? known[dimension]]);
  return { ...known, ...Object.fromEntries(entries) };
}

/** Ids in the file → ids here, of own sensors that no matcher tells apart (`+++`) but that are written the same. */
function recogniseSensors(existing: readonly Sensor[], read: readonly Sensor[]): ReadonlyMap<string, string> {
  const known = new Map(existing.map(({ id, name, vendor }) => [JSON.stringify([name, vendor]), id]));
  return new Map(
    read.flatMap(({ id, name, vendor }) => {
      const same = known.get(JSON.stringify([name, vendor]));
      return same === undefined ? [] : [[id, same] as const];
    }),
  );
}

/**
 * Which known deployment each statement speaks of. Several may be of one sensor on one group (installations with a
 * share each): first those that need no change, then those that need the least; who states most chooses first.
 */
function recogniseDeployments(
  existing: readonly Deployment[],
  statements: readonly DeploymentStatement[],
): ReadonlyMap<DeploymentStatement, Deployment> {
  const free = new Map<string, Set<Deployment>>();
  for (const deployment of existing) {
    const key = identify(deployment);
    free.set(key, (free.get(key) ?? new Set()).add(deployment));
  }
  const found = new Map<DeploymentStatement, Deployment>();
  const byDetail = statements
    .filter((statement) => free.has(identify(statement)))
    .map((statement) => ({ statement, detail: countChanges({}, statement) }))
    .sort((a, b) => b.detail - a.detail);
  for (const most of [0, Number.POSITIVE_INFINITY]) {
    for (const { statement } of byDetail) {
      if (found.has(statement)) continue;
      const candidates = free.get(identify(statement));
      const nearest = findNearest(candidates ?? [], statement, most);
      if (nearest === null) continue;
      candidates?.delete(nearest);
      found.set(statement, nearest);
    }
  }
  return found;
}

function findNearest(
  candidates: Iterable<Deployment>,
  statement: DeploymentStatement,
  most: number,
): Deployment | null {
  let nearest: Deployment | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const isElsewhere = candidate.standsOn !== statement.standsOn;
    if (isElsewhere && statement.isPlaceStated) continue;
    const changes = countChanges(candidate, statement) + (isElsewhere ? 1 : 0);
    if (changes > most || changes >= fewest) continue;
    [nearest, fewest] = [candidate, changes];
    if (changes === 0) break;
  }
  return nearest;
}

const COMPARED = ['events', 'status', 'cost', 'owner', 'retentionDays', 'since', 'until', 'notes'] as const;

/** How many fields the statement would change. */
function countChanges(known: Partial<DeploymentStatement>, stated: DeploymentStatement): number {
  const isNew = (value: unknown, before: unknown) =>
    value !== null && value !== '' && !isSameRecord(value, before ?? null);
  const fields = COMPARED.filter((field) => isNew(stated[field], known[field]));
  const ratings = QUALITY_DIMENSIONS.filter((each) => isNew(stated.quality[each], known.quality?.[each]));
  const shares = new Map(known.observes?.map(({ groupId, part, share }) => [keyOf(groupId, part), share]));
  const reached = stated.observes.filter(({ groupId, part, share }) => isNew(share, shares.get(keyOf(groupId, part))));
  return fields.length + ratings.length + reached.length;
}

function identify({ sensorId, observes }: Pick<Deployment, 'sensorId' | 'observes'>): string {
  return JSON.stringify([sensorId, observes.map(({ groupId, part }) => keyOf(groupId, part)).sort()]);
}

function keyOf(groupId: string, part: string | null): string {
  return JSON.stringify([groupId, part]);
}
