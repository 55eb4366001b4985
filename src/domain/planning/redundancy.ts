import type { Interval } from '../coverage/share';
import { RUNS } from '../coverage/state';
import type { Deployment } from '../sensors/inventory';
import { type CoverageSums, sumCoverage } from './coverage-sums';
import type { InventoryChange } from './inventory-change';
import { statesOfEstate } from './next-best';
import type { Measure } from './plan';
import type { ChangedCell, WhatIf } from './what-if';

/** What becomes of coverage when deployments go. Techniques are positions in the catalog. */
export interface Going {
  readonly deploymentIds: readonly string[];
  readonly sensorId: string;
  /** Technique and group in which it would no longer run. */
  readonly stops: readonly { readonly technique: number; readonly group: number }[];
  /** Those of them that would then run nowhere. */
  readonly runsNowhere: readonly number[];
  /** Keep running everywhere they do, on fewer hosts for sure or perhaps, or at less strength. */
  readonly weaker: readonly number[];
  /** Of weighted coverage; 0 or below. */
  readonly loss: Interval;
}

export interface Redundancy {
  readonly measure: Measure;
  readonly coverage: Interval;
  /** Each deployment that counts, and each sensor with all of its deployments; those without a loss first. */
  readonly deployments: readonly Going[];
  readonly sensors: readonly Going[];
  /**
   * Deployments that could all go without any technique leaving `runs` in any group, the dearest tried first; nothing can
   * be added to the set, though another set may be larger.
   */
  readonly together: Going | null;
  /** Techniques that run, and would nowhere without one of these deployments, or one of these sensors. */
  readonly hanging: readonly Hanging[];
}

export interface Hanging {
  readonly technique: number;
  readonly deploymentIds: readonly string[];
  readonly sensorIds: readonly string[];
}

export function findRedundancy(whatIf: WhatIf, weights: ArrayLike<number>, measure: Measure): Redundancy {
  const sums = sumCoverage(whatIf.groups, weights, measure);
  const best = statesOfEstate(whatIf.groups);
  const counted = listCounted(whatIf);
  const bySensor = new Map<string, Deployment[]>();
  for (const deployment of counted) {
    const ofSensor = bySensor.get(deployment.sensorId) ?? [];
    bySensor.set(deployment.sensorId, ofSensor);
    ofSensor.push(deployment);
  }
  const go = (deployments: readonly Deployment[]) => describeGoing(whatIf, deployments, sums, best);
  const deployments = counted.map((deployment) => go([deployment]));
  const sensors = [...bySensor.values()].map(go);
  return {
    measure,
    coverage: sums.coverage,
    deployments: deployments.sort(compareGoing),
    sensors: sensors.sort(compareGoing),
    together: findTogether(counted, deployments, go),
    hanging: listHanging(deployments, sensors),
  };
}

/** Deployments that some group in scope sees. */
function listCounted({ estate }: WhatIf): readonly Deployment[] {
  return [...new Set(estate.groups.flatMap(({ observers }) => observers.map(({ deployment }) => deployment)))];
}

function describeGoing(
  whatIf: WhatIf,
  deployments: readonly Deployment[],
  sums: CoverageSums,
  best: Uint8Array,
): Going {
  const changes = deployments.map(({ id }): InventoryChange => ({ kind: 'remove-deployment', deploymentId: id }));
  const cells = whatIf.compare(changes);
  const stopping = cells.filter(({ before, after }) => before.state === RUNS && after.state < RUNS);
  const stopsIn = new Map<number, Set<number>>();
  for (const { technique, group } of stopping) {
    stopsIn.set(technique, (stopsIn.get(technique) ?? new Set()).add(group));
  }
  const runsElsewhere = (technique: number) =>
    whatIf.groups.some(
      ({ techniques }, group) => techniques[technique]?.state === RUNS && stopsIn.get(technique)?.has(group) !== true,
    );
  return {
    deploymentIds: deployments.map(({ id }) => id),
    sensorId: deployments[0]?.sensorId ?? '',
    stops: stopping.map(({ technique, group }) => ({ technique, group })),
    runsNowhere: [...stopsIn.keys()]
      .filter((technique) => best[technique] === RUNS && !runsElsewhere(technique))
      .sort((a, b) => a - b),
    weaker: [...new Set(cells.filter(isWeaker).map(({ technique }) => technique))]
      .filter((technique) => !stopsIn.has(technique))
      .sort((a, b) => a - b),
    loss: sums.gainOf(cells),
  };
}

function isWeaker({ before, after }: ChangedCell): boolean {
  return (
    after.share.low < before.share.low ||
    after.share.high < before.share.high ||
    after.strength.low < before.strength.low ||
    after.strength.high < before.strength.high
  );
}

function compareGoing(a: Going, b: Going): number {
  return (
    a.stops.length - b.stops.length ||
    a.runsNowhere.length - b.runsNowhere.length ||
    b.loss.low - a.loss.low ||
    a.weaker.length - b.weaker.length
  );
}

/** Greedy, each step checked exactly: the dearest first where prices compare, else the idler; without a price last. */
function findTogether(
  counted: readonly Deployment[],
  single: readonly Going[],
  go: (deployments: readonly Deployment[]) => Going,
): Going | null {
  const free = new Map(
    single.filter(({ stops }) => stops.length === 0).map((going) => [going.deploymentIds[0], going]),
  );
  const lossOf = ({ id }: Deployment) => free.get(id)?.loss.low ?? 0;
  const order = putDearestFirst(
    counted
      .filter(({ id }) => free.has(id))
      .sort((a, b) => Number(a.cost === null) - Number(b.cost === null) || lossOf(b) - lossOf(a)),
  );
  let chosen: readonly Deployment[] = [];
  let result: Going | null = null;
  for (const deployment of order) {
    const tried = go([...chosen, deployment]);
    if (tried.stops.length > 0) continue;
    chosen = [...chosen, deployment];
    result = tried;
  }
  return result;
}

/** Nothing is converted: those of one currency and period change places among themselves alone. */
function putDearestFirst(deployments: readonly Deployment[]): readonly Deployment[] {
  const alike = new Map<string, Deployment[]>();
  for (const deployment of deployments) {
    const key = keyOfPrice(deployment);
    alike.set(key, [...(alike.get(key) ?? []), deployment]);
  }
  for (const some of alike.values()) some.sort((a, b) => (b.cost?.amount ?? 0) - (a.cost?.amount ?? 0));
  return deployments.flatMap((deployment) => alike.get(keyOfPrice(deployment))?.shift() ?? []);
}

function keyOfPrice({ cost }: Deployment): string {
  return cost === null ? '' : `${cost.currency.trim().toUpperCase()} ${cost.per}`;
}

function listHanging(deployments: readonly Going[], sensors: readonly Going[]): readonly Hanging[] {
  const byTechnique = new Map<number, { deploymentIds: string[]; sensorIds: string[] }>();
  const of = (technique: number) => {
    const known = byTechnique.get(technique) ?? { deploymentIds: [], sensorIds: [] };
    byTechnique.set(technique, known);
    return known;
  };
  for (const { runsNowhere, deploymentIds } of deployments) {
    for (const technique of runsNowhere) of(technique).deploymentIds.push(...deploymentIds);
  }
  for (const { runsNowhere, sensorId } of sensors) {
    for (const technique of runsNowhere) of(technique).sensorIds.push(sensorId);
  }
  return [...byTechnique]
    .map(([technique, ids]): Hanging => ({ technique, ...ids }))
    .sort((a, b) => a.technique - b.technique);
}
