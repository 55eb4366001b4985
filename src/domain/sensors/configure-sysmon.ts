import { putDeployments } from './edit-inventory';
import { editDeployments } from './edit-records';
import type { EventSelection, Inventory } from './inventory';
import { makeDeployment } from './plan-deployments';
import { isSameRecord } from './reuse-records';

/** What a configuration file says of the deployments that run with it. */
export interface SensorSetting {
  readonly sensorId: string;
  /** Ids of the events that are switched on. */
  readonly events: readonly string[];
  /** None: a new deployment is made. */
  readonly deploymentIds: ReadonlySet<string>;
  readonly newId: string;
  readonly note: string;
}

export function configureSysmon(inventory: Inventory, setting: SensorSetting): Inventory {
  const events: EventSelection = { mode: 'only', ids: setting.events };
  const present = inventory.deployments.some(({ id }) => setting.deploymentIds.has(id));
  if (!present) {
    const deployment = makeDeployment(setting.newId, setting.sensorId, null, [], events);
    return putDeployments(inventory, [{ ...deployment, notes: setting.note }]);
  }
  return editDeployments(inventory, setting.deploymentIds, (deployment) =>
    isSameRecord(deployment.events, events) ? deployment : { ...deployment, events },
  );
}
