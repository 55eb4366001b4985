/** The inventory as a table that `readInventoryCsv` reads back to the same inventory, ids aside. */
import { QUALITY_DIMENSIONS } from '../../domain/sensors/data-quality';
import type { Deployment, Inventory, SystemGroup } from '../../domain/sensors/inventory';
import { INVENTORY_MEANINGS, type InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import { makeSensorMatcher } from '../../domain/sensors/match-sensor';
import type { Sensor } from '../../domain/sensors/sensor';
import { type DelimitedLayout, writeDelimited } from '../delimited-text';
import { writeEvents } from './inventory-csv-events';
import { writePlatform } from './inventory-csv-groups';
import { isNoName } from './inventory-csv-rows';
import { asPercent } from './inventory-csv-values';

export interface InventoryTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

type Cells = Partial<Record<InventoryMeaning, string | number | null>>;

/** In the order of the columns. `share` and the like are also the first of the names that the reader knows. */
const HEADERS: Readonly<Record<InventoryMeaning, string>> = {
  sensor: 'Sensor',
  vendor: 'Vendor',
  version: 'Version',
  group: 'System group',
  groupKind: 'Group kind',
  platform: 'Platform',
  hosts: 'Hosts',
  host: 'Hostname',
  site: 'Site',
  criticality: 'Criticality',
  roles: 'Roles',
  parts: 'Parts',
  groupNotes: 'Group notes',
  standsOn: 'Stands on',
  share: 'Share',
  part: 'Part',
  partSize: 'Part size',
  events: 'Events',
  status: 'Status',
  cost: 'Cost',
  currency: 'Currency',
  costPer: 'Cost per',
  owner: 'Owner',
  logDestination: 'Log destination',
  retentionDays: 'Retention days',
  since: 'Since',
  until: 'Until',
  deviceCompleteness: 'Device completeness',
  dataFieldCompleteness: 'Data field completeness',
  timeliness: 'Timeliness',
  consistency: 'Consistency',
  retention: 'Retention quality',
  notes: 'Notes',
  deployment: 'Deployment',
};

/**
 * @param sensors the library and the user's own: what the ids in the inventory stand for
 */
export function writeInventoryCsv(
  inventory: Inventory,
  sensors: readonly Sensor[],
  layout: DelimitedLayout = {},
): string {
  const { columns, rows } = composeInventoryTable(inventory, sensors);
  return writeDelimited(columns, rows, layout);
}

/** The table itself, for other kinds of files. */
export function composeInventoryTable(inventory: Inventory, sensors: readonly Sensor[]): InventoryTable {
  const groups = new Map(inventory.groups.map((group) => [group.id, group]));
  const tellSensor = makeSensorNames(sensors);
  const rows: Cells[] = [];
  const described = new Set<string>();

  function describeGroup(group: SystemGroup): Cells {
    described.add(group.id);
    return {
      group: writeName(group.name),
      groupKind: group.kind.replace('-', ' '),
      platform: group.platforms.map(writePlatform).join('; '),
      hosts: group.hosts,
      criticality: group.criticality === null ? null : writeNumber(group.criticality),
      roles: group.roles.join('; '),
      site: group.site,
      parts: group.parts.map(({ name, share }) => `"${name.replaceAll('"', '""')}" = ${writeShare(share)}`).join('; '),
      groupNotes: group.notes,
    };
  }

  inventory.deployments.forEach((deployment, at) => {
    const settings = describeDeployment(deployment, at + 1, tellSensor(deployment.sensorId));
    const standsOn = groups.get(deployment.standsOn ?? '');
    const place = standsOn === undefined ? 'none' : writeName(standsOn.name);
    for (const { groupId, share, part } of deployment.observes) {
      const group = groups.get(groupId);
      if (group === undefined) continue;
      rows.push({
        ...describeGroup(group),
        ...settings,
        standsOn: place,
        share: share === null ? null : writeShare(share),
        part,
      });
    }
    if (!deployment.observes.some(({ groupId }) => groups.has(groupId)))
      rows.push({ ...settings, group: 'none', standsOn: place });
  });
  const bare = inventory.groups
    .filter((group) => !described.has(group.id))
    .map((group) => ({ ...describeGroup(group), sensor: 'none' }));
  const columns = INVENTORY_MEANINGS.filter((meaning) => meaning !== 'partSize' && meaning !== 'host');
  return {
    columns: columns.map((meaning) => HEADERS[meaning]),
    rows: [...rows, ...bare].map((cells) => columns.map((meaning) => cells[meaning] ?? null)),
  };
}

interface NamedSensor {
  readonly name: string;
  readonly vendor: string | null;
  readonly events: ReadonlySet<string>;
}

/** The name of a sensor where the matcher finds the sensor by it; its id where it does not. */
function makeSensorNames(sensors: readonly Sensor[]): (id: string) => NamedSensor {
  const match = makeSensorMatcher(sensors);
  const byId = new Map(sensors.map((sensor) => [sensor.id, sensor]));
  return (id) => {
    const sensor = byId.get(id);
    if (sensor === undefined) return { name: id, vendor: null, events: new Set() };
    const found = match(sensor.name, sensor.vendor)?.sensorId === id;
    const events = new Set(sensor.events.map((event) => event.id));
    return { name: found ? sensor.name : id, vendor: sensor.vendor, events };
  };
}

function describeDeployment(deployment: Deployment, label: number, sensor: NamedSensor): Cells {
  const { cost, quality } = deployment;
  return {
    sensor: writeName(sensor.name),
    vendor: sensor.vendor,
    version: deployment.version,
    events: writeEvents(deployment.events, sensor.events),
    status: deployment.status,
    ...(cost === null ? {} : { cost: writeNumber(cost.amount), currency: cost.currency, costPer: cost.per }),
    owner: deployment.owner,
    logDestination: deployment.logDestination,
    retentionDays: deployment.retentionDays === null ? null : writeNumber(deployment.retentionDays),
    since: deployment.since,
    until: deployment.until,
    ...Object.fromEntries(QUALITY_DIMENSIONS.map((dimension) => [dimension, quality[dimension]])),
    notes: deployment.notes,
    deployment: label,
  };
}

/** A sensor or a group that is called "none" is not none: `readName` takes the apostrophe off again. */
function writeName(name: string): string {
  return isNoName(name.replace(/^'+/, '')) ? `'${name}` : name;
}

/** As text, so that 1.234 cannot be taken for 1,234. */
function writeNumber(value: number): string {
  const text = String(value);
  return /^\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** `80%`; a fraction where the percentage would not read back to the very same number. */
function writeShare(share: number): string {
  const percent = Number((share * 100).toPrecision(15));
  return asPercent(percent) === share ? `${percent}%` : String(share);
}
