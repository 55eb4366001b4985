import { formatInterval, formatPercent } from '../format';
import type { Deployment, Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { describeSelection } from './candidate-words';
import type { ChangedFeeder, NeedChange } from './change-reasons';
import type { InventoryChange, UnmetChange } from './inventory-change';
import type { Trend } from './technique-changes';

/** What changes and their consequences are called, on the screen and in every export. */

export const TREND_WORDS: Readonly<Record<Trend, string>> = {
  better: 'better state',
  worse: 'worse state',
  more: 'same state, more of it',
  less: 'same state, less of it',
  mixed: 'same state, more here and less there',
  nearer: 'same state, a better one in some group',
  farther: 'same state, a worse one in some group',
};

export const UNMET_WORDS: Readonly<Record<UnmetChange['reason'], string>> = {
  'deployment-gone': 'The deployment is no longer in the inventory.',
  'group-gone': 'The system group is no longer in the inventory.',
};

const QUALITY_WORDS: Readonly<Record<Extract<InventoryChange, { kind: 'raise-quality' }>['dimension'], string>> = {
  deviceCompleteness: 'device completeness',
  dataFieldCompleteness: 'data field completeness',
  timeliness: 'timeliness',
  consistency: 'consistency',
  retention: 'retention',
};

/** Names for sentences about changes; `changes` may bring deployments and sensors that later ones are about. */
export interface ChangeNames {
  sensor(id: string): string;
  group(id: string): string;
  deployment(id: string): string;
  /** Which events are on: " with default events"; empty where that is no question. */
  selection(deployment: Deployment | string): string;
  /** Names of event sets that these events make up, and how many events are left over. */
  events(deploymentId: string, ids: readonly string[]): string;
}

export function makeChangeNames(
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  changes: readonly InventoryChange[],
): ChangeNames {
  const brought = new Map(
    changes.flatMap((change) => (change.kind === 'add-sensor' ? [[change.sensor.id, change.sensor]] : [])),
  );
  const added = changes.flatMap((change) => (change.kind === 'add-deployment' ? [change.deployment] : []));
  const deployments = new Map([...inventory.deployments, ...added].map((deployment) => [deployment.id, deployment]));
  const groups = new Map(inventory.groups.map(({ id, name }) => [id, name]));
  const find = (id: string): Sensor | undefined => brought.get(id) ?? sensors.get(id);
  const sensor = (id: string) => find(id)?.name ?? id;
  const group = (id: string) => groups.get(id) ?? 'a system group that is gone';
  return {
    sensor,
    group,
    deployment(id) {
      const deployment = deployments.get(id);
      if (deployment === undefined) return 'a deployment that is gone';
      const place = deployment.standsOn ?? deployment.observes[0]?.groupId;
      return place === undefined ? sensor(deployment.sensorId) : `${sensor(deployment.sensorId)} on ${group(place)}`;
    },
    selection(of) {
      const deployment = typeof of === 'string' ? deployments.get(of) : of;
      const events = find(deployment?.sensorId ?? '')?.events ?? [];
      // One that was made up here stands for what it is, and has no choice of events.
      if (deployment === undefined || brought.has(deployment.sensorId) || events.length < 2) return '';
      return ` with ${describeSelection(events, deployment.events)}`;
    },
    events(deploymentId, ids) {
      const events = find(deployments.get(deploymentId)?.sensorId ?? '')?.events ?? [];
      return nameEvents(events, ids);
    },
  };
}

/** "Logon, Logoff and 4657": sets that are whole, then what is left by id. */
function nameEvents(events: Sensor['events'], ids: readonly string[]): string {
  const left = new Set(ids);
  const sets = new Map<string, string[]>();
  for (const { id, set } of events) {
    if (set === undefined) continue;
    const members = sets.get(set) ?? [];
    sets.set(set, members);
    members.push(id);
  }
  const names: string[] = [];
  for (const [set, members] of sets) {
    if (!members.every((id) => left.has(id))) continue;
    names.push(`“${set}”`);
    for (const id of members) left.delete(id);
  }
  const singles = [...left];
  const shown = singles.slice(0, MOST_EVENTS).join(', ');
  const rest = singles.length - MOST_EVENTS;
  const words =
    singles.length === 0
      ? ''
      : `${singles.length === 1 ? 'event' : 'events'} ${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
  return [...names, ...(words === '' ? [] : [words])].join(', ');
}

const MOST_EVENTS = 6;

/** A change as a sentence without its full stop: "Add Zeek observing Windows servers (80 %)". */
export function describeChange(change: InventoryChange, names: ChangeNames): string {
  switch (change.kind) {
    case 'add-sensor':
      return `Define the sensor ${change.sensor.name}`;
    case 'add-deployment': {
      const { sensorId, observes } = change.deployment;
      const seen = observes.map(({ groupId, part, share }) => {
        const extent = share === null || share === 1 ? '' : ` (${formatPercent(share)})`;
        return `${names.group(groupId)}${part === null ? '' : `, ${part}`}${extent}`;
      });
      return `Add ${names.sensor(sensorId)} observing ${seen.length === 0 ? 'nothing' : seen.join('; ')}${names.selection(change.deployment)}`;
    }
    case 'remove-deployment':
      return `Remove ${names.deployment(change.deploymentId)}`;
    case 'deploy':
      return `Put ${names.deployment(change.deploymentId)} into service${names.selection(change.deploymentId)}`;
    case 'enable-events':
      return `Switch on ${names.events(change.deploymentId, change.eventIds)} of ${names.deployment(change.deploymentId)}`;
    case 'disable-events':
      return `Switch off ${names.events(change.deploymentId, change.eventIds)} of ${names.deployment(change.deploymentId)}`;
    case 'widen-share': {
      const part = change.part === null ? '' : `, ${change.part}`;
      return `Widen ${names.deployment(change.deploymentId)} to ${formatPercent(change.share)} of ${names.group(change.groupId)}${part}`;
    }
    case 'raise-quality':
      return `Raise ${QUALITY_WORDS[change.dimension]} of ${names.deployment(change.deploymentId)} to ${change.rating} of 5`;
  }
}

/** "Process Creation: now fed by Sysmon (1)". */
export function describeNeedChange({ component, wasFed, isFed, gained, lost, altered }: NeedChange): string {
  const parts = [
    ...(gained.length === 0 ? [] : [`${wasFed ? 'also' : 'now'} fed by ${gained.map(describeFeeder).join('; ')}`]),
    ...(lost.length === 0
      ? []
      : [`${isFed ? 'no longer' : 'not'} fed by ${lost.map(describeFeeder).join('; ')}${isFed ? '' : ' any more'}`]),
    ...(altered.length === 0
      ? []
      : [
          `fed otherwise by ${altered.map((feeder) => `${describeFeeder(feeder)}, on ${formatInterval(feeder.share)}`).join('; ')}`,
        ]),
  ];
  return `${component.name}: ${parts.join(', ')}`;
}

export function describeFeeder({ sensorName, eventIds, logSources }: ChangedFeeder): string {
  const events = eventIds.slice(0, MOST_EVENTS).join(', ');
  const rest = eventIds.length - MOST_EVENTS;
  const through = eventIds.length === 0 ? logSources.join(', ') : `${events}${rest > 0 ? ` and ${rest} more` : ''}`;
  return through === '' ? sensorName : `${sensorName} (${through})`;
}
