import { describe, expect, it } from 'vitest';
import { compileCoverage, type PlanSubject } from '../../src/domain/best-plan/compile-problem';
import { makeHeuristics } from '../../src/domain/best-plan/plan-heuristics';
import {
  computeCost,
  computeGain,
  isFeasible,
  NO_CONSTRAINT,
  type PlanProblem,
  type Rule,
  type Selection,
} from '../../src/domain/best-plan/problem';
import { type SolverState, solve } from '../../src/domain/best-plan/solve';
import { makeRandom } from '../make-random';
import { computeObjective, drawSubject, drawTerms, type Kind } from './random-plan';

const WHOLE: Kind = {
  options: 8,
  measure: 'share',
  bound: 'low',
  shares: [1],
  isRated: false,
  hasParts: false,
  hasConstraints: false,
};
const PARTIAL = [0.2, 0.35, 0.5, 0.8, 0.9, 1, 1];

/** Every way in which the objective can be counted. */
const KINDS: Readonly<Record<string, Kind>> = {
  'whole shares': WHOLE,
  'whole shares, quality': { ...WHOLE, measure: 'strength', isRated: true },
  'partial shares': { ...WHOLE, shares: PARTIAL },
  'partial shares, quality': { ...WHOLE, shares: PARTIAL, measure: 'strength', isRated: true },
  'partial shares, quality, at most': { ...WHOLE, shares: PARTIAL, measure: 'strength', isRated: true, bound: 'high' },
  'partial shares, at most': { ...WHOLE, shares: PARTIAL, bound: 'high' },
  'unrated strength': { ...WHOLE, measure: 'strength', bound: 'high' },
  parts: { ...WHOLE, shares: PARTIAL, hasParts: true },
  'parts, at most': { ...WHOLE, shares: PARTIAL, hasParts: true, bound: 'high' },
  'parts, quality': { ...WHOLE, shares: PARTIAL, hasParts: true, measure: 'strength', isRated: true },
};

function makeProblem(subject: PlanSubject, seed: number, kind: Kind): PlanProblem {
  const coverage = compileCoverage(subject);
  const { rules, ...terms } = drawTerms(seed, kind);
  // As `preparePlan` does: their states are not listed.
  const tangled = [...coverage.tooTangled].map(
    (option): Rule => ({ kind: 'must-not', position: NO_CONSTRAINT, option }),
  );
  return { ...coverage, ...terms, rules: [...rules, ...tangled] };
}

function run(problem: PlanProblem): SolverState {
  const search = solve(problem);
  for (;;) {
    const { value, done } = search.next();
    if (done === true) return value;
    // What is said on the way holds too.
    if (value.chosen === null) continue;
    expect(isFeasible(problem, value.chosen)).toBe(true);
    expect(value.bound).toBeGreaterThanOrEqual(value.gain);
  }
}

/** Every choice there is; `null`: none is a plan. */
function findBest(problem: PlanProblem, objective: (chosen: Selection) => number): number | null {
  const n = problem.costs.length;
  const chosen = new Uint8Array(n);
  let best: number | null = null;
  for (let mask = 0; mask < 2 ** n; mask++) {
    for (let option = 0; option < n; option++) chosen[option] = (mask >> option) & 1;
    if (computeCost(problem, chosen) > problem.budget || !isFeasible(problem, chosen)) continue;
    const value = objective(chosen);
    if (best === null || value > best) best = value;
  }
  return best;
}

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  it('terms add up to the coverage model’s own figure, for any choice', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const subject = drawSubject(seed, kind);
      const { terms, base, total } = compileCoverage(subject);
      const random = makeRandom(seed);
      for (let round = 0; round < 24; round++) {
        const chosen = Uint8Array.from({ length: kind.options }, () => (random() < round / 23 ? 1 : 0));
        const { covered, total: expected } = computeObjective(subject, chosen);
        const problem = { terms } as unknown as PlanProblem;
        expect(base + computeGain(problem, chosen), `seed ${seed}, ${chosen.join('')}`).toBeCloseTo(covered, 6);
        expect(total).toBeCloseTo(expected, 6);
      }
    }
  });

  it('the plan is the best of all, recomputed by the coverage model', () => {
    for (let seed = 101; seed <= 112; seed++) {
      const subject = drawSubject(seed, { ...kind, options: 7, hasConstraints: true });
      const problem = makeProblem(subject, seed, { ...kind, options: 7, hasConstraints: true });
      const best = findBest(problem, (chosen) => computeObjective(subject, chosen).covered);
      const { chosen, gain, isProven } = run(problem);
      expect(isProven).toBe(true);
      expect(chosen === null ? null : problem.base + gain, `seed ${seed}`).toEqual(
        best === null ? null : expect.closeTo(best, 6),
      );
    }
  });

  it('the plan equals exhaustive search', () => {
    for (let seed = 201; seed <= 225; seed++) {
      const shape = { ...kind, options: 9 + (seed % 4), hasConstraints: seed % 2 === 0 };
      const problem = makeProblem(drawSubject(seed, shape), seed, shape);
      const best = findBest(problem, (chosen) => computeGain(problem, chosen));
      const { chosen, gain } = run(problem);
      expect(chosen === null ? null : gain, `seed ${seed}`).toEqual(best === null ? null : expect.closeTo(best, 6));
      if (chosen === null) continue;
      const pruned = makeHeuristics(problem).prune(chosen);
      expect(isFeasible(problem, pruned)).toBe(true);
      expect(computeGain(problem, pruned), `seed ${seed}`).toBeCloseTo(gain, 6);
    }
  });
});

it('the plan equals exhaustive search with up to 20 options', () => {
  for (let seed = 301; seed <= 306; seed++) {
    const shape = { ...WHOLE, options: 15 + (seed - 301), hasConstraints: true };
    const problem = makeProblem(drawSubject(seed, shape), seed, shape);
    const best = findBest(problem, (chosen) => computeGain(problem, chosen));
    const { chosen, gain } = run(problem);
    expect(chosen === null ? null : gain, `seed ${seed}`).toEqual(best === null ? null : expect.closeTo(best, 6));
  }
}, 120_000);
