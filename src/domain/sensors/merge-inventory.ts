import { type DataQuality, QUALITY_DIMENSIONS } from './data-quality';
import { putDeployments, putGroups, putSensors } from './edit-inventory';
import type { Deployment, DeploymentStatus, EventSelection, Inventory, SystemGroup } from './inventory';
import { reuseRecords } from './reuse-records';
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
function completeDeployment({ isPlaceStated: _, ...statement }: DeploymentStatement): Deployment {
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
    version: stated.version || known.version,
    owner: stated.owner || known.owner,
    logDestination: stated.logDestination || known.logDestination,
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

/** What is said of a deployment, by field: only what is not empty, as text to compare. */
type Facets = ReadonlyMap<string, string>;

/** Of very many deployments of one sensor on one group, this many are compared; those that agree are always found. */
const COMPARED = 100;

/**
 * Which known deployment each statement speaks of. Several may be of one sensor on one group (installations with a
 * share each): first those that need no change, then those that need the least; who states most chooses first.
 */
function recogniseDeployments(
  existing: readonly Deployment[],
  statements: readonly DeploymentStatement[],
): ReadonlyMap<DeploymentStatement, Deployment> {
  const free = new Map<string, Map<Deployment, Facets>>();
  for (const deployment of existing) {
    const key = identify(deployment);
    const namesakes = free.get(key) ?? new Map<Deployment, Facets>();
    free.set(key, namesakes.set(deployment, listFacets(deployment)));
  }
  const found = new Map<DeploymentStatement, Deployment>();
  const findAgreeing = makeAgreement();
  const byDetail = statements
    .map((statement) => ({ statement, key: identify(statement), facets: listFacets(statement) }))
    .filter(({ key }) => free.has(key))
    .sort((a, b) => b.facets.size - a.facets.size);
  for (const find of [findAgreeing, findNearest]) {
    for (const { statement, key, facets } of byDetail) {
      const candidates = free.get(key);
      if (candidates === undefined || found.has(statement)) continue;
      const same = find(candidates, statement, facets);
      if (same === null) continue;
      candidates.delete(same);
      found.set(statement, same);
    }
  }
  return found;

  function findNearest(candidates: ReadonlyMap<Deployment, Facets>, stated: DeploymentStatement, facets: Facets) {
    let nearest: Deployment | null = null;
    let fewest = Number.POSITIVE_INFINITY;
    let compared = 0;
    for (const [candidate, known] of candidates) {
      if (stated.isPlaceStated && candidate.standsOn !== stated.standsOn) continue;
      if (++compared > COMPARED) break;
      const changes = [...facets].filter(([name, value]) => known.get(name) !== value).length;
      if (changes < fewest) [nearest, fewest] = [candidate, changes];
    }
    return nearest;
  }
}

/** Finds a deployment that has all that is stated, by an index for each set of fields that statements state. */
function makeAgreement() {
  const indexes = new Map<string, Map<string, Deployment[]>>();
  const project = (facets: Facets, names: readonly string[]) => JSON.stringify(names.map((name) => facets.get(name)));

  return (candidates: ReadonlyMap<Deployment, Facets>, stated: DeploymentStatement, facets: Facets) => {
    const [only] = candidates.size === 1 ? candidates : [];
    if (only !== undefined) {
      return [...facets].every(([name, value]) => only[1].get(name) === value) ? only[0] : null;
    }
    const names = [...facets.keys()].sort();
    const indexKey = JSON.stringify([identify(stated), names]);
    let index = indexes.get(indexKey);
    if (index === undefined) {
      index = new Map<string, Deployment[]>();
      // The first is taken first, from the end.
      for (const [candidate, known] of [...candidates].reverse()) {
        const projection = project(known, names);
        index
          .set(projection, index.get(projection) ?? [])
          .get(projection)
          ?.push(candidate);
      }
      indexes.set(indexKey, index);
    }
    const agreeing = index.get(project(facets, names)) ?? [];
    for (let last = agreeing.pop(); last !== undefined; last = agreeing.pop()) if (candidates.has(last)) return last;
    return null;
  };
}

function listFacets(deployment: Deployment | DeploymentStatement): Facets {
  const { standsOn, events, status, cost, since, until, quality, notes } = deployment;
  const { version, owner, logDestination, retentionDays } = deployment;
  const facets = new Map([['standsOn', JSON.stringify(standsOn)]]);
  const note = (name: string, value: unknown) => {
    if (value !== null && value !== '') facets.set(name, JSON.stringify(value));
  };
  note('events', events && [events.mode, events.mode === 'all' ? [] : events.ids]);
  note('cost', cost && [cost.amount, cost.currency, cost.per]);
  for (const [name, value] of Object.entries({
    version,
    status,
    owner,
    logDestination,
    retentionDays,
    since,
    until,
    notes,
  }))
    note(name, value);
  for (const dimension of QUALITY_DIMENSIONS) note(`quality ${dimension}`, quality[dimension]);
  for (const { groupId, part, share } of deployment.observes) note(`share ${keyOf(groupId, part)}`, share);
  return facets;
}

function identify({ sensorId, observes }: Pick<Deployment, 'sensorId' | 'observes'>): string {
  return JSON.stringify([sensorId, observes.map(({ groupId, part }) => keyOf(groupId, part)).sort()]);
}

function keyOf(groupId: string, part: string | null): string {
  return JSON.stringify([groupId, part]);
}
