/** Layers combined into one: pure, and nothing implied. Where nothing can be said, nothing is said: unscored is not 0. */
import { failure, issue, type Result, success, WHOLE_FILE } from '../result';
import type { AlignedLayer, AlignTarget } from './align-layer';
import { parseFormula, type Value } from './formula';
import {
  applySubTechniqueRule,
  type Granularity,
  listCells,
  type Meeting,
  readScores,
  type Scores,
  type SubTechniqueRule,
} from './operand-scores';

export const OPERATIONS = ['mean', 'sum', 'min', 'max', 'count', 'difference', 'weighted-mean', 'formula'] as const;
export type OperationKind = (typeof OPERATIONS)[number];

export type Operation =
  | { readonly kind: Exclude<OperationKind, 'weighted-mean' | 'formula'> }
  /** One weight per layer, 0 or more. */
  | { readonly kind: 'weighted-mean'; readonly weights: readonly number[] }
  | { readonly kind: 'formula'; readonly text: string };

export type UnscoredRule =
  /** No operand: the mean is that of the layers that score. */
  | { readonly kind: 'left-out' }
  /** Counts as this number: where another layer scores, or everywhere in the release. */
  | { readonly kind: 'number'; readonly value: number; readonly everywhere: boolean };

export interface Recipe {
  readonly operation: Operation;
  readonly unscored: UnscoredRule;
  readonly subTechniques: SubTechniqueRule;
  readonly granularity: Granularity;
  readonly meeting: Meeting;
}

export interface Combination {
  /** By cell key; what is absent is unscored. */
  readonly scores: Scores;
  /** What each layer said there, before unscored counted as anything. */
  readonly operands: readonly Scores[];
  /** Cells for which there is no such number: divided by 0, or beyond what a number can be. */
  readonly undefinedAt: readonly number[];
}

export function combineLayers(
  layers: readonly Pick<AlignedLayer, 'entries'>[],
  target: AlignTarget,
  recipe: Recipe,
): Result<Combination> {
  const apply = prepare(recipe.operation, layers.length);
  if (!apply.ok) return apply;
  const { granularity, meeting, unscored } = recipe;
  const operands = layers.map((layer) =>
    applySubTechniqueRule(readScores(layer, target, granularity, meeting), target, recipe.subTechniques),
  );
  const scores = new Map<number, number>();
  const undefinedAt: number[] = [];
  for (const key of listCells(target, granularity)) {
    const said = operands.map((operand) => operand.get(key) ?? null);
    const isSaid = said.some((value) => value !== null);
    if (!isSaid && !(unscored.kind === 'number' && unscored.everywhere)) continue;
    const values = unscored.kind === 'left-out' ? said : said.map((value) => value ?? unscored.value);
    const score = apply.value(values, said);
    if (score === undefined) undefinedAt.push(key);
    // Twelve digits: 0.1 + 0.2 is 0.3 to whoever reads it, whatever the order of the layers.
    else if (score !== null) scores.set(key, Number(score.toPrecision(12)) + 0);
  }
  return success({ scores, operands, undefinedAt });
}

/** @returns of the values that count, and those that were said */
type Apply = (values: readonly Value[], said: readonly Value[]) => Value | undefined;

function prepare(operation: Operation, layers: number): Result<Apply> {
  if (layers === 0) return refuse('operands-none', 'Choose the layers to combine.');
  switch (operation.kind) {
    case 'count':
      return success((_, said) => said.filter((value) => value !== null).length);
    case 'difference':
      if (layers !== 2) return refuse('operands-not-two', 'A difference is between two layers: a − b.');
      return success(([a = null, b = null]) => (a === null || b === null ? null : finite(a - b)));
    case 'weighted-mean':
      return prepareWeightedMean(operation.weights, layers);
    case 'formula': {
      const formula = parseFormula(operation.text, layers);
      return formula.ok ? success((values) => formula.value.evaluate(values)) : formula;
    }
    case 'mean':
    case 'sum':
    case 'min':
    case 'max': {
      const { kind } = operation;
      return success((values) => {
        const scored = values.filter((value) => value !== null);
        return scored.length === 0 ? null : finite(reduce(kind, scored));
      });
    }
  }
}

function prepareWeightedMean(weights: readonly number[], layers: number): Result<Apply> {
  const isSound = weights.length === layers && weights.every((weight) => Number.isFinite(weight) && weight >= 0);
  if (!isSound) return refuse('weights-unsound', 'Give each layer a weight of 0 or more.');
  return success((values) => {
    let sum = 0;
    let weight = 0;
    values.forEach((value, at) => {
      if (value === null) return;
      sum += value * (weights[at] ?? 0);
      weight += weights[at] ?? 0;
    });
    // Only layers without weight score here.
    return weight === 0 ? null : finite(sum / weight);
  });
}

function reduce(kind: 'mean' | 'sum' | 'min' | 'max', values: readonly number[]): number {
  switch (kind) {
    case 'min':
      return values.reduce((a, b) => Math.min(a, b));
    case 'max':
      return values.reduce((a, b) => Math.max(a, b));
    case 'sum':
      return add(values);
    case 'mean':
      return add(values) / values.length;
  }
}

/** In an order of their own, so that the order of the layers changes nothing. */
function add(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function refuse(code: string, message: string): Result<never> {
  return failure(issue('error', code, WHOLE_FILE, message));
}
