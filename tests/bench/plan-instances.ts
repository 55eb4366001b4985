import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, ThreatCatalog } from '../../src/domain/attack/catalog';
import { type CatalogIndex, indexCatalog, platformBits } from '../../src/domain/attack/catalog-index';
import type { PlanSubject } from '../../src/domain/best-plan/compile-problem';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import type { InventoryChange } from '../../src/domain/planning/inventory-change';
import type { Measure } from '../../src/domain/planning/plan';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import { selectDefaults } from '../../src/domain/sensors/event-selection';
import {
  type Deployment,
  EMPTY_INVENTORY,
  type GroupKind,
  type Inventory,
  type SystemGroup,
} from '../../src/domain/sensors/inventory';
import { makeDeployment } from '../../src/domain/sensors/plan-deployments';
import type { Role, Sensor, SensorLibrary } from '../../src/domain/sensors/sensor';
import { makeRandom } from '../make-random';

/** Estates with something to decide, drawn from a seed: the real catalog and sensor library, made-up groups and prices. */
export interface PlanInstance {
  readonly seed: number;
  readonly name: string;
  readonly subject: PlanSubject;
  /** In cents. */
  readonly costs: Float64Array;
  readonly budget: number;
}

const CATALOG = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const read = <Value>(name: string): Value => JSON.parse(readFileSync(join(CATALOG, name), 'utf8'));

export interface Facts {
  readonly index: CatalogIndex;
  readonly library: readonly Sensor[];
  readonly threats: ThreatCatalog;
}

export function loadFacts(): Facts {
  return {
    index: indexCatalog(read<Catalog>('enterprise-attack-19.1.json')),
    library: read<SensorLibrary>('sensor-library.json').sensors,
    threats: read<ThreatCatalog>('enterprise-attack-19.1-threats.json'),
  };
}

interface GroupKindFacts {
  readonly name: string;
  readonly kind: GroupKind;
  readonly platforms: readonly string[];
  readonly hosts: readonly [number, number];
  readonly roles?: readonly Role[];
}

const GROUPS: readonly GroupKindFacts[] = [
  { name: 'Windows workstations', kind: 'hosts', platforms: ['Windows'], hosts: [100, 3000] },
  { name: 'Windows servers', kind: 'hosts', platforms: ['Windows'], hosts: [20, 400] },
  {
    name: 'Domain controllers',
    kind: 'hosts',
    platforms: ['Windows'],
    hosts: [2, 20],
    roles: ['domain-controller', 'dns', 'certificate-authority'],
  },
  { name: 'Linux servers', kind: 'hosts', platforms: ['Linux'], hosts: [20, 600] },
  { name: 'Web servers', kind: 'hosts', platforms: ['Linux'], hosts: [4, 60], roles: ['web'] },
  { name: 'Macs', kind: 'hosts', platforms: ['macOS'], hosts: [10, 500] },
  { name: 'ESXi', kind: 'hosts', platforms: ['ESXi'], hosts: [3, 60] },
  { name: 'Network', kind: 'segment', platforms: ['Network Devices'], hosts: [20, 200] },
  { name: 'Containers', kind: 'hosts', platforms: ['Containers'], hosts: [30, 900] },
  { name: 'Cloud account', kind: 'cloud-account', platforms: ['IaaS'], hosts: [20, 300] },
  { name: 'Office tenant', kind: 'tenant', platforms: ['Office Suite'], hosts: [100, 2000] },
  { name: 'Identity provider', kind: 'tenant', platforms: ['Identity Provider'], hosts: [100, 2000] },
  { name: 'SaaS', kind: 'tenant', platforms: ['SaaS'], hosts: [50, 500] },
];

const RATINGS = [2, 3, 4, 5];

export interface InstanceShape {
  readonly groups: number;
  readonly options: number;
}

export function makeInstance(
  { index, library, threats }: Facts,
  seed: number,
  shape: InstanceShape = { groups: 10, options: 60 },
): PlanInstance {
  const random = makeRandom(seed);
  const draw = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const measure: Measure = random() < 0.5 ? 'share' : 'strength';
  const quality = () =>
    measure === 'share' ? UNRATED : { ...UNRATED, timeliness: pick(RATINGS), consistency: pick(RATINGS) };

  const groups = Array.from({ length: shape.groups }, (_, at): SystemGroup => {
    const facts = pick(GROUPS);
    return {
      id: `g${at}`,
      name: `${facts.name} ${at}`,
      kind: facts.kind,
      platforms: facts.platforms,
      hosts: draw(...facts.hosts),
      criticality: random() < 0.3 ? draw(1, 2000) : null,
      roles: facts.roles ?? [],
      parts: [],
      site: '',
      notes: '',
    };
  });
  const bitsOf = new Map(groups.map((group) => [group, platformBits(index.catalog, group.platforms)]));
  const made = library.filter(({ platforms, events }) => platforms.length > 0 && events.length > 0);
  const suits = (sensor: Sensor, group: SystemGroup) =>
    (platformBits(index.catalog, sensor.platforms) & (bitsOf.get(group) ?? 0)) !== 0;
  let next = 0;
  const deploy = (sensor: Sensor, observed: readonly SystemGroup[]): Deployment => {
    const stand = observed[0]?.id ?? null;
    const made = makeDeployment(`d${next++}`, sensor.id, stand, observed, selectDefaults(sensor.events));
    return { ...made, quality: quality() };
  };
  // What organisations think of buying shows more than one thing.
  const breadth = (sensor: Sensor) =>
    new Set(sensor.events.flatMap(({ mappings }) => mappings.map(({ component }) => component))).size ** 1.5;
  const sensorFor = (group: SystemGroup): Sensor | undefined => {
    const fitting = made.filter((sensor) => suits(sensor, group));
    let at = random() * fitting.reduce((sum, sensor) => sum + breadth(sensor), 0);
    return fitting.find((sensor) => {
      at -= breadth(sensor);
      return at < 0;
    });
  };

  const equipment = random() * 1.6;
  const deployments: Deployment[] = groups.flatMap((group) => {
    const sensors = Array.from({ length: Math.floor(random() + equipment) }, () => sensorFor(group));
    return sensors.flatMap((sensor) => (sensor === undefined ? [] : [deploy(sensor, [group])]));
  });

  const options: (readonly InventoryChange[])[] = [];
  const costs: number[] = [];
  const price = (hosts: number, perHost: number) =>
    100 * Math.max(5, Math.round((perHost * hosts ** 0.85 + draw(0, 40) * 50) / 100)) * 100;
  const setsOff = deployments.flatMap((deployment) => {
    const sensor = library.find(({ id }) => id === deployment.sensorId);
    const off = sensor?.events.filter(({ default: state }) => state === 'off') ?? [];
    const sets = new Set(off.map(({ set }) => set ?? ''));
    return [...sets].map((set) => ({
      deployment,
      eventIds: off.filter((event) => (event.set ?? '') === set).map(({ id }) => id),
    }));
  });
  for (const { deployment, eventIds } of setsOff.sort(() => random() - 0.5).slice(0, 12)) {
    if (options.length >= shape.options) break;
    options.push([{ kind: 'enable-events', deploymentId: deployment.id, eventIds }]);
    costs.push(price(groups.find(({ id }) => id === deployment.standsOn)?.hosts ?? 50, draw(1, 6)));
  }
  while (options.length < shape.options) {
    const group = pick(groups);
    const sensor = sensorFor(group);
    if (sensor === undefined) continue;
    const others = random() < 0.3 ? groups.filter((other) => other !== group && suits(sensor, other)) : [];
    const observed = [group, ...others];
    options.push([{ kind: 'add-deployment', deployment: deploy(sensor, observed) }]);
    costs.push(
      price(
        observed.reduce((sum, { hosts }) => sum + (hosts ?? 0), 0),
        draw(4, 60),
      ),
    );
  }

  const inventory: Inventory = { ...EMPTY_INVENTORY, groups, deployments };
  const [profile, weights] = drawWeights(index, threats, random);
  const fraction = 0.03 + random() * 0.35;
  const budget = Math.round((costs.reduce((sum, cost) => sum + cost, 0) * fraction) / 1e5) * 1e5;
  return {
    seed,
    name: `${deployments.length} deployed, ${measure}, weights ${profile}, budget ${Math.round(fraction * 100)} %`,
    subject: {
      index,
      inventory,
      library,
      settings: DEFAULT_SETTINGS,
      options,
      weights,
      measure,
      bound: 'low',
      floors: [],
    },
    costs: Float64Array.from(costs),
    budget,
  };
}

function drawWeights(
  index: CatalogIndex,
  threats: ThreatCatalog,
  random: () => number,
): readonly [string, Float64Array] {
  const weights = new Float64Array(index.catalog.techniques.length);
  const kind = Math.floor(random() * 4);
  if (kind === 0) return ['equal', weights.fill(1)];
  if (kind === 1) return ['random', weights.map(() => Math.round(-Math.log(1 - random()) * 100) / 100)];
  const chosen = threats.groups.filter(() => kind === 2 || random() < 0.08);
  for (const { techniques } of chosen) for (const at of techniques) weights[at] = (weights[at] ?? 0) + 1;
  return [kind === 2 ? 'use by groups' : `of ${chosen.length} groups`, weights];
}
