import { PIECE, type Pieces, sortInPieces } from '../../domain/in-pieces';
import { countEnabledEvents } from '../../domain/sensors/event-selection';
import type { Deployment, SystemGroup } from '../../domain/sensors/inventory';
import { observesAny } from '../../domain/sensors/inventory-summary';
import type { Sensor } from '../../domain/sensors/sensor';
import { compareNames } from './compare-names';

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

/**
 * By the names of sensors, then of the groups they stand on.
 * @param groups in the order of their names
 */
export function* listDeploymentRows(
  groups: readonly SystemGroup[],
  deployments: readonly Deployment[],
  sensors: ReadonlyMap<string, Sensor>,
): Pieces<readonly DeploymentRow[]> {
  const places = new Map<string, number>();
  for (const [at, { id }] of groups.entries()) {
    places.set(id, at);
    if (at % PIECE === 0) yield;
  }
  const named = yield* orderSensors(deployments, sensors);
  const rows: { readonly row: DeploymentRow; readonly sensor: number; readonly place: number }[] = [];
  for (const [at, deployment] of deployments.entries()) {
    const { sensor, name, ids, order } = named.get(deployment.sensorId) ?? UNNAMED;
    const place = deployment.standsOn === null ? undefined : places.get(deployment.standsOn);
    const row: DeploymentRow = {
      deployment,
      sensor,
      sensorName: name,
      standsOn: place === undefined ? null : (groups[place]?.name ?? null),
      observes: deployment.observes.flatMap(({ groupId, share, part }) => {
        const group = groups[places.get(groupId) ?? -1];
        return group === undefined ? [] : [{ groupName: group.name, share, part }];
      }),
      eventsOn: countEnabledEvents(deployment.events, ids),
      eventsKnown: ids.length,
    };
    rows.push({ row, sensor: order, place: place ?? -1 });
    if (at % PIECE === 0) yield;
  }
  const sorted = yield* sortInPieces(rows, (a, b) => a.sensor - b.sensor || a.place - b.place);
  return sorted.map(({ row }) => row);
}

interface NamedSensor {
  readonly sensor: Sensor | undefined;
  readonly name: string;
  /** Of its events. */
  readonly ids: readonly string[];
  /** Among the names. */
  readonly order: number;
}

const UNNAMED: NamedSensor = { sensor: undefined, name: '', ids: [], order: 0 };

/** Every sensor that is deployed: compared once, and not for each of its deployments. */
function* orderSensors(
  deployments: readonly Deployment[],
  sensors: ReadonlyMap<string, Sensor>,
): Pieces<ReadonlyMap<string, NamedSensor>> {
  const deployed = new Set<string>();
  for (const [at, { sensorId }] of deployments.entries()) {
    deployed.add(sensorId);
    if (at % PIECE === 0) yield;
  }
  const used = [...deployed].map((id) => {
    const sensor = sensors.get(id);
    return { id, sensor, name: sensor?.name ?? id, ids: sensor?.events.map((event) => event.id) ?? [] };
  });
  const sorted = yield* sortInPieces(used, (a, b) => compareNames(a.name, b.name));
  return new Map(sorted.map(({ id, ...named }, order) => [id, { ...named, order }]));
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
