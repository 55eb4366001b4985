import type { Catalog } from '../attack/catalog';
import type { Deployment, Inventory } from '../sensors/inventory';
import { isUnrated } from '../sensors/inventory-summary';
import type { Sensor } from '../sensors/sensor';
import type { Coverage } from './coverage';
import { isDeploymentCounted } from './feeds';
import type { CoverageSettings } from './settings';

/** Something in the inventory that makes the answer smaller, or less sure, than it looks. */
export interface InventoryFinding {
  readonly code: FindingCode;
  /** A whole sentence. */
  readonly message: string;
  readonly deploymentIds: readonly string[];
  readonly groupIds: readonly string[];
}

export type FindingCode =
  | 'observes-nothing'
  | 'unknown-sensor'
  | 'feeds-nothing'
  | 'not-counted'
  | 'share-assumed'
  | 'events-assumed'
  | 'release-without-platforms'
  | 'unrated'
  | 'dettect-table-missing'
  | 'group-without-platform'
  | 'group-without-weight';

export function findInventoryFindings(
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  settings: CoverageSettings,
  coverage: Coverage,
  catalog: Pick<Catalog, 'platforms'>,
): readonly InventoryFinding[] {
  const counted = inventory.deployments.filter((deployment) => isDeploymentCounted(deployment, settings));
  const left = inventory.deployments.filter((deployment) => !isDeploymentCounted(deployment, settings));
  const has = (deployments: readonly Deployment[]) => count(deployments.length, 'deployment');
  const findings: InventoryFinding[] = [];
  const report = (code: FindingCode, deployments: readonly Deployment[], message: string) => {
    if (deployments.length === 0) return;
    findings.push({ code, message, deploymentIds: deployments.map(({ id }) => id), groupIds: [] });
  };

  const unknown = counted.filter(({ sensorId }) => !sensors.has(sensorId));
  report('unknown-sensor', unknown, `${has(unknown)} of a sensor that is no longer known: left out.`);
  const idle = counted.filter(({ observes }) => observes.length === 0);
  report(
    'observes-nothing',
    idle,
    `${has(idle)} ${verb(idle, 'observes', 'observe')} no system group, and so ${verb(idle, 'feeds', 'feed')} nothing.`,
  );
  const silent = counted.filter(({ sensorId }) => {
    const sensor = sensors.get(sensorId);
    return sensor !== undefined && sensor.events.length === 0 && sensor.logSources.length === 0;
  });
  report('feeds-nothing', silent, `${has(silent)} of a sensor whose events are not mapped yet: feeds nothing.`);
  report(
    'not-counted',
    left,
    `${has(left)} ${verb(left, 'is', 'are')} not counted: planned, not in service on this date, or unrated.`,
  );
  const assumed = counted.filter(
    ({ observes, quality }) => quality.deviceCompleteness === null && observes.some(({ share }) => share === null),
  );
  report(
    'share-assumed',
    assumed,
    `${has(assumed)} ${verb(assumed, 'states', 'state')} no share of hosts: taken as the whole group.`,
  );
  const untold = counted.filter(
    ({ events, sensorId }) => events.mode === 'all' && (sensors.get(sensorId)?.events.length ?? 0) > 1,
  );
  report(
    'events-assumed',
    untold,
    `${has(untold)} ${verb(untold, 'counts', 'count')} with every event of the sensor: which are switched on is not said.`,
  );
  const unrated = counted.filter(isUnrated);
  report(
    'unrated',
    unrated,
    `${has(unrated)} of ${counted.length} counted ${verb(unrated, 'has', 'have')} no quality rating: strength is given as a range.`,
  );

  if (catalog.platforms.length === 0 && inventory.groups.length > 0) {
    findings.push({
      code: 'release-without-platforms',
      message:
        'This release names no platforms: its techniques count for every group of hosts and every segment, offices included. Choose the groups that belong to it.',
      deploymentIds: [],
      groupIds: inventory.groups.map(({ id }) => id),
    });
  }
  const bare = inventory.groups.filter(({ platforms, kind }) => platforms.length === 0 && kind !== 'segment');
  if (bare.length > 0) {
    findings.push({
      code: 'group-without-platform',
      message: `${count(bare.length, 'system group')} without a platform: no Enterprise or Mobile technique applies there.`,
      deploymentIds: [],
      groupIds: bare.map(({ id }) => id),
    });
  }
  if (coverage.unweightedGroupIds.length > 0) {
    findings.push({
      code: 'group-without-weight',
      message: `${count(coverage.unweightedGroupIds.length, 'system group')} with neither hosts nor a stated criticality: left out of weighted figures.`,
      deploymentIds: [],
      groupIds: coverage.unweightedGroupIds,
    });
  }
  return findings;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function verb(items: readonly unknown[], one: string, many: string): string {
  return items.length === 1 ? one : many;
}
