/** Scenarios in a link: each change as a list that begins with a letter; what it is about by its position in the link. */
import type { InventoryChange } from '../../domain/planning/inventory-change';
import type { Scenario } from '../../domain/planning/scenario';
import { QUALITY_DIMENSIONS } from '../../domain/sensors/data-quality';
import type { Inventory } from '../../domain/sensors/inventory';
import { isPlainObject } from '../../domain/workspace/check-value';
import { LINK_FIELDS, lengthen, shorten } from './share-link-fields';

/** Ids of the workspace → ids of the link. `null`: it is not in the link. */
export interface LinkIds {
  group(id: string | null): string | null;
  sensor(id: string): string;
  deployment(id: string): string | null;
}

export function numberIds({ groups, customSensors, deployments }: Inventory): LinkIds {
  const byGroup = new Map(groups.map(({ id }, at) => [id, `g${at}`]));
  const bySensor = new Map(customSensors.map(({ id }, at) => [id, `user:${at}`]));
  const byDeployment = new Map(deployments.map(({ id }, at) => [id, `d${at}`]));
  return {
    group: (id) => byGroup.get(id ?? '') ?? null,
    sensor: (id) => bySensor.get(id) ?? id,
    deployment: (id) => byDeployment.get(id) ?? null,
  };
}

/** What names a record that is gone changes nothing, and is not sent. */
export function numberScenario(scenario: Scenario, at: number, ids: LinkIds): Scenario {
  const sensors = new Map<string, string>();
  const deployments = new Map<string, string>();
  const sensorOf = (id: string) => sensors.get(id) ?? ids.sensor(id);
  const changes = scenario.changes.flatMap((change): InventoryChange[] => {
    switch (change.kind) {
      case 'add-sensor': {
        const id =
          sensorOf(change.sensor.id) === change.sensor.id ? `user:n${sensors.size}` : sensorOf(change.sensor.id);
        sensors.set(change.sensor.id, id);
        return [{ ...change, sensor: { ...change.sensor, id } }];
      }
      case 'add-deployment': {
        const { deployment } = change;
        const id = deployments.get(deployment.id) ?? ids.deployment(deployment.id) ?? `n${deployments.size}`;
        deployments.set(deployment.id, id);
        const observes = deployment.observes.flatMap(({ groupId, ...rest }) => {
          const group = ids.group(groupId);
          return group === null ? [] : [{ ...rest, groupId: group }];
        });
        const moved = {
          id,
          sensorId: sensorOf(deployment.sensorId),
          standsOn: ids.group(deployment.standsOn),
          observes,
        };
        return [{ ...change, deployment: { ...deployment, ...moved } }];
      }
      default: {
        const deploymentId = deployments.get(change.deploymentId) ?? ids.deployment(change.deploymentId);
        if (deploymentId === null) return [];
        if (change.kind !== 'widen-share') return [{ ...change, deploymentId }];
        const groupId = ids.group(change.groupId);
        return groupId === null ? [] : [{ ...change, deploymentId, groupId }];
      }
    }
  });
  return { ...scenario, id: `s${at}`, changes };
}

export function writeChange(change: InventoryChange): readonly unknown[] {
  switch (change.kind) {
    case 'add-sensor':
      return ['s', change.sensor.id, shorten(change.sensor, LINK_FIELDS.customSensors)];
    case 'add-deployment':
      return ['a', change.deployment.id, shorten(change.deployment, LINK_FIELDS.deployments)];
    case 'remove-deployment':
      return ['r', change.deploymentId];
    case 'deploy':
      return ['p', change.deploymentId];
    case 'enable-events':
      return ['e', change.deploymentId, ...change.eventIds];
    case 'disable-events':
      return ['d', change.deploymentId, ...change.eventIds];
    case 'widen-share':
      return ['w', change.deploymentId, change.groupId, change.share, ...(change.part === null ? [] : [change.part])];
    case 'raise-quality':
      return ['q', change.deploymentId, QUALITY_DIMENSIONS.indexOf(change.dimension), change.rating];
  }
}

/** Never throws: what it does not understand it hands on, and the check that follows says what is wrong. */
export function readChange(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [letter, id, ...rest] = value;
  const [first, second, third] = rest;
  switch (letter) {
    case 's':
      return { kind: 'add-sensor', sensor: lengthen(first, LINK_FIELDS.customSensors, idOf(id)) };
    case 'a':
      return { kind: 'add-deployment', deployment: lengthen(first, LINK_FIELDS.deployments, idOf(id)) };
    case 'r':
      return { kind: 'remove-deployment', deploymentId: id };
    case 'p':
      return { kind: 'deploy', deploymentId: id };
    case 'e':
      return { kind: 'enable-events', deploymentId: id, eventIds: rest };
    case 'd':
      return { kind: 'disable-events', deploymentId: id, eventIds: rest };
    case 'w':
      return { kind: 'widen-share', deploymentId: id, groupId: first, part: third ?? null, share: second };
    case 'q':
      return {
        kind: 'raise-quality',
        deploymentId: id,
        dimension: QUALITY_DIMENSIONS[first as number],
        rating: second,
      };
    default:
      return { kind: letter };
  }
}

export function writeScenario({ name, notes, changes }: Scenario): Readonly<Record<string, unknown>> {
  return { n: name, ...(notes === '' ? {} : { x: notes }), c: changes.map(writeChange) };
}

export function readScenario(value: unknown, at: number): unknown {
  if (!isPlainObject(value)) return value;
  const list = value['c'];
  const changes = Array.isArray(list) ? list.map(readChange) : list;
  return { id: `s${at}`, name: value['n'], notes: value['x'] ?? '', changes };
}

function idOf(id: unknown): string {
  return typeof id === 'string' ? id : '';
}
