import type { Observer } from '../coverage/estate';
import type { Bound, Measure } from '../planning/plan';
import type { Variant } from './variants';

/** A state of a deployment that feeds a component in a group: how far, and how well. */
export interface Feeding {
  readonly variant: Variant;
  /** Of the group's hosts, 0 to 1, at the objective's bound. */
  readonly share: number;
  /** 0 to 1, at the same bound; 1 where quality is not counted. */
  readonly quality: number;
}

export function readFeeding({ share, quality }: Observer, variant: Variant, measure: Measure, bound: Bound): Feeding {
  return { variant, share: share[bound], quality: measure === 'share' ? 1 : quality[bound] };
}

/**
 * How much of a group one component can be fed in at all, by some of its feeders: ∫ over quality of the largest share
 * (at least) or of the sum of shares (at most). No analytic that needs the component covers more. The whole is
 * submodular, so that what feeders add one by one is no less than what they add together.
 */
export function computeReach(feedings: readonly Feeding[], bound: Bound): number {
  // Overlaps are not known: at most, shares add up, whatever their quality.
  if (bound === 'high')
    return Math.min(
      1,
      feedings.reduce((sum, { share }) => sum + share, 0),
    );
  const levels = [...new Set(feedings.map(({ quality }) => quality))].sort((a, b) => a - b);
  let below = 0;
  let reach = 0;
  for (const level of levels) {
    let widest = 0;
    for (const { share, quality } of feedings) if (quality >= level) widest = Math.max(widest, share);
    reach += (level - below) * widest;
    below = level;
  }
  return reach;
}
