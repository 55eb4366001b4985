import type { Coverage } from '../coverage/coverage';
import type { Estate } from '../coverage/estate';
import type { Interval } from '../coverage/share';
import { isUnrated } from '../sensors/inventory-summary';
import type { Measure, Objective } from './plan';

/** Coverage under a profile of weights, in both measures; `null` where nothing that counts has a weight. */
export type WeightedCoverage = Readonly<Record<Measure, Interval>> | null;

/**
 * Σ weight × share × quality / Σ weight over the (technique, group) pairs that count (coverage model, "Weights").
 * @param weights per technique of the catalog
 */
export function computeWeightedCoverage(coverage: Coverage, weights: ArrayLike<number>): WeightedCoverage {
  const average = (values: ArrayLike<number>) =>
    averageByWeight(
      coverage.states.keys(),
      (technique) => (weights[technique] ?? 0) * (coverage.countedWeights[technique] ?? 0),
      (technique) => values[technique] ?? 0,
    );
  const share = { low: average(coverage.shareLow), high: average(coverage.shareHigh) };
  if (Number.isNaN(share.low)) return null;
  return { share, strength: { low: average(coverage.strengthLow), high: average(coverage.strengthHigh) } };
}

/** Σ weight × value / Σ weight, as every weighted figure is; NaN where nothing has a weight. */
export function averageByWeight<Item>(
  items: Iterable<Item>,
  weightOf: (item: Item) => number,
  figureOf: (item: Item) => number,
): number {
  let [reached, total] = [0, 0];
  for (const item of items) {
    const weight = weightOf(item);
    if (weight === 0) continue;
    total += weight;
    reached += weight * figureOf(item);
  }
  return total === 0 ? Number.NaN : reached / total;
}

/** What is counted where the objective leaves it to us: strength where everything that counts is rated, else share. */
export function settleMeasure({ measure }: Pick<Objective, 'measure'>, estates: readonly Estate[]): Measure {
  if (measure !== null) return measure;
  const observers = estates.flatMap(({ groups }) => groups.flatMap((group) => group.observers));
  return observers.length > 0 && !observers.some(({ deployment }) => isUnrated(deployment)) ? 'strength' : 'share';
}
