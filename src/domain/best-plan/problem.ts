import type { Cents } from '../planning/price';

/**
 * A plan to be solved, as numbers: options are positions 0 … n − 1, coverage is a sum of terms. What a term stands for,
 * and how a catalog and an inventory become terms, is `compile-problem`'s business.
 */
export interface PlanProblem {
  /** Per option, in whole cents; 0 or more. */
  readonly costs: Float64Array;
  /** In cents; Infinity: no limit. */
  readonly budget: Cents;
  readonly terms: readonly Term[];
  /** Σ of what is covered whatever is chosen, in units of weight; with `total` it makes coverage a share. */
  readonly base: number;
  /** Σ of all weights that count; 0 where nothing counts. */
  readonly total: number;
  readonly rules: readonly Rule[];
  readonly floors: readonly Floor[];
}

/** The budget among the positions of constraints. */
export const BUDGET = -1;
/** The position of a rule that no constraint of the plan stands for. */
export const NO_CONSTRAINT = -2;

/** Structural constraints, each with its position in the plan's list of constraints. */
export type Rule =
  | { readonly kind: 'must'; readonly position: number; readonly option: number }
  | { readonly kind: 'must-not'; readonly position: number; readonly option: number }
  | { readonly kind: 'at-most-one'; readonly position: number; readonly options: readonly number[] }
  | { readonly kind: 'needs'; readonly position: number; readonly option: number; readonly needed: number };

/** Coverage of a tactic or group that a plan has to reach: base + Σ term weights ≥ floor × total. */
export interface Floor {
  readonly position: number;
  readonly base: number;
  readonly total: number;
  /** 0 to 1. */
  readonly floor: number;
}

/**
 * A part of the objective: `weight` × value, where the value is 0 to 1, never less with more options, and 0 where nothing
 * is chosen (what the inventory covers already is in `base`).
 *
 * Most values are 0 or 1: the options chosen must hit every clause (AND of ORs). Where shares leave more to it, `value`
 * computes; its clauses are then bounds alone: value ≤ reach + Σ coefficients of the chosen, for every clause.
 */
export interface Term {
  readonly weight: number;
  /** What it adds to floors: weight per floor, in the order of `floors`; absent: nothing. */
  readonly floorWeights?: Float64Array;
  readonly clauses: readonly Clause[];
  /** Absent: 1 where every clause is hit, else 0. */
  readonly value?: (chosen: Selection) => number;
  /** Options that `value` depends on: those of its clauses, and others that no bound knows of. Absent: the clauses' alone. */
  readonly options?: readonly number[];
}

export interface Clause {
  /** Ascending. */
  readonly options: readonly number[];
  /** Per option; absent: 1 each. */
  readonly coefficients?: readonly number[];
  /** What holds without any option; 0 for clauses of 0–1 terms. */
  readonly reach: number;
}

/** Which options are chosen: 1 or 0 each. */
export type Selection = Uint8Array;

export function computeCost({ costs }: PlanProblem, chosen: Selection): Cents {
  let sum = 0;
  for (let option = 0; option < costs.length; option++) if (chosen[option] === 1) sum += costs[option] ?? 0;
  return sum;
}

/** Objective in units of weight, without `base`. */
export function computeGain({ terms }: PlanProblem, chosen: Selection): number {
  let sum = 0;
  for (const term of terms) sum += term.weight * computeTermValue(term, chosen);
  return sum;
}

export function computeTermValue(term: Term, chosen: Selection): number {
  if (term.value !== undefined) return term.value(chosen);
  for (const { options } of term.clauses) if (!options.some((option) => chosen[option] === 1)) return 0;
  return 1;
}

/** Rounding of sums of weights; what a floor lacks by less than this it does not lack. */
export const SLACK = 1e-9;

export function reachesFloors({ floors, terms }: PlanProblem, chosen: Selection): boolean {
  return floors.every(({ base, floor, total }, at) => {
    let sum = base;
    for (const term of terms) {
      const weight = term.floorWeights?.[at] ?? 0;
      if (weight > 0) sum += weight * computeTermValue(term, chosen);
    }
    return sum >= floor * total - SLACK * Math.max(1, total);
  });
}

export function keepsRules({ rules }: PlanProblem, chosen: Selection): boolean {
  return rules.every((rule) => keepsRule(rule, chosen));
}

function keepsRule(rule: Rule, chosen: Selection): boolean {
  switch (rule.kind) {
    case 'must':
      return chosen[rule.option] === 1;
    case 'must-not':
      return chosen[rule.option] !== 1;
    case 'at-most-one':
      return rule.options.filter((option) => chosen[option] === 1).length <= 1;
    case 'needs':
      return chosen[rule.option] !== 1 || chosen[rule.needed] === 1;
  }
}

/** Whether a choice is a plan at all: affordable, by the rules, and above the floors. */
export function isFeasible(problem: PlanProblem, chosen: Selection): boolean {
  return (
    computeCost(problem, chosen) <= problem.budget && keepsRules(problem, chosen) && reachesFloors(problem, chosen)
  );
}
