import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalyticId, DataComponentId } from '../../src/domain/attack/identifiers';
import { TECHNIQUE_STATES, type TechniqueState } from '../../src/domain/coverage/state';
import { readTechniqueFigures } from '../../src/domain/coverage/technique-figures';
import { computeTotals } from '../../src/domain/coverage/totals';
import { type DataQuality, UNRATED } from '../../src/domain/sensors/data-quality';
import { cover, makeCatalog, makeDeployment, makeGroup, makeInventory, makeSensor, observe } from './made-up-estate';

const WINDOWS = ['Windows'];
const ab = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A', 'B'] }]);
const a = makeSensor('a', { '1': ['A'] });
const b = makeSensor('b', { '1': ['B'] });

function stateOf(coverage: ReturnType<typeof cover>, technique = 0): TechniqueState | undefined {
  return TECHNIQUE_STATES[coverage.states[technique] ?? -1];
}

describe('state of a technique', () => {
  it('runs when every component is fed on hosts that must overlap', () => {
    const inventory = makeInventory({ deployments: [makeDeployment('a'), makeDeployment('b')] });
    const coverage = cover(ab, inventory, [a, b]);
    expect(stateOf(coverage)).toBe('runs');
    expect(coverage.shareLow[0]).toBe(1);
  });

  it('is one short when exactly one is missing and another fed', () => {
    expect(stateOf(cover(ab, makeInventory({ deployments: [makeDeployment('a')] }), [a, b]))).toBe('one short');
  });

  it('is partial when more than one is missing', () => {
    const abc = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A', 'B', 'C'] }]);
    expect(stateOf(cover(abc, makeInventory({ deployments: [makeDeployment('a')] }), [a]))).toBe('partial');
  });

  it('is partial when all are fed, but perhaps on different hosts', () => {
    const inventory = makeInventory({
      deployments: [makeDeployment('a', { observes: observe(0.5) }), makeDeployment('b', { observes: observe(0.5) })],
    });
    expect(stateOf(cover(ab, inventory, [a, b]))).toBe('partial');
  });

  it('is blind when an analytic of one component lacks it', () => {
    const index = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['B'] }]);
    expect(stateOf(cover(index, makeInventory({ deployments: [makeDeployment('a')] }), [a]))).toBe('blind');
  });

  it('tells what is no gap apart: not applicable, no analytic, not observable', () => {
    const index = makeCatalog({ T1001: ['Linux'], T1002: WINDOWS, T1003: WINDOWS, T1004: WINDOWS }, [
      { technique: 'T1001', platforms: ['Linux'], needs: ['A'] },
      { technique: 'T1002', platforms: ['Linux'], needs: ['A'] },
      { technique: 'T1003', needs: [] },
      { technique: 'T1004', needs: ['A'] },
    ]);
    const coverage = cover(index, makeInventory({ deployments: [makeDeployment('a')] }), [a]);
    expect([0, 1, 2, 3].map((technique) => stateOf(coverage, technique))).toEqual([
      'not applicable',
      'no analytic',
      'not observable',
      'runs',
    ]);
    const totals = computeTotals(coverage, index.catalog.techniques.keys());
    expect(totals).toMatchObject({ counted: 1, runs: 1, notApplicable: 1, noAnalytic: 1, notObservable: 1 });
  });

  it('follows the technique’s own platforms: an analytic for another platform says nothing', () => {
    const index = makeCatalog({ T1001: WINDOWS }, [
      { technique: 'T1001', platforms: ['Linux'], needs: ['A'] },
      { technique: 'T1001', platforms: WINDOWS, needs: ['B'] },
    ]);
    const both = makeGroup('G', { platforms: ['Windows', 'Linux'] });
    const inventory = makeInventory({ groups: [both], deployments: [makeDeployment('a')] });
    expect(stateOf(cover(index, inventory, [a]))).toBe('blind');
  });

  it('never lends a sub-technique’s state to its parent', () => {
    const index = makeCatalog({ T1001: WINDOWS, 'T1001.001': WINDOWS }, [
      { technique: 'T1001', needs: ['B'] },
      { technique: 'T1001.001', needs: ['A'] },
    ]);
    const coverage = cover(index, makeInventory({ deployments: [makeDeployment('a')] }), [a]);
    expect([stateOf(coverage, 0), stateOf(coverage, 1)]).toEqual(['blind', 'runs']);
  });
});

describe('who feeds', () => {
  it('looks at the platform of the observed group, never of the sensor', () => {
    const elsewhere = makeDeployment('a', { standsOn: 'segment' });
    const inventory = makeInventory({
      groups: [makeGroup('G'), makeGroup('segment', { kind: 'segment', platforms: ['Linux'] })],
      deployments: [elsewhere],
    });
    const index = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A'] }]);
    expect(stateOf(cover(index, inventory, [makeSensor('a', { '1': ['A'] }, { platforms: ['Linux'] })]))).toBe('runs');
  });

  it('feeds nothing where it observes nothing', () => {
    const inventory = makeInventory({ deployments: [makeDeployment('a', { observes: [] }), makeDeployment('b')] });
    expect(stateOf(cover(ab, inventory, [a, b]))).toBe('one short');
  });

  it('needs the role on the observed group or where the sensor stands', () => {
    const index = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A'] }]);
    const kerberos = makeSensor('k', {});
    const sensor = {
      ...kerberos,
      events: [{ id: '4769', role: 'domain-controller' as const, mappings: a.events[0]?.mappings ?? [] }],
    };
    const controllers = makeGroup('DC', { roles: ['domain-controller'] });
    const on = (group: ReturnType<typeof makeGroup>, standsOn: string) =>
      stateOf(
        cover(
          index,
          makeInventory({ groups: [group, controllers], deployments: [makeDeployment('k', { standsOn })] }),
          [sensor],
          { groupIds: ['G'] },
        ),
      );
    expect(on(makeGroup('G'), 'G')).toBe('blind');
    expect(on(makeGroup('G', { roles: ['domain-controller'] }), 'G')).toBe('runs');
    expect(on(makeGroup('G'), 'DC')).toBe('runs');
  });

  it('takes a mapping on the platforms it is said of, and a log source asked for by name on any', () => {
    const catalog = makeCatalog({ T1001: WINDOWS, T1002: WINDOWS }, [
      { technique: 'T1001', needs: ['A'] },
      { technique: 'T1002', needs: ['A mail:log'] },
    ]);
    const mail = makeSensor('mail', {});
    const sensor = {
      ...mail,
      logSources: ['mail:log'],
      events: [{ id: 'sent', platforms: ['Linux'], mappings: a.events[0]?.mappings ?? [] }],
    };
    const on = (...platforms: readonly string[]) => {
      const groups = [makeGroup('G', { platforms })];
      const coverage = cover(catalog, makeInventory({ groups, deployments: [makeDeployment('mail')] }), [sensor]);
      return [stateOf(coverage, 0), stateOf(coverage, 1)];
    };
    expect(on('Windows')).toEqual(['blind', 'runs']);
    expect(on('Windows', 'Linux')).toEqual(['runs', 'runs']);
  });

  it('counts only enabled events and deployments in service', () => {
    const inventory = (change: Parameters<typeof makeDeployment>[1]) =>
      makeInventory({ deployments: [makeDeployment('a', change), makeDeployment('b')] });
    const state = (change: Parameters<typeof makeDeployment>[1], asOf: string | null = null) =>
      stateOf(cover(ab, inventory(change), [a, b], { asOf }));
    expect(state({})).toBe('runs');
    expect(state({ events: { mode: 'except', ids: ['1'] } })).toBe('one short');
    expect(state({ status: 'planned' })).toBe('one short');
    expect(state({ until: '2026-01-01' }, '2026-11-22')).toBe('one short');
    expect(state({ since: '2026-11-22' }, '2026-11-22')).toBe('runs');
  });
});

describe('precision', () => {
  const index = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A WinEventLog:Security 4688'] }]);
  const named = makeSensor('w', { '4688': [] }, { logSources: ['wineventlog:security '] });
  const inventory = makeInventory({ deployments: [makeDeployment('w')] });

  it('is exact when the log source and a code are supplied, whatever the event maps to', () => {
    expect(stateOf(cover(index, inventory, [named], { minimumPrecision: 'exact' }))).toBe('runs');
  });

  it('does not take an event id of another log source for it', () => {
    const other = { ...named, events: [{ id: '4688', logSources: ['WinEventLog:System'], mappings: [] }] };
    expect(
      stateOf(cover(index, inventory, [{ ...other, logSources: ['WinEventLog:Security', 'WinEventLog:System'] }])),
    ).toBe('blind');
  });

  it('is by log source alone only where the channel names no code', () => {
    const vague = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A WinEventLog:Security'] }]);
    expect(stateOf(cover(vague, inventory, [named], { minimumPrecision: 'log-source' }))).toBe('runs');
    expect(stateOf(cover(vague, inventory, [named], { minimumPrecision: 'exact' }))).toBe('blind');
  });

  it('keeps out what is less precise than asked for', () => {
    const mapped = makeInventory({ deployments: [makeDeployment('a')] });
    expect(stateOf(cover(index, mapped, [a], { minimumPrecision: 'component' }))).toBe('runs');
    expect(stateOf(cover(index, mapped, [a], { minimumPrecision: 'log-source' }))).toBe('blind');
  });

  it('counts SMAP’s and the user’s mappings alone when asked to', () => {
    const own = makeSensor('w', { '4688': ['A'] }, { logSources: ['WinEventLog:Security'] });
    expect(stateOf(cover(index, inventory, [own], { facts: 'smap' }))).toBe('blind');
    const smap = {
      ...own,
      events: own.events.map((event) => ({
        ...event,
        mappings: event.mappings.map((mapping) => ({ ...mapping, origin: 'smap' as const })),
      })),
    };
    expect(stateOf(cover(index, inventory, [smap], { facts: 'smap' }))).toBe('runs');
  });
});

describe('share and strength', () => {
  const index = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A', 'B'] }]);
  const both = makeSensor('both', { '1': ['A'], '2': ['B'] });

  it('takes device completeness for the share when none is stated, and only then', () => {
    const quality = { ...UNRATED, deviceCompleteness: 4, timeliness: 5 };
    const share = (stated: number | null) =>
      cover(index, makeInventory({ deployments: [makeDeployment('both', { observes: observe(stated), quality })] }), [
        both,
      ]).shareLow[0];
    expect(share(null)).toBeCloseTo(0.8);
    expect(share(0.3)).toBeCloseTo(0.3);
  });

  it('adds up a rollout that a second product finishes, once parts say so', () => {
    const parts = [
      { name: 'wave 1', share: 0.4 },
      { name: 'wave 2', share: 0.6 },
    ];
    const inventory = makeInventory({
      groups: [makeGroup('G', { parts })],
      deployments: [
        makeDeployment('both', { observes: observe(1, 'wave 1') }),
        makeDeployment('other', { observes: observe(1, 'wave 2') }),
      ],
    });
    const coverage = cover(index, inventory, [both, { ...both, id: 'other' }]);
    expect(coverage.shareLow[0]).toBeCloseTo(1);
  });

  it('does not take half A here and half B there for an analytic that runs', () => {
    const parts = [
      { name: 'wave 1', share: 0.5 },
      { name: 'wave 2', share: 0.5 },
    ];
    const inventory = makeInventory({
      groups: [makeGroup('G', { parts })],
      deployments: [
        makeDeployment('a', { observes: observe(1, 'wave 1') }),
        makeDeployment('b', { observes: observe(1, 'wave 2') }),
      ],
    });
    const coverage = cover(index, inventory, [a, b]);
    expect(stateOf(coverage)).toBe('partial');
    expect(coverage.shareHigh[0]).toBe(0);
  });

  it('multiplies by the weakest component’s quality, and leaves unrated quality open', () => {
    const good = { ...UNRATED, timeliness: 5, consistency: 4 };
    const poor = { ...UNRATED, retention: 2 };
    const strength = (qualityA: DataQuality, qualityB: DataQuality) => {
      const coverage = cover(
        index,
        makeInventory({
          deployments: [makeDeployment('a', { quality: qualityA }), makeDeployment('b', { quality: qualityB })],
        }),
        [a, b],
      );
      return [coverage.strengthLow[0], coverage.strengthHigh[0]].map((value) => Number(value?.toFixed(4)));
    };
    expect(strength(good, poor)).toEqual([0.4, 0.4]);
    expect(strength(good, UNRATED)).toEqual([0, 0.8]);
  });

  it('weighs groups by stated criticality, else by hosts', () => {
    const single = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A'] }]);
    const groups = [makeGroup('G', { hosts: 300 }), makeGroup('H', { hosts: 5, criticality: 100 })];
    const coverage = cover(single, makeInventory({ groups, deployments: [makeDeployment('a')] }), [a]);
    expect(coverage.shareLow[0]).toBeCloseTo(0.75);
    expect([coverage.runningIn[0], coverage.countedIn[0], TECHNIQUE_STATES[coverage.worstStates[0] ?? -1]]).toEqual([
      1,
      2,
      'blind',
    ]);
  });
});

describe('inventories that do not add up', () => {
  const index = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A', 'B'] }]);
  const both = makeSensor('both', { '1': ['A'], '2': ['B'] });
  const shareOf = (group: Parameters<typeof makeGroup>[1], ...observes: readonly ReturnType<typeof observe>[]) => {
    const deployment = makeDeployment('both', { observes: observes.flat() });
    const coverage = cover(index, makeInventory({ groups: [makeGroup('G', group)], deployments: [deployment] }), [
      both,
    ]);
    return [coverage.shareLow[0], coverage.shareHigh[0]].map((value) => Number(value?.toFixed(4)));
  };
  const wave = (share: number) => [{ name: 'wave 1', share }];

  it('takes parts that claim more than the group in proportion', () => {
    const parts = [...wave(0.8), { name: 'wave 2', share: 0.8 }];
    expect(shareOf({ parts }, observe(1, 'wave 1'), observe(1, 'wave 2'))).toEqual([1, 1]);
    expect(shareOf({ parts }, observe(1, 'wave 1'))).toEqual([0.5, 0.5]);
  });

  it('takes the larger of two statements about the same part', () => {
    expect(shareOf({ parts: wave(0.6) }, observe(0.5, 'wave 1'), observe(1, 'wave 1'))).toEqual([0.6, 0.6]);
  });

  it('is sure of no more in a part than the share of the whole leaves there', () => {
    const pair = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A', 'B'] }]);
    const deployments = [
      makeDeployment('x', { observes: observe(0.7) }),
      makeDeployment('y', { observes: observe(0.25) }),
      makeDeployment('z', { observes: observe(0.1, 'wave 1') }),
    ];
    const library = [makeSensor('x', { '1': ['A'] }), makeSensor('y', { '1': ['B'] }), makeSensor('z', { '1': ['C'] })];
    const inventory = makeInventory({ groups: [makeGroup('G', { parts: wave(0.4) })], deployments });
    expect(cover(pair, inventory, library).shareLow[0]).toBe(0);
  });

  it('does not take a part that is gone for the whole group', () => {
    expect(shareOf({ parts: [] }, observe(1, 'gone'))).toEqual([0, 1]);
  });

  it('leaves a share unknown where no weight says how many hosts a group has', () => {
    const single = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A'] }]);
    const groups = [makeGroup('G', { hosts: null, kind: 'tenant' }), makeGroup('H', { platforms: ['Linux'] })];
    const coverage = cover(single, makeInventory({ groups, deployments: [makeDeployment('a')] }), [a]);
    expect(stateOf(coverage)).toBe('runs');
    expect(coverage.shareLow[0]).toBeNaN();
    expect(readTechniqueFigures(coverage, 0, 'analytics')).toMatchObject({ share: null, strength: null });
  });

  it('keeps selections of events apart whose ids run together', () => {
    const single = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A'] }]);
    const odd = makeSensor('odd', { '1': [], '2': ['A'], '1,2': [] });
    const state = (...ids: readonly string[]) =>
      stateOf(
        cover(single, makeInventory({ deployments: [makeDeployment('odd', { events: { mode: 'only', ids } })] }), [
          odd,
        ]),
      );
    expect(state('1,2')).toBe('blind');
    expect(state('1', '2')).toBe('runs');
  });

  it('never gives a bound outside 0 to 1, nor bounds that are turned round', () => {
    const share = fc.integer({ min: 0, max: 10 }).map((n) => n / 10);
    const part = fc.constantFrom(null, 'wave 1', 'wave 2', 'gone');
    const rating = fc.option(fc.integer({ min: 0, max: 5 }));
    const deployment = fc.record({
      sensor: fc.constantFrom('a', 'b', 'both'),
      observes: fc.array(fc.record({ share: fc.option(share), part }), { maxLength: 3 }),
      timeliness: rating,
      deviceCompleteness: rating,
    });
    const estate = fc.record({ parts: fc.tuple(share, share), deployments: fc.array(deployment, { maxLength: 6 }) });
    fc.assert(
      fc.property(estate, ({ parts, deployments }) => {
        const group = makeGroup('G', { parts: parts.map((size, n) => ({ name: `wave ${n + 1}`, share: size })) });
        const inventory = makeInventory({
          groups: [group],
          deployments: deployments.map(({ sensor, observes, timeliness, deviceCompleteness }, n) =>
            makeDeployment(sensor, {
              id: `d${n}`,
              observes: observes.map((one) => ({ groupId: 'G', ...one })),
              quality: { ...UNRATED, timeliness, deviceCompleteness },
            }),
          ),
        });
        const { shareLow, shareHigh, strengthLow, strengthHigh } = cover(index, inventory, [a, b, both]);
        const bounds = [0, strengthLow[0], strengthHigh[0], shareHigh[0], 1].map(Number);
        expect(bounds.every((bound, n) => n === 0 || bound >= (bounds[n - 1] ?? 0) - 1e-6)).toBe(true);
        expect(Number(strengthLow[0])).toBeLessThanOrEqual(Number(shareLow[0]) + 1e-6);
        expect(Number(shareLow[0])).toBeLessThanOrEqual(Number(shareHigh[0]));
      }),
      { numRuns: 500 },
    );
  });
});

describe('supporting components', () => {
  it('leave a total of their own: essential fed, not all fed', () => {
    const mark = {
      analytic: 'AN0001' as AnalyticId,
      component: 'B' as DataComponentId,
      author: 'me',
      reason: 'context only',
      at: '2026-11-22T00:00:00Z',
    };
    const inventory = makeInventory({ deployments: [makeDeployment('a')], supporting: [mark] });
    const coverage = cover(ab, inventory, [a]);
    expect(computeTotals(coverage, [0])).toMatchObject({ runs: 1, allFed: 0, anyFed: 1 });
  });
});
