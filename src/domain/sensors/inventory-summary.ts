import { finish, PIECE, type Pieces } from '../in-pieces';
import { computeLimitingQuality } from './data-quality';
import type { Deployment, Inventory } from './inventory';

/** What an inventory amounts to, as the first line of its screen says it. */
export interface InventorySummary {
  readonly deployments: number;
  /** Different sensors among them. */
  readonly sensors: number;
  readonly groups: number;
  /** Groups that some deployment observes, whatever its status. */
  readonly observedGroups: number;
  /** Over all groups that state a number. */
  readonly hosts: number;
  readonly planned: number;
  readonly candidates: number;
  readonly observingNothing: number;
  /** None of the dimensions that say how good the data are is rated. */
  readonly unrated: number;
}

export function computeInventorySummary(inventory: Inventory): InventorySummary {
  return finish(summariseInPieces(inventory));
}

export function* summariseInPieces({ groups, deployments }: Inventory): Pieces<InventorySummary> {
  const known = new Set(groups.map(({ id }) => id));
  const observed = new Set<string>();
  const sensors = new Set<string>();
  let [planned, candidates, observingNothing, unrated] = [0, 0, 0, 0];
  for (const [at, deployment] of deployments.entries()) {
    sensors.add(deployment.sensorId);
    for (const { groupId } of deployment.observes) observed.add(groupId);
    if (deployment.status === 'planned') planned++;
    if (deployment.status === 'candidate') candidates++;
    if (!observesAny(deployment, known)) observingNothing++;
    if (isUnrated(deployment)) unrated++;
    if (at % PIECE === 0) yield;
  }
  return {
    deployments: deployments.length,
    sensors: sensors.size,
    groups: groups.length,
    observedGroups: groups.filter(({ id }) => observed.has(id)).length,
    hosts: groups.reduce((sum, { hosts }) => sum + (hosts ?? 0), 0),
    planned,
    candidates,
    observingNothing,
    unrated,
  };
}

/** @param groupIds of the groups that exist: an observation of a group that is gone observes nothing */
export function observesAny(deployment: Deployment, groupIds: ReadonlySet<string>): boolean {
  return deployment.observes.some(({ groupId }) => groupIds.has(groupId));
}

export function isUnrated({ quality }: Deployment): boolean {
  return computeLimitingQuality(quality) === null;
}

/** The currency that costs are mostly stated in; the euro where none is. */
export function findUsualCurrency({ deployments }: Inventory): string {
  const uses = new Map<string, number>();
  for (const { cost } of deployments) if (cost !== null) uses.set(cost.currency, (uses.get(cost.currency) ?? 0) + 1);
  return [...uses].reduce(([best, most], [currency, n]) => (n > most ? [currency, n] : [best, most]), ['EUR', 0])[0];
}
