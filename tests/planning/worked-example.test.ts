import { expect, it } from 'vitest';
import { preparePlan } from '../../src/domain/best-plan/plan-problem';
import { computeGain } from '../../src/domain/best-plan/problem';
import { solve } from '../../src/domain/best-plan/solve';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { type Bound, EMPTY_PLAN, type Plan, type PlanOption } from '../../src/domain/planning/plan';
import { loadFacts } from '../bench/plan-instances';
import { makeDeployment, makeGroup, makeInventory } from '../coverage/made-up-estate';

/** The worked example of docs/coverage-model.md, "What to add next": its figures, to the last digit. */
const { index, library } = loadFacts();
const WEIGHTS = new Map([
  ['T1112', 3],
  ['T1016', 2],
  ['T1557.002', 2],
  ['T1039', 1],
]);
const weights = Float64Array.from(index.catalog.techniques, ({ id }) => WEIGHTS.get(id) ?? 0);
const inventory = makeInventory({ groups: [makeGroup('G', { hosts: 400 })] });

function offer(sensor: string, share: number, amount: string): PlanOption {
  const deployment = makeDeployment(sensor, { id: sensor, observes: [{ groupId: 'G', share, part: null }] });
  return {
    id: sensor,
    name: sensor,
    changes: [{ kind: 'add-deployment', deployment }],
    price: { amount, currency: 'EUR', per: 'once' },
  };
}

const OPTIONS = [offer('sysmon', 0.9, '30,000'), offer('powershell-logging', 1, '5,000'), offer('zeek', 0.8, '40,000')];

function prepare(budget: number | null, bound: Bound = 'low') {
  const objective = { ...EMPTY_PLAN.objective, bound };
  const plan: Plan = { ...EMPTY_PLAN, options: OPTIONS, currency: 'EUR', budget, objective };
  return preparePlan({ plan, index, inventory, library, settings: DEFAULT_SETTINGS, weights });
}

it.each([
  ['nothing', '000', 0, 0],
  ['Sysmon', '100', 33.75, 33.75],
  ['PowerShell', '010', 0, 0],
  ['Zeek', '001', 20, 20],
  ['Sysmon and PowerShell', '110', 56.25, 56.25],
  ['Sysmon and Zeek', '101', 62.5, 63.75],
  ['PowerShell and Zeek', '011', 20, 20],
  ['all three', '111', 85, 86.25],
])('%s', (_, choice, low, high) => {
  const chosen = Uint8Array.from(choice, Number);
  for (const [bound, percent] of [
    ['low', low],
    ['high', high],
  ] as const) {
    const { problem, measure } = prepare(null, bound);
    expect(measure).toBe('share');
    expect(problem.total).toBe(8 * 400);
    expect((100 * (problem.base + computeGain(problem, chosen))) / problem.total).toBeCloseTo(percent, 9);
  }
});

it.each([
  [0, [], 0],
  [34_999, ['sysmon'], 33.75],
  [35_000, ['sysmon', 'powershell-logging'], 56.25],
  [69_999, ['sysmon', 'powershell-logging'], 56.25],
  [70_000, ['sysmon', 'zeek'], 62.5],
  [75_000, ['sysmon', 'powershell-logging', 'zeek'], 85],
])('with a budget of %i', (budget, expected, percent) => {
  const { problem, options } = prepare(budget);
  const search = solve(problem);
  let step = search.next();
  while (step.done !== true) step = search.next();
  const { chosen, gain, isProven } = step.value;
  expect(isProven).toBe(true);
  expect(options.flatMap(({ id }, at) => (chosen?.[at] === 1 ? id : []))).toEqual(expected);
  expect((100 * gain) / problem.total).toBeCloseTo(percent, 9);
});
