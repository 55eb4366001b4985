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
  let total = 0;
  const share = { low: 0, high: 0 };
  const strength = { low: 0, high: 0 };
  for (let technique = 0; technique < coverage.states.length; technique++) {
    const weight = (weights[technique] ?? 0) * (coverage.countedWeights[technique] ?? 0);
    if (weight === 0) continue;
    total += weight;
    share.low += weight * (coverage.shareLow[technique] ?? 0);
    share.high += weight * (coverage.shareHigh[technique] ?? 0);
    strength.low += weight * (coverage.strengthLow[technique] ?? 0);
    strength.high += weight * (coverage.strengthHigh[technique] ?? 0);
  }
  if (total === 0) return null;
  const divide = ({ low, high }: Interval) => ({ low: low / total, high: high / total });
  return { share: divide(share), strength: divide(strength) };
}

/** What is counted where the objective leaves it to us: strength where everything that counts is rated, else share. */
export function settleMeasure({ measure }: Pick<Objective, 'measure'>, estates: readonly Estate[]): Measure {
  if (measure !== null) return measure;
  const observers = estates.flatMap(({ groups }) => groups.flatMap((group) => group.observers));
  return observers.length > 0 && !observers.some(({ deployment }) => isUnrated(deployment)) ? 'strength' : 'share';
}
