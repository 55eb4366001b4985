import type { Interval } from '../coverage/share';
import { BLIND } from '../coverage/state';
import type { Bound, Measure } from './plan';
import { averageByWeight } from './weighted-coverage';
import type { ChangedCell, GroupFigures } from './what-if';

/** Weighted coverage as sums over (technique, group) pairs, so that what a change brings is the sum of what it changes. */
export interface CoverageSums {
  readonly measure: Measure;
  /** 0 to 1; 0 where nothing that counts has a weight. */
  readonly coverage: Interval;
  /** Σ weight of all pairs that count; 0: nothing can be weighed. */
  readonly total: number;
  /** What the cells add to coverage, at both bounds. */
  gainOf(cells: readonly ChangedCell[]): Interval;
  /** Of one cell, at one bound. */
  gainOfCell(cell: ChangedCell, bound: Bound): number;
}

/** @param weights per technique of the catalog */
export function sumCoverage(
  groups: readonly GroupFigures[],
  weights: ArrayLike<number>,
  measure: Measure,
): CoverageSums {
  const counted = groups.flatMap(({ techniques, weight: groupWeight }) =>
    techniques.flatMap((technique, position) =>
      technique.state < BLIND ? [] : { figures: technique[measure], weight: (weights[position] ?? 0) * groupWeight },
    ),
  );
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  const average = (bound: Bound) =>
    total > 0
      ? averageByWeight(
          counted,
          ({ weight }) => weight,
          ({ figures }) => figures[bound],
        )
      : 0;
  const shareOf = (sum: number) => (total > 0 ? sum / total : 0);
  const weightOf = ({ technique, group }: ChangedCell) => (weights[technique] ?? 0) * (groups[group]?.weight ?? 0);
  return {
    measure,
    coverage: { low: average('low'), high: average('high') },
    total,
    gainOf(cells) {
      let [gainLow, gainHigh] = [0, 0];
      for (const cell of cells) {
        const weight = weightOf(cell);
        gainLow += weight * (cell.after[measure].low - cell.before[measure].low);
        gainHigh += weight * (cell.after[measure].high - cell.before[measure].high);
      }
      return { low: shareOf(gainLow), high: shareOf(gainHigh) };
    },
    gainOfCell: (cell, bound) => shareOf(weightOf(cell) * (cell.after[measure][bound] - cell.before[measure][bound])),
  };
}
