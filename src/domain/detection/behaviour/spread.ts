/** Measures that a few outliers do not move. All take sorted values unless they say otherwise. */

export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const [from, to] = [sorted[low] ?? Number.NaN, sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN];
  return from + (to - from) * (place - low);
}

export function median(sorted: ArrayLike<number>): number {
  return quantile(sorted, 0.5);
}

/** Median distance from the median. */
export function medianDeviation(sorted: ArrayLike<number>, middle = median(sorted)): number {
  const distances = Float64Array.from(sorted, (value) => Math.abs(value - middle));
  return median(distances.sort());
}

/** Bowley's skewness, from quartiles: 0 symmetric, −1 and 1 all on one side. */
export function quartileSkew(sorted: ArrayLike<number>): number {
  const [low, middle, high] = [quantile(sorted, 0.25), median(sorted), quantile(sorted, 0.75)];
  return high === low ? 0 : (low + high - 2 * middle) / (high - low);
}

export function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
