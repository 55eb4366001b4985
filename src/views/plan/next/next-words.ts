import { formatCounted } from '../../../domain/format';
import type { Grain } from '../../../domain/planning/next-candidates';
import type { Bound, Measure } from '../../../domain/planning/plan';
import { formatExactPercent } from '../../../domain/planning/plan-figures';
import type { NextRow } from '../../../state/next-best';

export type NextView = Grain | 'pairs';

export const VIEW_WORDS: Readonly<Record<NextView, { readonly label: string; readonly title: string }>> = {
  sensor: { label: 'Sensors', title: 'Each sensor of the library and your own, on every group that it is made for' },
  'event-set': { label: 'Event sets', title: 'What is switched off in a sensor that you have' },
  'log-source': { label: 'Log sources', title: 'By the names ATT&CK gives them, whatever product has them' },
  component: { label: 'Data components', title: 'Whatever shows them' },
  own: { label: 'Planned', title: 'Planned and candidate deployments, and options of the plan' },
  pairs: { label: 'Pairs', title: 'Two additions that bring more together than each by itself' },
};

export const VIEW_NOUNS: Readonly<Record<Grain, readonly [one: string, many: string]>> = {
  sensor: ['sensor', 'sensors'],
  'event-set': ['event set', 'event sets'],
  'log-source': ['log source', 'log sources'],
  component: ['data component', 'data components'],
  own: ['planned addition', 'planned additions'],
};

const ONE_DECIMAL = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Points of a hundred, 0.0234 is "+2.3"; what is not nothing is never written as nothing. */
export function formatPoints(gain: number): string {
  if (Math.abs(gain) < 1e-9) return '0.0';
  const points = ONE_DECIMAL.format(Math.abs(gain) * 100);
  return `${gain < 0 ? '−' : '+'}${points === '0.0' ? '<0.1' : points}`;
}

export function describeBest(row: NextRow, before: number, bound: Bound): string {
  const verb = row.grain === 'event-set' ? 'Switching on' : 'Adding';
  const gain = row.gain[bound];
  const more = row.newlyRun.length;
  const runs =
    more > 0
      ? `would let analytics run for ${formatCounted(more, 'more technique')}`
      : 'would let analytics run on more hosts';
  const change =
    gain > 1e-9 ? `, and take coverage from ${formatExactPercent(before)} to ${formatExactPercent(before + gain)}` : '';
  return `${verb} ${row.title} ${runs}${change}.`;
}

/** Points per thousand of the currency; `null` without a price. */
export function ratePerCost(row: NextRow, bound: Bound): number | null {
  if (row.price === null) return null;
  return row.price === 0 ? Number.POSITIVE_INFINITY : (row.gain[bound] * 100) / (row.price / 1000);
}

export function formatPerCost(rate: number | null): string {
  if (rate === null) return '';
  return Number.isFinite(rate) ? rate.toFixed(rate < 0.1 ? 3 : 2) : 'free';
}

/** Where nothing is chosen, it is said what is counted, and why the best plan may count otherwise. */
export function describeAutomatic(measure: Measure, measureOfPlan: Measure | null): string {
  const here =
    measure === 'share'
      ? ' Counted is the share of hosts: nobody has rated yet what is not there.'
      : ' Counted is share × quality.';
  return measureOfPlan === null || measureOfPlan === measure
    ? here
    : `${here} The best plan counts ${MEASURE_WORDS[measureOfPlan]}, since all of its options are rated, so its figures are others.`;
}

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  strength: 'share × quality',
  share: 'share of hosts',
};
