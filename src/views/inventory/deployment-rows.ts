import { countEnabledEvents } from '../../domain/sensors/event-selection';
import type { Deployment, Inventory } from '../../domain/sensors/inventory';
import { observesAny } from '../../domain/sensors/inventory-summary';
import type { Sensor } from '../../domain/sensors/sensor';

/** A deployment as its table shows it: ids turned into what they stand for. */
export interface DeploymentRow {
  readonly deployment: Deployment;
  readonly sensor: Sensor | undefined;
  readonly sensorName: string;
  /** `null`: not said, or gone. */
  readonly standsOn: string | null;
  readonly observes: readonly ObservedRow[];
  readonly eventsOn: number;
  readonly eventsKnown: number;
}

export interface ObservedRow {
  readonly groupName: string;
  readonly share: number | null;
  readonly part: string | null;
}

export function listDeploymentRows(
  { groups, deployments }: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
): readonly DeploymentRow[] {
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return deployments.map((deployment): DeploymentRow => {
    const sensor = sensors.get(deployment.sensorId);
    const ids = sensor?.events.map(({ id }) => id) ?? [];
    return {
      deployment,
      sensor,
      sensorName: sensor?.name ?? deployment.sensorId,
      standsOn: deployment.standsOn === null ? null : (names.get(deployment.standsOn) ?? null),
      observes: deployment.observes.flatMap(({ groupId, share, part }) => {
        const groupName = names.get(groupId);
        return groupName === undefined ? [] : [{ groupName, share, part }];
      }),
      eventsOn: countEnabledEvents(deployment.events, ids),
      eventsKnown: ids.length,
    };
  });
}

/** A reason to look at some of the deployments only: a number in the answer, or a finding. */
export interface DeploymentFilter {
  /** "2 planned deployments". */
  readonly label: string;
  readonly test: (deployment: Deployment) => boolean;
}

export function filterByStatus(status: Deployment['status'], label: string): DeploymentFilter {
  return { label, test: (deployment) => deployment.status === status };
}

export function filterObservingNothing(groupIds: ReadonlySet<string>, label: string): DeploymentFilter {
  return { label, test: (deployment) => !observesAny(deployment, groupIds) };
}

export function filterByIds(ids: readonly string[], label: string): DeploymentFilter {
  const wanted = new Set(ids);
  return { label, test: ({ id }) => wanted.has(id) };
}
