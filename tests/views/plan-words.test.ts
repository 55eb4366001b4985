// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { describeLeftOut } from '../../src/domain/planning/left-out';
import { EMPTY_PLAN, type Plan } from '../../src/domain/planning/plan';
import { formatExactPercent, formatMoney } from '../../src/domain/planning/plan-figures';
import {
  describeChoice,
  describeConflict,
  describeContradiction,
  describeMeans,
  describeNoChoice,
  describeUnanswered,
  explainContradiction,
  type PlaceNames,
} from '../../src/views/plan/best/best-words';
import { makeScale } from '../../src/views/plan/best/frontier-scale';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const option = (id: string) => ({
  id,
  name: id.toUpperCase(),
  changes: [],
  price: { amount: '1', currency: '', per: 'once' as const },
});
const PLAN: Plan = { ...EMPTY_PLAN, options: ['a', 'b', 'c'].map(option), budget: 120_000, currency: 'EUR' };
const NAMES: PlaceNames = {
  group: (id) => `group ${id}`,
  tactic: (id) => `tactic ${id}`,
};
const ANSWER = {
  chosen: ['a', 'b'],
  cost: 118_500,
  before: 0.52,
  after: 0.714,
  bound: 0.721,
  gap: 0.0097,
  isProven: true,
  isCheapest: true,
  nodes: 1,
  seconds: 1,
  measure: 'share' as const,
  issues: [],
  leftOut: [],
  contradiction: [],
};

it('claims to be the best only what is proven', () => {
  expect(plain(describeMeans(PLAN))).toBe('With 120,000 EUR');
  expect(describeMeans({ ...PLAN, budget: null })).toBe('Without a limit');
  expect(plain(describeChoice(ANSWER, PLAN))).toBe('2 of 3 options for 118,500 EUR, proven the best');
  expect(plain(describeChoice({ ...ANSWER, isProven: false }, PLAN))).toBe(
    '2 of 3 options for 118,500 EUR; at most 72.1 % is possible; the gap is 1.0 %',
  );
});

it('says an earlier answer with the means it was found for, and proves nothing by it', () => {
  const earlier = { ...PLAN, budget: 60_000 };
  for (const state of ['searching', 'stopped', 'failed', 'idle'] as const) {
    const words = plain(describeUnanswered(state, PLAN, ANSWER, earlier));
    expect(words).toContain('Before the last change, with 60,000 EUR, the answer was 71.4 % instead of 52.0 %.');
    expect(words).not.toMatch(/proven|120,000 EUR you would/);
  }
  expect(plain(describeUnanswered('stopped', PLAN, undefined, undefined))).toBe(
    'With 120,000 EUR nothing is found yet: the search was stopped.',
  );
});

it('names what has no price, and claims nothing of it', () => {
  const leftOut = [{ id: 'c', name: 'C', why: 'no-price' as const }];
  expect(plain(describeChoice({ ...ANSWER, leftOut }, PLAN))).toBe(
    '2 of the 2 options that have a usable price for 118,500 EUR, proven the best of these',
  );
  const none = { ...ANSWER, chosen: [], leftOut };
  expect(plain(describeNoChoice(none, PLAN))).toBe(
    'With 120,000 EUR nothing of the 2 options that have a usable price covers more than the 52.0 % of today.',
  );
  expect(plain(describeNoChoice(none, { ...PLAN, options: [option('c')] }))).toBe(
    'Until then there is nothing to choose from; today 52.0 % is covered.',
  );
  expect(plain(describeLeftOut(leftOut))).toBe('1 option has no price yet: C.');
  expect(plain(describeLeftOut([...leftOut, { id: 'd', name: 'D', why: 'price' }]))).toBe(
    '1 option has no price yet: C. 1 option has a price that cannot be used: D.',
  );
});

it('promises no plan after one change, and has a sentence for a single condition', () => {
  expect(describeContradiction(1)).toContain('one of them cannot be met');
  expect(describeContradiction(2)).toContain('these cannot hold together');
  expect(explainContradiction(2)).toBe(
    'Each of these is part of the contradiction; after changing one, others may show.',
  );
  expect(explainContradiction(1)).not.toMatch(/these|each/i);
});

it('rounds nothing to all or to nothing', () => {
  expect([1, 0.99999, 0.0001, 0, Number.NaN, 0.714].map((share) => plain(formatExactPercent(share)))).toEqual([
    '100.0 %',
    '>99.9 %',
    '<0.1 %',
    '0.0 %',
    '–',
    '71.4 %',
  ]);
  expect(plain(formatMoney(1000.5, 'EUR'))).toBe('1,000.50 EUR');
  expect(formatMoney(3, ' ')).toBe('3');
});

it('names conditions', () => {
  const constraints: Plan['constraints'] = [
    { kind: 'must-have', option: 'a' },
    { kind: 'at-most-one', options: ['a', 'b', 'c'] },
    { kind: 'needs', option: 'a', needed: 'gone' },
    { kind: 'tactic-floor', tactic: 'TA0006', floor: 0.6 },
    { kind: 'group-floor', groupId: 'g', floor: 1 },
  ];
  const words = [-1, 0, 1, 2, 3, 4, 9].map((at) => plain(describeConflict(at, { ...PLAN, constraints }, NAMES)));
  expect(words).toEqual([
    'Budget of 120,000 EUR',
    'Must have A',
    'At most one of A, B and C',
    'A needs an option that is gone',
    'At least 60.0 % of tactic TA0006',
    'At least 100.0 % on group g',
    'A constraint that is gone',
  ]);
});

it('finds round numbers for axes, whatever the range', () => {
  expect(makeScale(0, 53_000, 7, 0, 100).ticks).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  for (const [low, high] of [
    [0, 0],
    [0.52, 0.520001],
    [0, 1e12],
  ] as const) {
    const { ticks, place } = makeScale(low, high, 6, 200, 0);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThan(10);
    expect(place(low)).toBeLessThanOrEqual(200 + 1e-6);
    expect(place(high)).toBeGreaterThanOrEqual(-1e-6);
  }
});
