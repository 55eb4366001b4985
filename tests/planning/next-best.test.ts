import { describe, expect, it } from 'vitest';
import { computeCoverage } from '../../src/domain/coverage/coverage';
import { indexSensors } from '../../src/domain/coverage/estate';
import type { TechniqueCoverage } from '../../src/domain/coverage/group-coverage';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { ONE_SHORT, RUNS } from '../../src/domain/coverage/state';
import { isAnythingCounted } from '../../src/domain/planning/asked-requirements';
import { describeChange, makeChangeNames } from '../../src/domain/planning/change-words';
import type { InventoryChange } from '../../src/domain/planning/inventory-change';
import { makeSensorOption } from '../../src/domain/planning/list-options';
import { rankNextBest } from '../../src/domain/planning/next-best';
import { listNextCandidates, type NextCandidate } from '../../src/domain/planning/next-candidates';
import { composeNextTable } from '../../src/domain/planning/next-table';
import { rankPairs } from '../../src/domain/planning/pairs';
import { BOUNDS, EMPTY_PLAN, MEASURES, type Plan, type PlanOption } from '../../src/domain/planning/plan';
import { findRedundancy } from '../../src/domain/planning/redundancy';
import { makeWhatIf, type PlanningBase, type WhatIf } from '../../src/domain/planning/what-if';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { writeCoverageCsv } from '../../src/formats/coverage-csv';
import { makeCatalog, makeDeployment, makeGroup, makeSensor } from '../coverage/made-up-estate';
import { makeRandom } from '../make-random';
import { computeNaively, coverNaively, makeRandomBase } from './random-estate';
import { loadEnterprise, loadLibrary, makeRealisticBase } from './realistic-estate';

const SEEDS = Array.from({ length: 120 }, (_, i) => i + 1);

function listAll(base: PlanningBase, whatIf: WhatIf, plan: Plan = EMPTY_PLAN): readonly NextCandidate[] {
  let next = 0;
  return listNextCandidates(base, whatIf.estate, plan, () => `new ${next++}`);
}

/** Options of a plan, under ids of its own: each changes a deployment that other candidates change too. */
function makePlan({ inventory }: PlanningBase): Plan {
  const offer = (id: string, ...changes: InventoryChange[]): PlanOption => ({
    id,
    name: id,
    changes,
    price: { amount: '1', currency: '', per: 'once' },
  });
  const options = inventory.deployments
    .slice(0, 3)
    .flatMap(({ id: deploymentId, status }) => [
      offer(`widen ${deploymentId}`, { kind: 'widen-share', deploymentId, groupId: 'G', part: null, share: 1 }),
      ...(status === 'deployed' ? [] : [offer(`put ${deploymentId}`, { kind: 'deploy', deploymentId })]),
    ]);
  return { ...EMPTY_PLAN, options };
}

function expectExact(base: PlanningBase, whatIf: WhatIf, changes: readonly InventoryChange[]): void {
  const naive = computeNaively(base, changes);
  const patched = whatIf.groups.map(({ techniques }) => [...techniques]);
  for (const { group, technique, after } of whatIf.compare(changes)) (patched[group] ?? [])[technique] = after;
  const isEqual = (one: TechniqueCoverage | undefined, other: TechniqueCoverage) =>
    one?.state === other.state &&
    MEASURES.every((measure) => BOUNDS.every((bound) => Math.abs(one[measure][bound] - other[measure][bound]) < 1e-9));
  const different = naive.flatMap(({ techniques }, g) =>
    techniques.filter((figures, t) => !isEqual(patched[g]?.[t], figures)),
  );
  expect(different).toEqual([]);
}

describe('what a change does', () => {
  it('is what a full computation says, for every kind of change and many estates', () => {
    for (const seed of SEEDS) {
      const base = makeRandomBase(seed);
      const random = makeRandom(seed + 1000);
      const whatIf = makeWhatIf(base);
      const candidates = listAll(base, whatIf);
      for (const { changes } of candidates) expectExact(base, whatIf, changes);
      for (const { id, observes } of base.inventory.deployments) {
        expectExact(base, whatIf, [{ kind: 'remove-deployment', deploymentId: id }]);
        expectExact(base, whatIf, [
          { kind: 'widen-share', deploymentId: id, groupId: observes[0]?.groupId ?? 'G', part: null, share: random() },
          { kind: 'raise-quality', deploymentId: id, dimension: 'timeliness', rating: 1 + Math.floor(random() * 5) },
        ]);
      }
      const mixed = candidates.filter(() => random() < 0.2).flatMap(({ changes }) => changes);
      expectExact(base, whatIf, [...mixed, { kind: 'remove-deployment', deploymentId: 'd0' }]);
    }
  });
});

describe('next best', () => {
  it.each(MEASURES)('gives each gain as the difference of full computations (%s)', (measure) => {
    for (const seed of SEEDS) {
      const base = makeRandomBase(seed);
      const whatIf = makeWhatIf(base);
      const before = computeNaively(base, []);
      const coverage = coverNaively(before, base.weights, measure);
      for (const bound of BOUNDS) {
        const answer = rankNextBest(whatIf, listAll(base, whatIf), base.weights, { measure, bound });
        expect(answer.coverage.low).toBeCloseTo(coverage.low, 9);
        for (const { candidate, gain, newlyRun, newlyOneShort } of answer.ranked) {
          const after = computeNaively(base, candidate.changes);
          const covered = coverNaively(after, base.weights, measure);
          expect(gain.low).toBeCloseTo(covered.low - coverage.low, 9);
          expect(gain.high).toBeCloseTo(covered.high - coverage.high, 9);
          const best = (groups: typeof after, t: number) => Math.max(...groups.map((g) => g.techniques[t]?.state ?? 0));
          const positions = base.index.catalog.techniques.map((_, t) => t);
          expect(newlyRun).toEqual(positions.filter((t) => best(before, t) < RUNS && best(after, t) === RUNS));
          expect(newlyOneShort).toEqual(
            positions.filter((t) => best(before, t) < ONE_SHORT && best(after, t) === ONE_SHORT),
          );
        }
        const gains = answer.ranked.map(({ gain }) => gain[bound]);
        expect(gains).toEqual([...gains].sort((a, b) => b - a));
      }
    }
  });

  it('gives no figure where nothing weighs anything', () => {
    const base = makeRandomBase(3);
    const whatIf = makeWhatIf(base);
    const weights = new Float64Array(base.weights.length);
    const answer = rankNextBest(whatIf, listAll(base, whatIf), weights, { measure: 'share', bound: 'low' });
    expect(answer.isWeightless).toBe(true);
    expect(answer.ranked.every(({ gain }) => gain.low === 0 && gain.high === 0)).toBe(true);
    expect(rankPairs(whatIf, listAll(base, whatIf), weights, { measure: 'share', bound: 'low' }).pairs).toEqual([]);
  });

  it('ranks for an inventory without sensors', () => {
    const base = makeRealisticBase(loadEnterprise(), loadLibrary());
    const empty = { ...base, inventory: { ...base.inventory, deployments: [] } };
    const whatIf = makeWhatIf(empty);
    const weights = new Float64Array(base.index.catalog.techniques.length).fill(1);
    const answer = rankNextBest(whatIf, listAll(empty, whatIf), weights, { measure: 'share', bound: 'low' });
    expect(answer.coverage).toEqual({ low: 0, high: 0 });
    const [first] = answer.ranked;
    expect(first?.gain.low).toBeGreaterThan(0.05);
    expect(first?.newlyRun.length).toBeGreaterThan(20);
  });

  it('offers no sensor that is there completely, and every one that is not', () => {
    const base = makeRealisticBase(loadEnterprise(), loadLibrary());
    const whatIf = makeWhatIf(base);
    const candidates = listAll(base, whatIf);
    const ids = new Set(candidates.map(({ id }) => id));
    expect(ids.size).toBe(candidates.length);
    expect(ids).toContain('sensor:zeek');
    const everywhere = candidates.find(({ id }) => id === 'sensor:falco');
    const added = everywhere?.changes[0];
    expect(added?.kind === 'add-deployment' && added.deployment.observes.map(({ groupId }) => groupId)).toContain('g3');
  });
});

describe('what additions are called, and which events they take', () => {
  const index = makeCatalog({ T1001: ['Windows'], T1002: ['Windows'] }, [
    { technique: 'T1001', needs: ['A'] },
    { technique: 'T1002', needs: ['B'] },
  ]);
  const log = makeSensor('log', { '1': ['A'], '2': ['B'] });
  const sensor = {
    ...log,
    events: log.events.map((event) => (event.id === '2' ? { ...event, default: 'off' as const } : event)),
  };
  const groups = ['G', 'H', 'I', 'J'].map((id) => makeGroup(id));
  const planned = (id: string, groupId: string) =>
    makeDeployment('log', { id, status: 'planned', observes: [{ groupId, share: 1, part: null }] });
  const inventory: Inventory = {
    groups,
    deployments: [planned('p', 'G'), planned('q', 'H'), planned('r', 'H')],
    customSensors: [],
    supporting: [],
  };
  const base = { index, inventory, sensors: indexSensors([sensor], inventory), settings: DEFAULT_SETTINGS };
  const whatIf = makeWhatIf(base);
  const rank = (plan: Plan = EMPTY_PLAN) =>
    rankNextBest(whatIf, listAll(base, whatIf, plan), [1, 1], { measure: 'share', bound: 'low' }).ranked;

  it('takes the default events of a sensor, in the plan as in the ranking, and says what all of them would bring', () => {
    const found = rank().find(({ candidate }) => candidate.id === 'sensor:log');
    expect(found?.candidate.title).toBe('log on G, H and 2 more, default events');
    expect(found?.gain.low).toBeCloseTo(0.5, 9);
    expect(found?.gainWithAllEvents?.low).toBeCloseTo(1, 9);
    const option = makeSensorOption(sensor, groups, () => 'id');
    expect(option?.name).toBe('log on G, H and 2 more, default events');
    const [added] = option?.changes ?? [];
    const [ranked] = found?.candidate.changes ?? [];
    if (added?.kind !== 'add-deployment' || ranked?.kind !== 'add-deployment') throw new Error('adds a deployment');
    expect(added.deployment.events).toEqual(ranked.deployment.events);
    const names = makeChangeNames(inventory, base.sensors, []);
    expect(describeChange(added, names)).toBe('Add log observing G with default events');
    expect(describeChange({ kind: 'deploy', deploymentId: 'p' }, names)).toBe(
      'Put log on G into service with all events',
    );
  });

  it('gives no two additions one name', () => {
    const titles = rank().map(({ candidate }) => candidate.title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toEqual(
      expect.arrayContaining(['log on G (planned)', 'log on H (planned)', 'log on H (planned) (2)']),
    );
  });

  it('lists what the plan has taken once, whatever ids and prices it has', () => {
    const before = rank().length;
    const taken = rank().map(({ candidate: { changes } }, at): PlanOption => {
      const again = JSON.parse(JSON.stringify(changes).replaceAll('"new ', '"kept ')) as InventoryChange[];
      return { id: `option ${at}`, name: 'taken', changes: again, price: { amount: '5', currency: '', per: 'once' } };
    });
    const after = rank({ ...EMPTY_PLAN, options: taken });
    expect(after).toHaveLength(before);
    expect(after.every(({ candidate }) => candidate.isOption && candidate.price?.amount === '5')).toBe(true);
    const pairs = rankPairs(whatIf, listAll(base, whatIf, { ...EMPTY_PLAN, options: taken }), [1, 1], {
      measure: 'share',
      bound: 'low',
    }).pairs.map(({ first, second }) => `${first.title} and ${second.title}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('are written as a table that a spreadsheet cannot run', () => {
    const evil = rank().map(({ candidate, ...figures }) => ({ ...candidate, ...figures, price: 500, title: '=cmd()' }));
    const context = {
      measure: 'share',
      bound: 'low',
      isWeightless: false,
      currency: 'EUR',
      years: 3,
      weights: 'w',
    } as const;
    const coverage = computeCoverage(index, whatIf.estate, [], DEFAULT_SETTINGS);
    const text = writeCoverageCsv(
      composeNextTable(evil, context, {
        ...base,
        coverage,
        smap: null,
        at: '2026-11-24',
        tlp: 'TLP:AMBER',
        isDemonstration: true,
        shown: [],
      }),
    );
    expect(text).not.toMatch(/^\ufeff?=|\n=/);
    const [head, first] = text.split('\r\n');
    expect(head).toContain('points per 1,000');
    expect(first).toContain('TLP:AMBER');
    expect(first).toContain('DEMONSTRATION');
    expect(text.trimEnd().split('\r\n')).toHaveLength(rank().length + 1);
  });
});

describe('a release that names no platforms', () => {
  // As ICS: technique and analytic say nothing of platforms, and what the groups state is no platform of the release.
  const index = makeCatalog({ T1001: [] }, [{ technique: 'T1001', platforms: [], needs: ['A log:x 1'] }]);
  const sensors = [
    makeSensor('traffic', { '1': ['A'] }, { platforms: ['ESXi', 'Network'] }),
    makeSensor('phone', { '1': ['A'] }, { platforms: ['iOS'] }),
  ];
  const inventory: Inventory = {
    groups: [
      makeGroup('hosts', { platforms: ['network devices'] }),
      makeGroup('segment', { kind: 'segment', platforms: [] }),
      makeGroup('tenant', { kind: 'tenant', platforms: ['ESXi'] }),
    ],
    deployments: [],
    customSensors: [],
    supporting: [],
  };
  const base = { index, inventory, sensors: indexSensors(sensors, inventory), settings: DEFAULT_SETTINGS };
  const whatIf = makeWhatIf(base);

  it('has additions of every grain on hosts and segments', () => {
    const { ranked } = rankNextBest(whatIf, listAll(base, whatIf), [1], { measure: 'share', bound: 'low' });
    const where = new Map(ranked.map(({ candidate }) => [candidate.id, candidate.where]));
    expect(where.get('sensor:traffic')).toEqual(['hosts', 'segment']);
    // Who states no platform may have any.
    expect(where.get('sensor:phone')).toEqual(['segment']);
    expect(where.get('log-source:log:x')).toEqual(['hosts', 'segment']);
    expect(where.get('component:A')).toEqual(['hosts', 'segment']);
    expect(ranked.find(({ candidate }) => candidate.id === 'component:A')?.gain.low).toBe(1);
  });

  it('counts something, unless nothing that it names is there', () => {
    expect(isAnythingCounted(index, whatIf.estate)).toBe(true);
    const mobile = makeCatalog({ T1001: ['PRE'] }, [{ technique: 'T1001', platforms: ['PRE'], needs: ['A'] }]);
    expect(isAnythingCounted(mobile, makeWhatIf({ ...base, index: mobile }).estate)).toBe(false);
  });
});

it('lists an option of the plan once, whatever its id', () => {
  const base = makeRandomBase(1);
  const plan = makePlan(base);
  const candidates = listAll(base, makeWhatIf(base), plan);
  const keys = candidates.map(({ changes }) => JSON.stringify(changes));
  expect(new Set(keys).size).toBe(keys.length);
  expect(plan.options.some(({ id }) => id.startsWith('put'))).toBe(true);
  expect(candidates.filter(({ isOption }) => isOption)).toHaveLength(plan.options.length);
});

describe('pairs', () => {
  it('are those with the largest surplus of all, by joint gains computed in full', () => {
    let found = 0;
    for (const seed of SEEDS.slice(0, 30)) {
      const base = makeRandomBase(seed);
      const whatIf = makeWhatIf(base);
      const candidates = listAll(base, whatIf, makePlan(base)).filter(({ grain }) => grain !== 'log-source');
      for (const measure of MEASURES) {
        for (const bound of BOUNDS) {
          const objective = { measure, bound };
          const answer = rankPairs(whatIf, candidates, base.weights, objective, { listed: 5, computed: 10_000 });
          const before = coverNaively(computeNaively(base, []), base.weights, measure)[bound];
          const gain = (changes: readonly InventoryChange[]) =>
            coverNaively(computeNaively(base, changes), base.weights, measure)[bound] - before;
          const singles = candidates.map(({ changes }) => gain(changes));
          const surpluses = candidates
            .flatMap((first, i) =>
              candidates
                .slice(i + 1)
                .map(
                  (second, j) =>
                    gain([...first.changes, ...second.changes]) - (singles[i] ?? 0) - (singles[i + 1 + j] ?? 0),
                ),
            )
            .filter((surplus) => surplus > 1e-8)
            .sort((a, b) => b - a)
            .slice(0, 5);
          const ours = answer.pairs.map(({ surplus }) => surplus).filter((surplus) => surplus > 1e-8);
          expect(ours.length).toBe(surpluses.length);
          for (const [at, surplus] of surpluses.entries()) expect(ours[at]).toBeCloseTo(surplus, 8);
          found += surpluses.length;
        }
      }
    }
    expect(found).toBeGreaterThan(100);
  });
});

describe('what could go', () => {
  it('compares prices of one currency and period alone', () => {
    const index = makeCatalog({ T1001: ['Windows'] }, [{ technique: 'T1001', needs: ['A'] }]);
    const sensors = ['s', 't', 'u'].map((id) => makeSensor(id, { '1': ['A'] }));
    const offer = (id: string, amount: number, currency: string, share: number) =>
      makeDeployment(id, {
        id,
        cost: { amount, currency, per: 'year' },
        observes: [{ groupId: 'G', share, part: null }],
      });
    const going = (...deployments: Inventory['deployments']) => {
      const inventory: Inventory = { groups: [makeGroup('G')], deployments, customSensors: [], supporting: [] };
      const base = { index, inventory, sensors: indexSensors(sensors, inventory), settings: DEFAULT_SETTINGS };
      return findRedundancy(makeWhatIf(base), [1], 'share').together?.deploymentIds;
    };
    // 5,000 yen are less than 100 euros: of what does not compare, that goes first without which least is lost.
    expect(going(offer('s', 5000, 'JPY', 1), offer('t', 100, 'EUR', 0.5))).toEqual(['t']);
    expect(going(offer('s', 5000, 'EUR', 1), offer('t', 100, 'EUR', 0.5))).toEqual(['s']);
  });

  it('stops and loses what a full computation without it does', () => {
    for (const seed of SEEDS) {
      const base = makeRandomBase(seed);
      const whatIf = makeWhatIf(base);
      const before = computeNaively(base, []);
      const { deployments, sensors, together, hanging } = findRedundancy(whatIf, base.weights, 'strength');
      const covered = coverNaively(before, base.weights, 'strength');
      for (const going of [...deployments, ...sensors, ...(together === null ? [] : [together])]) {
        const after = computeNaively(
          base,
          going.deploymentIds.map((deploymentId) => ({ kind: 'remove-deployment', deploymentId })),
        );
        const stops = before.flatMap(({ techniques }, group) =>
          techniques.flatMap(({ state }, technique) =>
            state === RUNS && (after[group]?.techniques[technique]?.state ?? 0) < RUNS ? [`${technique} ${group}`] : [],
          ),
        );
        expect(going.stops.map(({ technique, group }) => `${technique} ${group}`).sort()).toEqual(stops.sort());
        expect(going.loss.low).toBeCloseTo(coverNaively(after, base.weights, 'strength').low - covered.low, 9);
        for (const technique of going.runsNowhere) {
          expect(after.every(({ techniques }) => techniques[technique]?.state !== RUNS)).toBe(true);
        }
      }
      if (together !== null) expect(together.stops).toEqual([]);
      const critical = deployments.flatMap(({ runsNowhere, deploymentIds }) =>
        runsNowhere.map((technique) => `${technique} ${deploymentIds[0]}`),
      );
      const hung = hanging.flatMap(({ technique, deploymentIds }) => deploymentIds.map((id) => `${technique} ${id}`));
      expect(hung.sort()).toEqual(critical.sort());
    }
  });
});
