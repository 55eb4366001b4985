import highsLoader from 'highs';
import type { PlanProblem } from '../../src/domain/best-plan/problem';

/** The plan as a mixed-integer programme for HiGHS, an independent solver: of tests and benchmarks only. */

export interface MilpAnswer {
  readonly isProven: boolean;
  /** Gain in units of weight. */
  readonly gain: number;
  readonly milliseconds: number;
}

export async function makeMilpSolver(): Promise<(problem: PlanProblem, limitSeconds: number) => MilpAnswer> {
  const highs = await highsLoader();
  return (problem, limitSeconds) => {
    const started = performance.now();
    const solution = highs.solve(writeProgramme(problem), {
      time_limit: limitSeconds,
      mip_rel_gap: 1e-9,
      mip_abs_gap: 1e-9,
    });
    return {
      isProven: solution.Status === 'Optimal',
      gain: solution.ObjectiveValue,
      milliseconds: performance.now() - started,
    };
  };
}

/**
 * In CPLEX's LP format: a binary per option, a continuous "term is met" that no clause of it lets rise above what hits it.
 * Only for 0–1 terms.
 */
export function writeProgramme({ terms, costs, budget, rules, floors }: PlanProblem): string {
  if (terms.some(({ value }) => value !== undefined)) throw new RangeError('a computed term has no linear form');
  const lines: string[] = ['Maximize', ` obj: ${sum(terms.map(({ weight }, t) => `${weight} y${t}`))}`, 'Subject To'];
  terms.forEach(({ clauses }, t) => {
    clauses.forEach(({ options }, c) => {
      lines.push(` t${t}_${c}: y${t} ${options.map((option) => `- x${option}`).join(' ')} <= 0`);
    });
  });
  if (Number.isFinite(budget)) {
    lines.push(` budget: ${sum([...costs].map((cost, option) => `${cost} x${option}`))} <= ${budget}`);
  }
  rules.forEach((rule, r) => {
    if (rule.kind === 'must') lines.push(` r${r}: x${rule.option} >= 1`);
    if (rule.kind === 'must-not') lines.push(` r${r}: x${rule.option} <= 0`);
    if (rule.kind === 'at-most-one') lines.push(` r${r}: ${sum(rule.options.map((option) => `x${option}`))} <= 1`);
    if (rule.kind === 'needs') lines.push(` r${r}: x${rule.option} - x${rule.needed} <= 0`);
  });
  floors.forEach(({ base, floor, total }, f) => {
    const parts = terms.flatMap(({ floorWeights }, t) =>
      (floorWeights?.[f] ?? 0) > 0 ? [`${floorWeights?.[f]} y${t}`] : [],
    );
    if (parts.length > 0) lines.push(` f${f}: ${sum(parts)} >= ${floor * total - base}`);
  });
  lines.push(
    'Bounds',
    ...terms.map((_, t) => ` 0 <= y${t} <= 1`),
    'Binary',
    ` ${[...costs.keys()].map((option) => `x${option}`).join(' ')}`,
    'End',
  );
  return `${lines.join('\n')}\n`;
}

/** Lines of the format are limited; terms are given a line each. */
function sum(parts: readonly string[]): string {
  return parts.length === 0 ? '0 x0' : parts.join('\n + ');
}
