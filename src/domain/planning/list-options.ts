import { selectDefaults } from '../sensors/event-selection';
import { type Cost, type Deployment, type Inventory, isEventEnabled, type SystemGroup } from '../sensors/inventory';
import { planDeployments, suggestPlan } from '../sensors/plan-deployments';
import type { Sensor } from '../sensors/sensor';
import { describeSelection, nameCandidate, numberAlike } from './candidate-words';
import type { PlanOption, Price } from './plan';

/** What the inventory and the sensor library offer a plan to choose from. */

const UNPRICED: Price = { amount: '', currency: '', per: 'once' };

/** Everything that is planned or a candidate, each to be put into service, and called what no other is. */
export function listWaitingDeployments(
  inventory: Inventory,
  nameOf: (deployment: Deployment) => string,
): readonly PlanOption[] {
  const waiting = inventory.deployments
    .filter(({ status }) => status !== 'deployed')
    .map((deployment) => ({ deployment, title: `${nameOf(deployment)} (${deployment.status})` }));
  return numberAlike(waiting).map(({ deployment, title }) => ({
    id: `deploy ${deployment.id}`,
    name: title,
    changes: [{ kind: 'deploy', deploymentId: deployment.id }],
    price: priceOf(deployment.cost),
  }));
}

function priceOf(cost: Cost | null): Price {
  return cost === null ? UNPRICED : { amount: String(cost.amount), currency: cost.currency, per: cost.per };
}

export interface EventSetOption extends PlanOption {
  readonly deploymentId: string;
  readonly set: string;
  readonly eventIds: readonly string[];
}

/** What is switched on together, by its maker's name for it, wherever some of it is off on a deployment in service. */
export function listEventSets(
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  nameOf: (deployment: Deployment) => string,
): readonly EventSetOption[] {
  return inventory.deployments.flatMap((deployment) => {
    const off = new Map<string, string[]>();
    if (deployment.status !== 'deployed') return [];
    for (const { id, set } of sensors.get(deployment.sensorId)?.events ?? []) {
      if (set === undefined || isEventEnabled(deployment.events, id)) continue;
      const ids = off.get(set);
      if (ids === undefined) off.set(set, [id]);
      else ids.push(id);
    }
    return [...off].map(
      ([set, eventIds]): EventSetOption => ({
        id: `enable ${deployment.id} ${set}`,
        name: `${set} of ${nameOf(deployment)}`,
        changes: [{ kind: 'enable-events', deploymentId: deployment.id, eventIds }],
        price: UNPRICED,
        deploymentId: deployment.id,
        set,
        eventIds,
      }),
    );
  });
}

/** A sensor of the library, with the events that are on by default, on groups it is not on yet: bought as a whole. */
export function makeSensorOption(
  sensor: Sensor,
  groups: readonly SystemGroup[],
  makeId: () => string,
): PlanOption | null {
  if (groups.length === 0) return null;
  const selection = selectDefaults(sensor.events);
  const deployments = planDeployments(sensor.id, groups, suggestPlan(groups), makeId, selection);
  const places = groups.map(({ name }) => name);
  return {
    id: makeId(),
    name: nameCandidate(sensor.name, places, { events: describeSelection(sensor.events, selection), status: null }),
    changes: deployments.map((deployment) => ({ kind: 'add-deployment', deployment })),
    price: UNPRICED,
  };
}
