import { expect, it } from 'vitest';
import { compileCoverage } from '../../src/domain/best-plan/compile-problem';
import { traceFrontier } from '../../src/domain/best-plan/frontier';
import { computeGain, isFeasible, type PlanProblem } from '../../src/domain/best-plan/problem';
import { solve } from '../../src/domain/best-plan/solve';
import { loadFacts, makeInstance, type PlanInstance } from '../bench/plan-instances';
import { makeMilpSolver } from '../bench/plan-milp';
import { makeRandom } from '../make-random';
import { computeObjective } from './random-plan';

const facts = loadFacts();

function compile({ subject, costs, budget }: PlanInstance): PlanProblem {
  return { ...compileCoverage(subject), costs, budget, rules: [] };
}

function finish(problem: PlanProblem) {
  const search = solve(problem);
  for (;;) {
    const { value, done } = search.next();
    if (done === true) return value;
  }
}

it('60 options, 10 groups, all of Enterprise: the plan equals the optimum of a MILP solver, and the model’s own figure', async () => {
  const milp = await makeMilpSolver();
  for (const seed of [1001, 1002, 1003, 1004, 1005]) {
    const instance = makeInstance(facts, seed);
    const problem = compile(instance);
    const { chosen, gain, isProven } = finish(problem);
    expect(isProven).toBe(true);
    expect(gain / milp(problem, 20).gain, `seed ${seed}`).toBeCloseTo(1, 8);
    if (chosen === null) throw new Error('no plan');
    const { covered, total } = computeObjective(instance.subject, chosen);
    expect((problem.base + gain) / total).toBeCloseTo(covered / total, 9);
  }
});

it('with rules and floors as well', async () => {
  const milp = await makeMilpSolver();
  for (const seed of [2001, 2002, 2003, 2004]) {
    const instance = makeInstance(facts, seed);
    const floors = [
      { position: 0, floor: 0.12, of: { tactic: 2 } },
      { position: 1, floor: 0.2, of: { groupId: 'g0' } },
    ];
    const problem: PlanProblem = {
      ...compile({ ...instance, subject: { ...instance.subject, floors } }),
      rules: [
        { kind: 'must', position: 2, option: 30 },
        { kind: 'must-not', position: 3, option: 31 },
        { kind: 'at-most-one', position: 4, options: [32, 33, 34, 35, 36, 37] },
        { kind: 'needs', position: 5, option: 38, needed: 39 },
        { kind: 'needs', position: 6, option: 40, needed: 41 },
      ],
    };
    const { chosen, gain, isProven } = finish(problem);
    const other = milp(problem, 20);
    expect(isProven).toBe(true);
    expect(chosen !== null, `seed ${seed}`).toBe(other.isProven);
    if (chosen === null) continue;
    expect(isFeasible(problem, chosen)).toBe(true);
    expect(gain / other.gain, `seed ${seed}`).toBeCloseTo(1, 8);
  }
});

it('what is not chosen adds nothing to the model’s own figure either, whatever is chosen', () => {
  const instance = makeInstance(facts, 3001);
  const { terms, base } = compileCoverage(instance.subject);
  const random = makeRandom(7);
  for (let round = 0; round < 6; round++) {
    const chosen = Uint8Array.from(instance.costs, () => (random() < 0.15 * (round + 1) ? 1 : 0));
    const gain = computeGain({ terms } as unknown as PlanProblem, chosen);
    expect(base + gain).toBeCloseTo(computeObjective(instance.subject, chosen).covered, 4);
  }
});

it('the frontier rises, each point as good as a search of its own', () => {
  const problem = compile(makeInstance(facts, 1003));
  const search = traceFrontier(problem, 6);
  let step = search.next();
  while (step.done !== true) step = search.next(false);
  const { plans } = step.value;
  expect(plans.map(({ budget }) => budget)).toEqual([...plans.map(({ budget }) => budget)].sort((a, b) => a - b));
  expect(plans).toHaveLength(6);
  expect(plans[0]).toMatchObject({ budget: 0, isProven: true });
  let before = 0;
  for (const { budget, gain, cost, isProven } of plans) {
    expect(isProven).toBe(true);
    expect(cost).toBeLessThanOrEqual(budget);
    expect(gain).toBeGreaterThanOrEqual(before - 1e-6);
    expect(finish({ ...problem, budget }).gain).toBeCloseTo(gain, 4);
    before = gain;
  }
});
