import type { LimitingQuality } from '../sensors/data-quality';
import type { AnalyticExplanation } from './explain';

/** What holds the strength of an analytic down. */
export type StrengthLimit =
  | { readonly kind: 'quality'; readonly limiting: LimitingQuality; readonly sensorName: string }
  /** A component rests on unrated deployments alone: the strength is a range for that reason. */
  | { readonly kind: 'unrated'; readonly sensorName: string }
  /** All data is as good as can be; the share of hosts decides. */
  | { readonly kind: 'share' };

/**
 * The weakest essential component at the best quality it can have, as in "share × quality of its weakest essential
 * component"; `null` for an analytic that does not run.
 */
export function findStrengthLimit(analytic: AnalyticExplanation): StrengthLimit | null {
  if (analytic.state !== 'runs') return null;
  let limit: StrengthLimit = { kind: 'share' };
  for (const { isSupporting, feeders } of analytic.needs) {
    if (isSupporting) continue;
    const rated = feeders.flatMap(({ quality, sensorName }) =>
      quality === null ? [] : [{ limiting: quality, sensorName }],
    );
    const [first, ...others] = rated;
    if (first === undefined) return { kind: 'unrated', sensorName: feeders[0]?.sensorName ?? '' };
    const best = others.reduce((a, b) => (b.limiting.quality > a.limiting.quality ? b : a), first);
    const lowest = limit.kind === 'quality' ? limit.limiting.quality : 1;
    if (best.limiting.quality < lowest) limit = { kind: 'quality', ...best };
  }
  return limit;
}
