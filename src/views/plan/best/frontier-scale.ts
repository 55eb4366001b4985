/** Where the points of a chart lie, and which round numbers its axes name. */

export interface Scale {
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
  /** In px. */
  place(value: number): number;
}

/**
 * From `low` to `high` in round steps of 1, 2, 2.5 or 5.
 * @param most ticks
 * @param from px of `low`, which may lie above those of `high`
 */
export function makeScale(low: number, high: number, most: number, from: number, to: number): Scale {
  const step = findStep((high - low) / Math.max(1, most - 1));
  const start = Math.floor(low / step + 1e-9) * step;
  const steps = Math.max(1, Math.ceil((high - start) / step - 1e-9));
  const end = start + steps * step;
  return {
    ticks: Array.from({ length: steps + 1 }, (_, at) => Number((start + at * step).toPrecision(12))),
    low: start,
    high: end,
    place: (value) => from + ((value - start) / (end - start)) * (to - from),
  };
}

function findStep(rough: number): number {
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => rough <= candidate * power * (1 + 1e-9)) ?? 10;
  return factor * power;
}
