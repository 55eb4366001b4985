import { computeGroupWeights, indexSupporting } from '../../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { makeGroupCoverage, type TechniqueCoverage } from '../../src/domain/coverage/group-coverage';
import { type CoverageSettings, DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import type { Interval } from '../../src/domain/coverage/share';
import { BLIND } from '../../src/domain/coverage/state';
import { applyChanges, type InventoryChange } from '../../src/domain/planning/inventory-change';
import type { Measure } from '../../src/domain/planning/plan';
import type { PlanningBase } from '../../src/domain/planning/what-if';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import type { Deployment, Inventory } from '../../src/domain/sensors/inventory';
import { makeCatalog, makeDeployment, makeGroup, makeSensor } from '../coverage/made-up-estate';
import { makeRandom } from '../make-random';

const COMPONENTS = ['A', 'B', 'C', 'D', 'E', 'F'];

/** A small estate with everything in it that shares depend on: parts, quality, roles of groups, statuses, off events. */
export function makeRandomBase(seed: number): PlanningBase & { readonly weights: Float64Array } {
  const random = makeRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const some = (most: number) => [
    ...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(COMPONENTS))),
  ];
  const techniques: Record<string, string[]> = {};
  for (let t = 0; t < 14; t++) techniques[`T1${String(100 + t)}`] = random() < 0.5 ? ['Windows'] : ['Windows', 'Linux'];
  const analytics = Object.keys(techniques).flatMap((technique) =>
    Array.from({ length: 1 + Math.floor(random() * 2) }, () => ({
      technique,
      platforms: random() < 0.6 ? ['Windows'] : ['Linux'],
      needs: some(3).map((component) =>
        random() < 0.3 ? `${component} log:${pick(['x', 'y'])} ${pick(['1', '2'])}` : component,
      ),
    })),
  );
  const index = makeCatalog(techniques, analytics);
  const sensors = Array.from({ length: 6 }, (_, s) =>
    makeSensor(`S${s}`, Object.fromEntries(['1', '2', '3'].map((id) => [id, some(2)])), {
      platforms: random() < 0.5 ? [] : [pick(['Windows', 'Linux'])],
      logSources: random() < 0.3 ? [pick(['log:x', 'log:y'])] : [],
    }),
  );
  const withSets = sensors.map((sensor) => ({
    ...sensor,
    events: sensor.events.map((event) =>
      event.id === '3' ? { ...event, set: 'third', default: 'off' as const } : event,
    ),
  }));
  const groups = [
    makeGroup('G', { hosts: 100, parts: random() < 0.5 ? [{ name: 'wave 1', share: 0.4 }] : [] }),
    makeGroup('H', { platforms: ['Linux'], hosts: 40 }),
    makeGroup('I', { hosts: random() < 0.3 ? null : 7 }),
  ];
  const share = () => pick([null, 1, 1, 0.25, 0.5, 0.7, 0.9]);
  const deployments = Array.from(
    { length: 7 },
    (_, d): Deployment =>
      makeDeployment(`S${Math.floor(random() * 6)}`, {
        id: `d${d}`,
        observes: groups
          .filter(() => random() < 0.6)
          .map(({ id, parts }) => ({
            groupId: id,
            share: share(),
            part: parts.length > 0 && random() < 0.4 ? 'wave 1' : null,
          })),
        events: random() < 0.5 ? { mode: 'all' } : { mode: 'except', ids: [pick(['1', '2', '3'])] },
        status: random() < 0.75 ? 'deployed' : 'planned',
        quality: random() < 0.5 ? UNRATED : { ...UNRATED, timeliness: 1 + Math.floor(random() * 5) },
        cost: random() < 0.5 ? { amount: Math.floor(random() * 100), currency: 'EUR', per: 'year' } : null,
      }),
  );
  const inventory: Inventory = { groups, deployments, customSensors: [], supporting: [] };
  const settings: CoverageSettings = {
    ...DEFAULT_SETTINGS,
    minimumPrecision: pick(['component', 'component', 'log-source', 'exact']),
  };
  const weights = Float64Array.from(Object.keys(techniques), () => pick([0, 1, 1, 2.5, 4]));
  return { index, inventory, sensors: indexSensors(withSets, inventory), settings, weights };
}

/** All figures of an inventory after some changes, computed without any short cut. */
export function computeNaively(base: PlanningBase, changes: readonly InventoryChange[]) {
  const { inventory } = applyChanges(base.inventory, changes);
  const sensors = new Map(base.sensors);
  for (const sensor of inventory.customSensors) sensors.set(sensor.id, sensor);
  const estate = prepareEstate(base.index, inventory, sensors, base.settings);
  const marks = indexSupporting(base.index, inventory.supporting);
  const weights = computeGroupWeights(estate);
  return estate.groups.map((observed, g) => {
    const ofGroup = makeGroupCoverage(base.index, observed, base.settings.minimumPrecision, marks);
    const techniques = base.index.catalog.techniques.map((_, technique) => ofGroup.computeTechnique(technique));
    return { weight: weights[g] ?? 0, techniques };
  });
}

export function coverNaively(
  groups: readonly { readonly weight: number; readonly techniques: readonly TechniqueCoverage[] }[],
  weights: ArrayLike<number>,
  measure: Measure,
): Interval {
  let [total, low, high] = [0, 0, 0];
  for (const { weight: ofGroup, techniques } of groups) {
    for (const [technique, { state, [measure]: value }] of techniques.entries()) {
      if (state < BLIND) continue;
      const weight = ofGroup * (weights[technique] ?? 0);
      total += weight;
      low += weight * value.low;
      high += weight * value.high;
    }
  }
  return total === 0 ? { low: 0, high: 0 } : { low: low / total, high: high / total };
}
