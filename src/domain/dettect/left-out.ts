/** What of an inventory a data source administration cannot say, so that an export tells it. */
import { formatCounted } from '../format';
import type { Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import type { DataSourceRow } from './derive-details';

/** In the order in which they are told. */
const REASONS = {
  'no-component': 'without a data component here that an enabled event gives',
  'no-group': 'observing no system group',
  'no-sensor': 'of a sensor that is gone',
  'not-deployed': 'not deployed yet',
  'other-file': 'kept in another of your files',
} as const;
export type LeftOutReason = keyof typeof REASONS;

export interface LeftOut {
  readonly reason: LeftOutReason;
  /** Names of sensors, each once. */
  readonly sensors: readonly string[];
  readonly deployments: number;
}

/** Sensors named for each reason; all deployments are counted. */
const NAMED = 12;

/**
 * @param rows of all files
 * @param written those that go into the file at hand
 */
export function listLeftOut(
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  rows: readonly DataSourceRow[],
  written: readonly DataSourceRow[] = rows,
): readonly LeftOut[] {
  const groups = new Set(inventory.groups.map(({ id }) => id));
  const stated = new Set(rows.map(({ deploymentId }) => deploymentId));
  const here = new Set(written.map(({ deploymentId }) => deploymentId));
  const found = new Map<LeftOutReason, { readonly sensors: Set<string>; deployments: number }>();
  for (const { id, sensorId, status, observes } of inventory.deployments) {
    if (here.has(id)) continue;
    const sensor = sensors.get(sensorId);
    const observed = observes.some(({ groupId }) => groups.has(groupId));
    const reason = tellReason(stated.has(id), status === 'deployed', sensor !== undefined, observed);
    const entry = found.get(reason) ?? { sensors: new Set<string>(), deployments: 0 };
    entry.sensors.add(sensor?.name ?? sensorId);
    entry.deployments++;
    found.set(reason, entry);
  }
  return (Object.keys(REASONS) as LeftOutReason[]).flatMap((reason) => {
    const entry = found.get(reason);
    return entry === undefined ? [] : [{ reason, sensors: [...entry.sensors], deployments: entry.deployments }];
  });
}

function tellReason(isElsewhere: boolean, isDeployed: boolean, isKnown: boolean, observes: boolean): LeftOutReason {
  if (isElsewhere) return 'other-file';
  if (!isDeployed) return 'not-deployed';
  if (!isKnown) return 'no-sensor';
  return observes ? 'no-component' : 'no-group';
}

/** "3 of 12 deployments are not in it: 2 without a data component … (Acme, Okta); 1 not deployed yet (Zeek)." */
export function describeLeftOut(leftOut: readonly LeftOut[], deployments: number): string {
  const all = leftOut.reduce((sum, each) => sum + each.deployments, 0);
  const parts = leftOut.map((each) => {
    const named = each.sensors.slice(0, NAMED);
    const rest = each.sensors.length - named.length;
    const names = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    return `${each.deployments} ${REASONS[each.reason]} (${names})`;
  });
  return `${all} of ${formatCounted(deployments, 'deployment')} ${all === 1 ? 'is' : 'are'} not in it: ${parts.join('; ')}.`;
}
