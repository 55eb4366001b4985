import highsLoader from 'highs';
import { describe, expect, it } from 'vitest';
import type { AnalyticId, DataComponentId } from '../../src/domain/attack/identifiers';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import type { PlanningBase } from '../../src/domain/planning/what-if';
import type { HuntPlan } from '../../src/domain/threats/hunt-plan';
import { planHunt } from '../../src/domain/threats/plan-hunt';
import { solveClauses } from '../../src/domain/threats/solve-clauses';
import { loadDemonstration, makeLargeEstate } from '../bench/hunts';
import { loadFacts } from '../bench/plan-instances';
import { makeCatalog, makeDeployment, makeGroup, makeInventory, makeSensor, observe } from '../coverage/made-up-estate';
import { makeRandom } from '../make-random';
import { makeRandomBase } from '../planning/random-estate';
import { listAttackThreats } from './attack-threats';
import { findRunning, groundHunt, lookAt, makeThreat, NEVER_OVER, switchOffOthers } from './made-up-threats';
import { findSmallestHunt, showsEverywhere } from './smallest-hunt';

const SEEDS = Array.from({ length: 80 }, (_, at) => at + 1);

function everyStep({ index }: PlanningBase) {
  return makeThreat(index.catalog.techniques.map(({ id }) => id));
}

function sizeOf({ places }: HuntPlan): readonly [number, number] {
  return [places.length, places.reduce((sum, { events }) => sum + events.length, 0)];
}

function listLooks({ places }: HuntPlan): ReadonlySet<string> {
  return new Set(places.flatMap(({ sensorId, events }) => events.map(({ eventId }) => `${sensorId} ${eventId}`)));
}

describe('the smallest set', () => {
  it.each(SEEDS)(
    'shows every visible step when all else is switched off, and nothing smaller does: seed %i',
    (seed) => {
      const base = makeRandomBase(seed);
      const plan = planHunt(groundHunt(base), everyStep(base), NEVER_OVER);
      const visible = findRunning(base, base.inventory);
      expect(new Set(plan.steps.map(({ technique }) => base.index.techniqueById.get(technique)))).toEqual(visible);
      expect(plan.steps.length + plan.missing.length).toBe(base.index.catalog.techniques.length);
      expect(plan.isProven).toBe(true);
      expect(plan.lowerBound).toBe(plan.places.length);
      const left = switchOffOthers(base.inventory, base.sensors, lookAt(plan));
      expect(findRunning(base, left)).toEqual(visible);
      expect(sizeOf(plan)).toEqual(findSmallestHunt(base));
      expect(showsEverywhere(base, listLooks(plan))).toBe(true);
      for (const { shownBy } of plan.steps) expect(shownBy.length).toBeGreaterThan(0);
    },
  );
});

describe('clauses', () => {
  it('are hit by as few sensors and items as HiGHS needs', async () => {
    const highs = await highsLoader();
    for (const seed of SEEDS.slice(0, 40)) {
      const random = makeRandom(seed);
      const items = 12 + Math.floor(random() * 30);
      const sensorOf = Array.from({ length: items }, () => Math.floor(random() * 9));
      const clauses = Array.from({ length: 8 + Math.floor(random() * 30) }, () =>
        [...new Set(Array.from({ length: 1 + Math.floor(random() * 6) }, () => Math.floor(random() * items)))].sort(
          (a, b) => a - b,
        ),
      );
      const { chosen, isProven, sensorsAtLeast } = solveClauses(clauses, sensorOf, NEVER_OVER);
      const programme = [
        'Minimize',
        ` obj: ${[...sensorOf.keys()].map((item) => `x${item}`).join(' + ')} + ${Array.from({ length: 9 }, (_, s) => `1000 s${s}`).join(' + ')}`,
        'Subject To',
        ...clauses.map((clause, c) => ` c${c}: ${clause.map((item) => `x${item}`).join(' + ')} >= 1`),
        ...sensorOf.map((sensor, item) => ` n${item}: s${sensor} - x${item} >= 0`),
        'Binary',
        ` ${[...sensorOf.keys()].map((item) => `x${item}`).join(' ')} ${Array.from({ length: 9 }, (_, s) => `s${s}`).join(' ')}`,
        'End',
      ].join('\n');
      const optimum = Math.round(highs.solve(programme, { mip_rel_gap: 0 }).ObjectiveValue);
      const sensors = new Set(chosen?.map((item) => sensorOf[item]));
      expect(isProven).toBe(true);
      expect(clauses.every((clause) => clause.some((item) => chosen?.includes(item)))).toBe(true);
      expect(1000 * sensors.size + (chosen?.length ?? 0), `seed ${seed}`).toBe(optimum);
      expect(sensorsAtLeast).toBe(sensors.size);
    }
  });
});

describe('what a set may rest on', () => {
  const plan = (base: Partial<Parameters<typeof makeInventory>[0]>, index = INDEX, library = LIBRARY) => {
    const inventory = makeInventory(base);
    const sensors = indexSensors(library, inventory);
    return planHunt(
      groundHunt({ index, inventory, sensors, settings: DEFAULT_SETTINGS }),
      makeThreat(index.catalog.techniques.map(({ id }) => id)),
      NEVER_OVER,
    );
  };
  const INDEX = makeCatalog({ T1001: ['Windows'] }, [{ technique: 'T1001', needs: ['A', 'B'] }]);
  const LIBRARY = [
    makeSensor('S', { '1': ['A'] }),
    makeSensor('T', { '1': ['B'] }),
    makeSensor('U', { '1': ['A'], '2': ['B'] }),
  ];

  it('takes deployments together only where they must share a host', () => {
    const halves = [makeDeployment('S', { observes: observe(0.5) }), makeDeployment('T', { observes: observe(0.5) })];
    expect(plan({ deployments: halves }).places).toEqual([]);
    const more = [makeDeployment('S', { observes: observe(0.5) }), makeDeployment('T', { observes: observe(0.6) })];
    expect(plan({ deployments: more }).places.map(({ sensorId }) => sensorId)).toEqual(['S', 'T']);
    expect(plan({ deployments: [...more, makeDeployment('U', { observes: observe(0.1) })] }).places).toMatchObject([
      { sensorId: 'U', events: [{ eventId: '1' }, { eventId: '2' }] },
    ]);
  });

  it('looks into parts of a group', () => {
    const groups = [makeGroup('G', { parts: [{ name: 'wave 1', share: 0.3 }] })];
    const deployments = ['S', 'T'].map((id) => makeDeployment(id, { observes: observe(1, 'wave 1') }));
    expect(plan({ groups, deployments }).places).toHaveLength(2);
  });

  it('leaves out what an analyst marked as supporting', () => {
    const supporting = [
      { analytic: 'AN0001' as AnalyticId, component: 'B' as DataComponentId, author: '', reason: '', at: '' },
    ];
    const { places, steps } = plan({ deployments: [makeDeployment('U')], supporting });
    expect(places).toMatchObject([{ sensorId: 'U', events: [{ eventId: '1' }] }]);
    expect(steps[0]?.shownBy).toMatchObject([{ analytic: 'AN0001', groupNames: ['G'], needs: [{ component: 'A' }] }]);
  });

  it('says where logs go, how long they are kept, and what is missing', () => {
    const deployments = [
      makeDeployment('S', { id: 'a', logDestination: 'SIEM', retentionDays: 90 }),
      makeDeployment('S', { id: 'b', logDestination: 'SIEM', retentionDays: 30 }),
      makeDeployment('T', { id: 'c', status: 'planned' }),
    ];
    const one = makeCatalog({ T1001: ['Windows'], T1002: ['Windows'], T1003: ['Linux'] }, [
      { technique: 'T1001', needs: ['A'] },
      { technique: 'T1002', needs: ['A', 'B'] },
      { technique: 'T1003', platforms: ['Linux'], needs: ['A'] },
    ]);
    const inventory = makeInventory({ deployments });
    const sensors = indexSensors(LIBRARY, inventory);
    const base = groundHunt({ index: one, inventory, sensors, settings: DEFAULT_SETTINGS });
    const option = {
      id: 'o',
      name: 'T in service',
      changes: [{ kind: 'deploy' as const, deploymentId: 'c' }],
      price: { amount: '', currency: '', per: 'once' as const },
    };
    const answer = planHunt({ ...base, options: [option] }, makeThreat(['T1001', 'T1002', 'T1003']), NEVER_OVER);
    expect(answer.places).toMatchObject([{ logDestinations: ['SIEM'], retentionDays: 30, techniques: ['T1001'] }]);
    expect(answer.missing).toMatchObject([
      {
        technique: 'T1002',
        state: 'one short',
        lacks: [{ component: 'B', candidates: [{ sensorId: 'T', obstacle: 'does not count yet' }, { sensorId: 'U' }] }],
        closedBy: [{ optionId: 'o', name: 'T in service' }],
      },
      { technique: 'T1003', state: 'not applicable', lacks: [], closedBy: [] },
    ]);
  });

  it('takes a log source as a whole only for what names no code', () => {
    const index = makeCatalog({ T1001: ['Windows'], T1002: ['Windows'] }, [
      { technique: 'T1001', needs: ['A log:x'] },
      { technique: 'T1002', needs: ['B log:x 7'] },
    ]);
    const sensor = makeSensor('V', { '7': [], '8': [] }, { logSources: ['log:x'] });
    const { places } = plan({ deployments: [makeDeployment('V')] }, index, [sensor]);
    expect(places).toMatchObject([
      {
        sensorId: 'V',
        events: [
          { eventId: '7', logSource: 'log:x', codes: ['7'], techniques: ['T1002'] },
          { eventId: '', logSource: 'log:x', codes: [], techniques: ['T1001'] },
        ],
      },
    ]);
  });

  it('has nothing to say where nothing is', () => {
    expect(plan({ groups: [] })).toMatchObject({ places: [], steps: [], isProven: true, lowerBound: 0 });
  });
});

describe('real groups', () => {
  const { index, library, threats } = loadFacts();

  it('on the demonstration estate: all proven, and all that is seen still runs without the rest', () => {
    const inventory = loadDemonstration();
    const base = { index, inventory, sensors: indexSensors(library, inventory), settings: DEFAULT_SETTINGS };
    const ground = groundHunt(base);
    const visible = findRunning(base, inventory);
    for (const threat of listAttackThreats(threats, ({ id }) => id.startsWith('G')).filter((_, at) => at % 9 === 0)) {
      const plan = planHunt(ground, threat, NEVER_OVER);
      expect(plan.isProven, threat.name).toBe(true);
      const running = findRunning(base, switchOffOthers(inventory, base.sensors, lookAt(plan)));
      for (const { technique } of threat.steps) {
        const position = index.techniqueById.get(technique) ?? -1;
        expect(running.has(position), `${threat.name}: ${technique}`).toBe(visible.has(position));
      }
    }
  });

  it('an answer that time cut short is still an answer, and says that it is not proven', () => {
    const inventory = makeLargeEstate(library, 12, 12);
    const base = { index, inventory, sensors: indexSensors(library, inventory), settings: DEFAULT_SETTINGS };
    const [threat] = [...listAttackThreats(threats, ({ id }) => id.startsWith('G'))].sort(
      (a, b) => b.steps.length - a.steps.length,
    );
    if (threat === undefined) throw new Error('the catalog has groups');
    const plan = planHunt(groundHunt(base), threat, () => true);
    expect(plan.isProven).toBe(false);
    expect(plan.lowerBound).toBeLessThanOrEqual(plan.places.length);
    const running = findRunning(base, switchOffOthers(inventory, base.sensors, lookAt(plan)));
    for (const { technique } of plan.steps) expect(running.has(index.techniqueById.get(technique) ?? -1)).toBe(true);
  });
});
