import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../src/domain/attack/catalog';
import { type CatalogIndex, indexCatalog } from '../../src/domain/attack/catalog-index';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import type { PlanningBase } from '../../src/domain/planning/what-if';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import { selectDefaults } from '../../src/domain/sensors/event-selection';
import type { Deployment, Inventory, SystemGroup } from '../../src/domain/sensors/inventory';
import type { Role, Sensor, SensorLibrary } from '../../src/domain/sensors/sensor';
import { makeRandom } from '../make-random';

const CATALOG = join(import.meta.dirname, '..', '..', 'data', 'catalog');

export function loadEnterprise(): CatalogIndex {
  return indexCatalog(readJson('enterprise-attack-19.1.json') as Catalog);
}

export function loadLibrary(): readonly Sensor[] {
  return (readJson('sensor-library.json') as SensorLibrary).sensors;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(CATALOG, name), 'utf8'));
}

/** Ten groups as a middle-sized organisation has them. */
const GROUPS: readonly (readonly [
  name: string,
  platforms: readonly string[],
  hosts: number,
  roles?: readonly Role[],
])[] = [
  ['Workstations', ['Windows'], 2400],
  ['Windows servers', ['Windows'], 320],
  ['Domain controllers', ['Windows'], 8, ['domain-controller', 'dns']],
  ['Linux servers', ['Linux'], 260],
  ['Laptops', ['macOS'], 180],
  ['Hypervisors', ['ESXi'], 24],
  ['Network', ['Network Devices'], 90],
  ['Cloud account', ['IaaS'], 60],
  ['Microsoft 365', ['Office Suite', 'Identity Provider', 'SaaS'], 300],
  ['Clusters', ['Containers', 'Linux'], 40],
];

/** Sensor, the groups it observes, and the most hosts it is on. */
const DEPLOYED: readonly (readonly [sensor: string, groups: readonly number[]])[] = [
  ['winevtx', [0]],
  ['winevtx', [1]],
  ['winevtx', [2]],
  ['sysmon', [0]],
  ['sysmon', [1]],
  ['sysmon', [2]],
  ['powershell-logging', [0]],
  ['powershell-logging', [1]],
  ['crowdstrike-falcon', [0]],
  ['crowdstrike-falcon', [1]],
  ['crowdstrike-falcon', [4]],
  ['defender-antivirus', [0]],
  ['defender-antivirus', [1]],
  ['auditd', [3]],
  ['auditd', [9]],
  ['linux-syslog', [3]],
  ['sysmon-linux', [3]],
  ['falco', [9]],
  ['macos-unified-log', [4]],
  ['jamf-protect', [4]],
  ['esxi', [5]],
  ['vcenter', [5]],
  ['network-device-syslog', [6]],
  ['network-device-aaa', [6]],
  ['cloudtrail', [7]],
  ['aws-vpc-flow', [7]],
  ['entra-id', [8]],
  ['m365-unified-audit', [8]],
  ['kubernetes-audit', [9]],
  ['containerd', [9]],
  ['suricata', [1, 2, 3]],
  ['firewall', [0, 1, 3, 6]],
  ['dns-server', [0, 1, 2]],
  ['web-proxy', [0]],
  ['netflow', [3, 5]],
  ['osquery', [0, 3, 4]],
];

/** @param seed what shares, events and ratings are drawn from */
export function makeRealisticBase(index: CatalogIndex, library: readonly Sensor[], seed = 1): PlanningBase {
  const random = makeRandom(seed);
  const groups = GROUPS.map(
    ([name, platforms, hosts, roles = []], g): SystemGroup => ({
      id: `g${g}`,
      name,
      kind: 'hosts',
      platforms,
      hosts,
      criticality: null,
      roles,
      parts: [],
      site: '',
      notes: '',
    }),
  );
  const byId = new Map(library.map((sensor) => [sensor.id, sensor]));
  const deployments = DEPLOYED.map(
    ([sensorId, observed], d): Deployment => ({
      id: `d${d}`,
      sensorId,
      version: '',
      standsOn: `g${observed[0]}`,
      observes: observed.map((g) => ({
        groupId: `g${g}`,
        share: random() < 0.4 ? 1 : 0.5 + Math.floor(random() * 10) / 20,
        part: null,
      })),
      events: random() < 0.7 ? selectDefaults(byId.get(sensorId)?.events ?? []) : { mode: 'all' },
      status: d % 12 === 11 ? 'planned' : 'deployed',
      cost: d % 3 === 0 ? { amount: 1000 * (1 + Math.floor(random() * 40)), currency: 'EUR', per: 'year' } : null,
      owner: '',
      logDestination: '',
      retentionDays: null,
      since: null,
      until: null,
      quality: random() < 0.5 ? UNRATED : { ...UNRATED, timeliness: 2 + Math.floor(random() * 4) },
      notes: '',
    }),
  );
  const inventory: Inventory = { groups, deployments, customSensors: [], supporting: [] };
  return { index, inventory, sensors: indexSensors(library, inventory), settings: DEFAULT_SETTINGS };
}
