import { describe, expect, it } from 'vitest';
import { cheapen } from '../../src/domain/best-plan/cheapen';
import { findContradiction } from '../../src/domain/best-plan/contradiction';
import { preparePlan } from '../../src/domain/best-plan/plan-problem';
import { BUDGET } from '../../src/domain/best-plan/problem';
import { solve } from '../../src/domain/best-plan/solve';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { EMPTY_PLAN, type Plan, type PlanConstraint, type PlanOption } from '../../src/domain/planning/plan';
import { type DataQuality, UNRATED } from '../../src/domain/sensors/data-quality';
import { EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import { makeCatalog, makeDeployment, makeGroup, makeInventory, makeSensor, observe } from '../coverage/made-up-estate';

const INDEX = makeCatalog({ T1001: ['Windows'], T1002: ['Windows'], T1003: ['Windows'] }, [
  { technique: 'T1001', needs: ['A', 'B'] },
  { technique: 'T1002', needs: ['B'] },
  { technique: 'T1003', needs: ['C'] },
]);
const LIBRARY = [makeSensor('a', { '1': ['A'] }), makeSensor('b', { '1': ['B'] }), makeSensor('c', { '1': ['C'] })];

function offer(sensor: string, amount: string, change: Partial<PlanOption> = {}): PlanOption {
  const deployment = makeDeployment(sensor, { id: `new ${sensor}`, observes: observe(1) });
  return {
    id: sensor,
    name: sensor.toUpperCase(),
    changes: [{ kind: 'add-deployment', deployment }],
    price: { amount, currency: 'EUR', per: 'once' },
    ...change,
  };
}

const OPTIONS = [offer('a', '10'), offer('b', '20'), offer('c', '30')];

function prepare(change: Partial<Plan>, inventory: Inventory = makeInventory({})) {
  const plan: Plan = { ...EMPTY_PLAN, currency: 'EUR', options: OPTIONS, ...change };
  const weights = Float64Array.from([2, 2, 3]);
  return preparePlan({ plan, index: INDEX, inventory, library: LIBRARY, settings: DEFAULT_SETTINGS, weights });
}

function answer(change: Partial<Plan>, inventory?: Inventory) {
  const { problem, options, issues } = prepare(change, inventory);
  const search = solve(problem);
  let step = search.next();
  while (step.done !== true) step = search.next();
  const { chosen } = step.value;
  return {
    chosen: chosen === null ? null : options.flatMap(({ id }, at) => (chosen[at] === 1 ? id : [])),
    covered: (problem.base + step.value.gain) / problem.total,
    contradiction: chosen === null ? findContradiction(problem) : [],
    codes: issues.map(({ code, place }) => `${code} ${place.kind === 'path' ? place.path : ''}`),
  };
}

describe('the plan', () => {
  it('buys two that are worth little alone and much together', () => {
    expect(answer({ budget: 30 })).toMatchObject({ chosen: ['a', 'b'], covered: 4 / 7 });
    expect(answer({ budget: 29 })).toMatchObject({ chosen: ['b'], covered: 2 / 7 });
    expect(answer({ budget: null }).chosen).toEqual(['a', 'b', 'c']);
    expect(answer({ budget: 0 })).toMatchObject({ chosen: [], covered: 0 });
  });

  it('counts alike whether an option has a price or not', () => {
    const rated = makeDeployment('a', { quality: { ...UNRATED, timeliness: 5, dataFieldCompleteness: 5 } });
    const inventory = makeInventory({ deployments: [rated] });
    for (const amount of ['', '20']) {
      const { measure, leftOut } = prepare({ options: [offer('b', amount)] }, inventory);
      expect([measure, leftOut.length]).toEqual(['share', amount === '' ? 1 : 0]);
    }
    expect(prepare({ options: [] }, inventory).measure).toBe('strength');
  });

  it('counts what is paid by the year over the years', () => {
    const yearly = OPTIONS.map((option) => ({ ...option, price: { ...option.price, per: 'year' as const } }));
    expect(answer({ options: yearly, years: 3, budget: 89 }).chosen).toEqual(['b']);
    expect(answer({ options: yearly, years: 3, budget: 90 }).chosen).toHaveLength(2);
  });

  it('keeps must, must not, at most one, needs and floors', () => {
    const keep = (...constraints: PlanConstraint[]) => answer({ budget: 50, constraints }).chosen;
    expect(keep()).toEqual(['b', 'c']);
    expect(keep({ kind: 'must-have', option: 'a' })).toEqual(['a', 'b']);
    expect(keep({ kind: 'must-not-have', option: 'b' })).toEqual(['c']);
    expect(keep({ kind: 'at-most-one', options: ['b', 'c'] })).toEqual(['a', 'b']);
    expect(keep({ kind: 'needs', option: 'c', needed: 'a' })).toEqual(['a', 'b']);
    expect(keep({ kind: 'tactic-floor', tactic: 'TA0002', floor: 0.66 })).toHaveLength(2);
  });

  it('works on an empty inventory, and with nothing to choose from', () => {
    expect(answer({ budget: 100 }, EMPTY_INVENTORY)).toMatchObject({ chosen: [], contradiction: [] });
    expect(answer({ options: [] })).toMatchObject({ chosen: [], covered: 0 });
  });
});

describe('options that cannot be decided about', () => {
  it.each([
    ['', 'price-missing A'],
    ['-5', 'price-negative A'],
    ['cheap', 'price-not-a-number A'],
    ['1e3', 'price-not-a-number A'],
    ['=1+1', 'price-not-a-number A'],
    ['(1,200)', 'price-negative A'],
    ['5k USD', 'price-currency A'],
    ['Infinity', 'price-not-a-number A'],
    ['12 USD', 'price-currency A'],
    ['9'.repeat(40), 'price-too-high A'],
  ])('priced “%s” is left out and reported', (amount, code) => {
    expect(answer({ options: [offer('a', amount), offer('b', '1')] })).toMatchObject({ chosen: ['b'], codes: [code] });
  });

  it.each([
    ['0', 0],
    ['1,234.50', 123_450],
    ['1.234,50 EUR', 123_450],
    ['€ 12 000', 1_200_000],
    ['12.000', 1_200_000],
    ['5k', 500_000],
    ['EUR 1.5k', 150_000],
    ['2 mio', 200_000_000],
    ['.5', 50],
    ['1.', 100],
    ['free', 0],
  ])('“%s” is a price', (amount, cents) => {
    expect([...prepare({ options: [offer('a', amount)] }).problem.costs]).toEqual([cents]);
  });

  it('because they take away, mean what is gone, or come twice', () => {
    const removes = offer('a', '1', { changes: [{ kind: 'remove-deployment', deploymentId: 'x' }] });
    const gone = offer('c', '1', { changes: [{ kind: 'deploy', deploymentId: 'x' }] });
    const twice = offer('b', '1', { id: 'again', name: 'Again' });
    const stray = offer('nobody', '1', { name: 'Stray' });
    expect(
      answer({
        options: [stray, removes, offer('b', '1'), twice, gone, offer('a', '1', { changes: [], name: 'None' })],
      }).codes,
    ).toEqual([
      'option-sensor-gone Stray',
      'option-removes A',
      'option-twice Again',
      'option-gone C',
      'option-empty None',
    ]);
  });
});

describe('an option that rates what is not rated', () => {
  const rate = (dimension: 'timeliness' | 'retention' | 'deviceCompleteness', quality: Partial<DataQuality>) => {
    const kept = makeDeployment('c', { id: 'kept', quality: { ...UNRATED, ...quality } });
    const changes = [{ kind: 'raise-quality', deploymentId: 'kept', dimension, rating: 2 }] as const;
    return answer({ options: [offer('a', '1', { changes })] }, makeInventory({ deployments: [kept] })).codes;
  };
  it('is left out where coverage could fall by it', () => {
    expect(rate('retention', { timeliness: 4 })).toEqual(['option-lowers A']);
    expect(rate('deviceCompleteness', {})).toEqual(['option-lowers A']);
    expect(rate('retention', {})).toEqual([]);
    expect(rate('timeliness', { timeliness: 1 })).toEqual([]);
  });
});

describe('a contradiction', () => {
  const explain = (budget: number | null, ...constraints: PlanConstraint[]) => answer({ budget, constraints });

  it('is named by those that make it, and no others', () => {
    const found = explain(
      100,
      { kind: 'must-have', option: 'b' },
      { kind: 'must-have', option: 'a' },
      { kind: 'at-most-one', options: ['b', 'c'] },
      { kind: 'must-not-have', option: 'a' },
    );
    expect(found).toMatchObject({ chosen: null, contradiction: [1, 3] });
  });

  it('through a chain of needs, a budget, or a floor', () => {
    const chain: PlanConstraint[] = [
      { kind: 'must-have', option: 'a' },
      { kind: 'needs', option: 'a', needed: 'b' },
      { kind: 'needs', option: 'b', needed: 'c' },
    ];
    expect(explain(59, ...chain).contradiction).toEqual([BUDGET, 0, 1, 2]);
    expect(explain(60, ...chain).contradiction).toEqual([]);
    expect(explain(20, { kind: 'tactic-floor', tactic: 'TA0002', floor: 0.5 }).contradiction).toEqual([BUDGET, 0]);
    expect(
      explain(null, { kind: 'must-not-have', option: 'c' }, { kind: 'group-floor', groupId: 'G', floor: 1 })
        .contradiction,
    ).toEqual([0, 1]);
  });

  it('of a floor under which nothing counts is told, and the search goes on', () => {
    const groups = [makeGroup('G'), makeGroup('idle', { platforms: ['PRE'] })];
    const floor = { kind: 'group-floor', groupId: 'idle', floor: 0.5 } as const;
    const found = answer({ constraints: [floor] }, makeInventory({ groups }));
    expect(found).toMatchObject({ chosen: ['a', 'b', 'c'], codes: ['constraint-empty constraint 1'] });
  });

  it('of what must be there and has no price is told, and the search goes on', () => {
    const options = [offer('a', '?'), offer('b', '1')];
    expect(answer({ options, constraints: [{ kind: 'must-have', option: 'a' }] })).toMatchObject({
      chosen: ['b'],
      codes: ['price-not-a-number A', 'constraint-empty constraint 1'],
    });
  });
});

describe('what is measured', () => {
  const rated = makeDeployment('c', { quality: { ...UNRATED, timeliness: 4 } });
  it('is strength where everything is rated, else share', () => {
    const both = [makeGroup('G')];
    expect(prepare({ options: [] }, makeInventory({ groups: both, deployments: [rated] })).measure).toBe('strength');
    expect(prepare({}, makeInventory({ groups: both, deployments: [rated] })).measure).toBe('share');
    expect(prepare({}, makeInventory({ groups: both })).measure).toBe('share');
  });
});

it('finds the cheapest of the plans that cover as much', () => {
  // Two ways to feed the same: one option for both components, or one for each.
  const both = offer('b', '25', {
    id: 'both',
    name: 'Both',
    changes: ['a', 'b'].map((sensor) => ({
      kind: 'add-deployment' as const,
      deployment: makeDeployment(sensor, { id: `both ${sensor}`, observes: observe(1) }),
    })),
  });
  const { problem, options } = prepare({ options: [both, offer('a', '10'), offer('b', '14')], budget: 100 });
  const dear = Uint8Array.from(options, ({ id }) => (id === 'both' ? 1 : 0));
  const search = cheapen(problem, dear);
  let step = search.next();
  while (step.done !== true) step = search.next();
  expect(step.value.isProven).toBe(true);
  expect(options.flatMap(({ id }, at) => (step.value.chosen[at] === 1 ? id : []))).toEqual(['a', 'b']);
});
