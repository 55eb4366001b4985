import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { computeCoverage } from '../../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import type { Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { makeFigureCounter } from '../../src/domain/threats/count-figures';
import { collectCases } from '../../src/domain/threats/hunt-cases';
import { type HuntGround, planHunt } from '../../src/domain/threats/plan-hunt';
import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import { makeDeployment, makeGroup } from '../coverage/made-up-estate';
import { makeRandom } from '../make-random';
import { listAttackThreats } from '../threats/attack-threats';
import { type Facts, loadFacts } from './plan-instances';

/** How long a hunt plan may be searched for, in milliseconds, as in the app. */
export const HUNT_LIMIT = 2_000;

export function loadDemonstration(): Inventory {
  const path = join(import.meta.dirname, '..', '..', 'data', 'demonstration', 'estate.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Inventory;
}

export function makeHuntGround({ index, library }: Facts, inventory: Inventory): HuntGround {
  const sensors = indexSensors(library, inventory);
  const settings = DEFAULT_SETTINGS;
  return {
    index,
    inventory,
    sensors,
    settings,
    estate: prepareEstate(index, inventory, sensors, settings),
    options: [],
  };
}

export function limitTo(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
}

/** Many groups, each with many deployments, most of them on a share of it. */
export function makeLargeEstate(library: readonly Sensor[], groups: number, perGroup: number): Inventory {
  const random = makeRandom(5);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const all = Array.from({ length: groups }, (_, g) =>
    makeGroup(`g${g}`, { name: `Group ${g}`, platforms: [pick(['Windows', 'Windows', 'Linux', 'macOS', 'IaaS'])] }),
  );
  return {
    groups: all,
    deployments: all.flatMap(({ id }, g) =>
      Array.from({ length: perGroup }, (_, d) =>
        makeDeployment(pick(library).id, {
          id: `d${g}-${d}`,
          standsOn: id,
          observes: [{ groupId: id, share: pick([null, 1, 0.95, 0.9, 0.8, 0.6]), part: null }],
        }),
      ),
    ),
    customSensors: [],
    supporting: [],
  };
}

export interface HuntTimes {
  readonly name: string;
  readonly hunts: number;
  readonly proven: number;
  readonly median: number;
  readonly slowest: number;
  readonly most: number;
  /** Of compiling the threat with the most techniques. */
  readonly compile: number;
}

export function measureHunts(
  facts: Facts,
  name: string,
  inventory: Inventory,
  threats: readonly ThreatSteps[],
): HuntTimes {
  const ground = makeHuntGround(facts, inventory);
  const times: number[] = [];
  let proven = 0;
  for (const threat of threats) {
    const start = performance.now();
    const plan = planHunt(ground, threat, limitTo(HUNT_LIMIT));
    times.push(performance.now() - start);
    if (plan.isProven) proven++;
  }
  const largest = threats.reduce((a, b) => (b.steps.length > a.steps.length ? b : a));
  const positions = largest.steps.flatMap(({ technique }) => facts.index.techniqueById.get(technique) ?? []);
  const start = performance.now();
  collectCases(facts.index, inventory, ground.estate, ground.settings, positions);
  const compile = performance.now() - start;
  times.sort((a, b) => a - b);
  return {
    name,
    hunts: threats.length,
    proven,
    median: times[times.length >> 1] ?? Number.NaN,
    slowest: times.at(-1) ?? Number.NaN,
    most: largest.steps.length,
    compile,
  };
}

/** Milliseconds for the figures of every group, software and campaign, of how many. */
export function measureFigures({ index, library, threats }: Facts): {
  readonly threats: number;
  readonly milliseconds: number;
} {
  const inventory = loadDemonstration();
  const estate = prepareEstate(index, inventory, indexSensors(library, inventory), DEFAULT_SETTINGS);
  const { states } = computeCoverage(index, estate, inventory.supporting, DEFAULT_SETTINGS);
  const all = listAttackThreats(threats, () => true);
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    const count = makeFigureCounter(index, states);
    for (const threat of all) count(threat);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { threats: all.length, milliseconds: times[3] ?? Number.NaN };
}

type Say = (what: string, value: string, limit: string) => void;

export function reportHunts(say: Say): void {
  const facts = loadFacts();
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const figures = measureFigures(facts);
  say(`figures of ${figures.threats} groups, software and campaigns, in Node`, ms(figures.milliseconds), 'under 30 ms');
  const groups = listAttackThreats(facts.threats, ({ id }) => id.startsWith('G'));
  const large = [...groups].sort((a, b) => b.steps.length - a.steps.length).slice(0, 12);
  for (const times of [
    measureHunts(facts, 'demonstration estate, every group of ATT&CK', loadDemonstration(), groups),
    measureHunts(
      facts,
      '50 groups × 20 deployments, the 12 largest groups',
      makeLargeEstate(facts.library, 50, 20),
      large,
    ),
  ]) {
    say(`hunt plan, ${times.name}: median`, ms(times.median), `proven ${times.proven} of ${times.hunts}`);
    say('  slowest', ms(times.slowest), `searched for ${HUNT_LIMIT} ms at most`);
    say(`  compiling one of ${times.most} techniques`, ms(times.compile), 'under 1 s');
  }
}
