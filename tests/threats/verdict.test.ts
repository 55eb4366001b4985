import { describe, expect, it } from 'vitest';
import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import type { TacticId } from '../../src/domain/attack/identifiers';
import { computeCoverage, presentSmapCoverage } from '../../src/domain/coverage/coverage';
import {
  computeDettectScores,
  NO_DETTECT_FACTS,
  presentDettectCoverage,
} from '../../src/domain/coverage/dettect-coverage';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { computeSmapCoverage } from '../../src/domain/coverage/smap-coverage';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import { makeFigureCounter } from '../../src/domain/threats/count-figures';
import type { VerdictFigures } from '../../src/domain/threats/verdict';
import { describeRelatives, writeOutside, writeVerdict } from '../../src/domain/threats/verdict-words';
import { loadDemonstration } from '../bench/hunts';
import { loadFacts } from '../bench/plan-instances';
import { makeCatalog, makeDeployment, makeGroup, makeInventory, makeSensor } from '../coverage/made-up-estate';
import { makeRandomBase } from '../planning/random-estate';
import { listAttackThreats } from './attack-threats';
import { groundHunt, groundVerdict, makeStep, makeThreat } from './made-up-threats';

const NAMES = ['Execution', 'Stealth', 'Exfiltration'];

/** Three tactics; techniques without any stated stand in Execution and Stealth. */
function withTactics(index: CatalogIndex, placed: Readonly<Record<string, readonly number[]>>): CatalogIndex {
  const { catalog } = index;
  return indexCatalog({
    ...catalog,
    dataComponents: catalog.dataComponents,
    tactics: NAMES.map((name, at) => ({ id: `TA000${at}` as TacticId, shortName: name.toLowerCase(), name })),
    techniques: catalog.techniques.map((technique) => ({ ...technique, tactics: placed[technique.id] ?? [0, 1] })),
  });
}

const LIBRARY = [
  makeSensor('S', { '1': ['A'], '2': ['C'] }),
  makeSensor('T', { '1': ['B'] }),
  makeSensor('U', { '1': ['D'] }),
];
const INDEX = withTactics(
  makeCatalog(
    {
      T1001: ['Windows'],
      'T1001.001': ['Windows'],
      T1002: ['Windows'],
      'T1002.001': ['Windows'],
      T1003: ['Windows'],
      T1004: ['PRE'],
      T1005: ['Windows', 'Linux'],
      T1006: ['Windows'],
    },
    [
      { technique: 'T1001', needs: ['A', 'B'] },
      { technique: 'T1001.001', needs: ['X'] },
      { technique: 'T1002', needs: ['X', 'A'] },
      { technique: 'T1002.001', needs: ['C'] },
      { technique: 'T1003', needs: ['X'] },
      { technique: 'T1005', platforms: ['Linux'], needs: ['A'] },
      { technique: 'T1004', platforms: ['PRE'], needs: ['A'] },
    ],
  ),
  { T1003: [2], T1004: [2] },
);

function ground(change: Partial<Inventory> = {}) {
  const inventory = makeInventory({
    groups: [makeGroup('G'), makeGroup('H')],
    deployments: ['S', 'T', 'U'].map((id) => makeDeployment(id)),
    ...change,
  });
  return { index: INDEX, inventory, sensors: indexSensors(LIBRARY, inventory), settings: DEFAULT_SETTINGS };
}

const ALL = makeThreat(INDEX.catalog.techniques.map(({ id }) => id));

describe('a verdict', () => {
  it('has each step once, at one tactic, with groups and the sensors that feed what runs', () => {
    const { tactics, figures } = computeVerdict(groundVerdict(ground()), ALL);
    expect(tactics.map(({ name, steps }) => [name, steps.map(({ technique }) => technique)])).toEqual([
      ['Execution', ['T1001', 'T1001.001', 'T1002', 'T1002.001', 'T1005', 'T1006']],
      ['Exfiltration', ['T1003', 'T1004']],
    ]);
    expect(figures).toEqual({
      steps: 8,
      observable: 5,
      seen: 2,
      firstSeenAt: 'Execution',
      blindFor: ['Exfiltration'],
      notObservable: 1,
      notApplicable: 1,
      noAnalytic: 1,
    });
    const [first] = tactics[0]?.steps ?? [];
    expect(first).toMatchObject({
      state: 'runs',
      worstState: 'blind',
      groups: [
        { groupId: 'G', name: 'G', state: 'runs' },
        { groupId: 'H', name: 'H', state: 'blind' },
      ],
      sensors: [
        { sensorId: 'S', name: 'S' },
        { sensorId: 'T', name: 'T' },
      ],
    });
  });

  it('says where only the parent, or only some sub-techniques, can be seen', () => {
    const steps = computeVerdict(groundVerdict(ground()), ALL).tactics.flatMap((tactic) => tactic.steps);
    const of = (id: string) => steps.find(({ technique }) => technique === id);
    expect(of('T1001.001')?.relatives).toEqual({ parentRuns: true, subTechniquesRunning: [] });
    expect(of('T1002')?.relatives).toEqual({ parentRuns: false, subTechniquesRunning: ['T1002.001'] });
    expect(of('T1001')?.relatives).toEqual({ parentRuns: false, subTechniquesRunning: [] });
    expect(of('T1002.001')?.relatives).toEqual({ parentRuns: false, subTechniquesRunning: [] });
    const words = steps.map(describeRelatives).filter(Boolean);
    expect(words).toEqual([
      'cannot be seen itself; its parent, Technique T1001, can',
      'cannot be seen itself; of its sub-techniques T1002.001 can, and no other',
    ]);
  });

  it('places a step where the source does, and keeps its sequence', () => {
    const threat = makeThreat([
      makeStep('T1001', { order: 3, tactics: ['exfiltration'] }),
      makeStep('T1002', { order: 2, tactics: ['defense-evasion'] }),
      makeStep('T1005', { order: 1, tactics: ['no-such-tactic'] }),
      makeStep('T1003', { order: null }),
      makeStep('T1002.001', { order: 7, tactics: ['exfiltration', 'stealth'] }),
      makeStep('T1006', { order: 1, tactics: ['Stealth'] }),
    ]);
    const { tactics } = computeVerdict(groundVerdict(ground()), threat);
    expect(tactics.map(({ name, steps }) => [name, ...steps.map(({ technique }) => technique)])).toEqual([
      ['Execution', 'T1005'],
      // "Defense Evasion" is Stealth today; of two stated tactics the one that the technique has.
      ['Stealth', 'T1006', 'T1002', 'T1002.001'],
      // It is not the technique's, but the source says so. What has no place comes last.
      ['Exfiltration', 'T1001', 'T1003'],
    ]);
  });

  it('joins what names the same technique twice, and keeps what names none', () => {
    const threat = makeThreat(
      [
        makeStep('T1001', { order: 4, isAccepted: true, written: 'T1086' }),
        makeStep('T1001', { order: 2, isAccepted: false, passage: 'first', tactics: ['stealth'] }),
        makeStep('T9999', { written: 't9999' }),
      ],
      [{ written: 'Foo', reason: 'retired' }],
    );
    const { tactics, figures, unresolved } = computeVerdict(groundVerdict(ground()), threat);
    expect(figures.steps).toBe(1);
    expect(tactics).toMatchObject([
      { name: 'Stealth', steps: [{ technique: 'T1001', isAccepted: true, written: 'T1086', passage: 'first' }] },
    ]);
    expect(unresolved).toEqual([
      { written: 'Foo', reason: 'retired' },
      { written: 't9999', reason: 'unknown' },
    ]);
  });

  it('counts the same whether one threat is explained or thousands are counted', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const base = groundVerdict(makeRandomBase(seed));
      const count = makeFigureCounter(base.index, base.coverage.states);
      const threat = makeThreat(
        base.index.catalog.techniques.filter((_, at) => (at * seed) % 3 > 0).map(({ id }) => id),
      );
      const verdict = computeVerdict(base, threat);
      expect(count(threat)).toEqual(verdict.figures);
      const steps = verdict.tactics.flatMap((tactic) => tactic.steps);
      expect(steps.filter(({ state }) => state === 'runs')).toHaveLength(verdict.figures.seen);
      for (const { state, sensors } of steps) expect(sensors.length > 0).toBe(state === 'runs');
    }
  });
});

describe('other lenses', () => {
  it('SMAP: no groups, and the sensors whose events map', () => {
    const base = ground();
    const { estate, inventory, index, settings, sensors } = groundHunt(base);
    const lens = { ...settings, lens: 'smap' as const };
    const own = [...sensors.values()].map((sensor) => ({
      ...sensor,
      events: sensor.events.map((event) => ({
        ...event,
        mappings: event.mappings.map((mapping) => ({ ...mapping, origin: 'smap' as const })),
      })),
    }));
    const smap = computeSmapCoverage(index, inventory, indexSensors(own, inventory), lens);
    const coverage = presentSmapCoverage(smap, estate);
    const verdict = computeVerdict({ index, inventory, estate, settings: lens, coverage, smap, dettect: null }, ALL);
    expect(verdict.tactics[0]?.steps[2]).toMatchObject({
      technique: 'T1002',
      state: 'runs',
      worstState: 'runs',
      groups: [],
      sensors: [{ name: 'S' }],
    });
    expect(writeVerdict(verdict.figures, { lens: 'smap', groups: 2 })).toBe(
      'Events map to 5 of 7 linked steps; first at Execution.',
    );
  });

  it('DeTT&CT: score 4 counts, and the sensors that supply it', () => {
    const rated = ['S', 'T'].map((id) => makeDeployment(id, { quality: { ...UNRATED, timeliness: 3 } }));
    const { estate, inventory, index, settings } = groundHunt(ground({ deployments: rated }));
    const coverage = presentDettectCoverage(index, estate, computeDettectScores(index, estate, NO_DETTECT_FACTS));
    const lens = { ...settings, lens: 'dettect' as const };
    const verdict = computeVerdict(
      { index, inventory, estate, settings: lens, coverage, smap: null, dettect: NO_DETTECT_FACTS },
      ALL,
    );
    const seen = verdict.tactics.flatMap(({ steps }) => steps.filter(({ state }) => state === 'runs'));
    expect(seen.map(({ technique, sensors }) => [technique, sensors.map(({ name }) => name)])).toContainEqual([
      'T1001',
      ['S', 'T'],
    ]);
    expect(writeVerdict(verdict.figures, { lens: 'dettect', groups: 2 })).toMatch(
      /^\d+ of \d+ scorable steps have score 4;/,
    );
  });
});

describe('the sentence', () => {
  const FIGURES: VerdictFigures = {
    steps: 20,
    observable: 17,
    seen: 11,
    firstSeenAt: 'Execution',
    blindFor: ['Exfiltration'],
    notObservable: 2,
    notApplicable: 1,
    noAnalytic: 0,
  };
  const say = (change: Partial<VerdictFigures>, groups = 3) =>
    writeVerdict({ ...FIGURES, ...change }, { lens: 'analytics', groups });

  it.each([
    [{}, '11 of 17 observable steps can be seen; first at Execution; blind for Exfiltration.'],
    [{ seen: 1, blindFor: [] }, '1 of 17 observable steps can be seen; first at Execution.'],
    [{ seen: 17, blindFor: [] }, 'All 17 observable steps can be seen; first at Execution.'],
    [{ observable: 1, seen: 1, blindFor: [] }, 'Its only observable step can be seen; first at Execution.'],
    [{ observable: 1, seen: 0, firstSeenAt: null }, 'Its only observable step cannot be seen.'],
    [{ seen: 0, firstSeenAt: null, blindFor: ['A', 'B'] }, 'None of its 17 observable steps can be seen.'],
    [{ blindFor: ['A', 'B', 'C'] }, '11 of 17 observable steps can be seen; first at Execution; blind for A, B and C.'],
    [
      { observable: 0, seen: 0, steps: 3, noAnalytic: 0, firstSeenAt: null },
      'None of its 3 steps is observable here: 2 steps for which ATT&CK lists no telemetry and 1 step that does not apply to your estate.',
    ],
    [
      { observable: 0, seen: 0, steps: 1, notObservable: 0, firstSeenAt: null },
      'Its only step is not observable here: 1 step that does not apply to your estate.',
    ],
    [{ steps: 0, observable: 0 }, 'It names no technique of this release of ATT&CK: nothing can be said.'],
  ])('%j', (change, sentence) => {
    expect(say(change)).toBe(sentence);
    expect(sentence).not.toMatch(/detect/i);
  });

  it('says what stays out, and that there is no estate', () => {
    expect(writeOutside({ ...FIGURES, noAnalytic: 1 }, { lens: 'analytics', groups: 3 })).toBe(
      'Not counted: 2 steps for which ATT&CK lists no telemetry, 1 step that does not apply to your estate and 1 step without an analytic for your platforms.',
    );
    expect(say({}, 0)).toBe('No system group is looked at: nothing can be said of its 20 steps.');
    expect(writeOutside(FIGURES, { lens: 'analytics', groups: 0 })).toBe('');
  });
});

it('figures of all of Enterprise are a matter of milliseconds', () => {
  const { index, library, threats } = loadFacts();
  const inventory = loadDemonstration();
  const { estate } = groundHunt({
    index,
    inventory,
    sensors: indexSensors(library, inventory),
    settings: DEFAULT_SETTINGS,
  });
  const { states } = computeCoverage(index, estate, inventory.supporting, DEFAULT_SETTINGS);
  const all = listAttackThreats(threats, () => true);
  expect(all.length).toBeGreaterThan(800);
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    const count = makeFigureCounter(index, states);
    for (const threat of all) expect(count(threat).steps).toBeLessThanOrEqual(threat.steps.length);
    return performance.now() - start;
  });
  // Bears a slow machine and the tests beside it; `npm run bench -- hunt` has the figure.
  expect(Math.min(...times)).toBeLessThan(200);
});
