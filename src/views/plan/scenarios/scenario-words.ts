import type { Interval } from '../../../domain/coverage/share';
import { formatCount, formatCounted } from '../../../domain/format';
import type { Bound, Measure } from '../../../domain/planning/plan';
import { decimalsOfDifference } from '../../../domain/planning/plan-figures';
import type { ScenarioCost } from '../../../domain/planning/scenario-cost';
import type { ScenarioFigures } from '../../../domain/planning/scenario-result';
import { formatCost } from '../../inventory/inventory-words';

/** How results of scenarios are put on the screen. */

const SPACE = '\u00a0';

/** "42.9 %", or both bounds. */
export function formatWeighted({ low, high }: Interval, decimals: number): string {
  const [from, to] = [low, high].map((share) => writeNumber(share * 100, decimals));
  return from === to ? `${to}${SPACE}%` : `${from}–${to}${SPACE}%`;
}

/** With which both sides and their difference agree as they are written. */
export function decimalsOf(figures: ScenarioFigures): number {
  const { before, after } = weightedOf(figures);
  if (before === null || after === null) return 1;
  return Math.max(decimalsOfDifference(before.low, after.low), decimalsOfDifference(before.high, after.high));
}

export function weightedOf({ before, after, measure }: ScenarioFigures): {
  readonly before: Interval | null;
  readonly after: Interval | null;
} {
  return { before: before.weighted?.[measure] ?? null, after: after.weighted?.[measure] ?? null };
}

/** In percentage points, of one bound. */
export function deltaOf(figures: ScenarioFigures, bound: Bound): number | null {
  const { before, after } = weightedOf(figures);
  return before === null || after === null ? null : (after[bound] - before[bound]) * 100;
}

/** "+12.4 points", of the bound that the objective promises. */
export function formatDelta(figures: ScenarioFigures, bound: Bound): string {
  const delta = deltaOf(figures, bound);
  return delta === null ? 'no weight to compare by' : `${writePoints(delta, decimalsOf(figures))}${SPACE}points`;
}

/** "+12.4 points", or "+12.4 points at the lower bound, +11.9 at the upper". */
export function formatBothDeltas(figures: ScenarioFigures): string {
  const [low, high] = [deltaOf(figures, 'low'), deltaOf(figures, 'high')];
  if (low === null || high === null) return '';
  const [a, b] = [low, high].map((delta) => writePoints(delta, decimalsOf(figures)));
  return a === b ? `${a}${SPACE}points` : `${a}${SPACE}points at the lower bound, ${b} at the upper`;
}

function writePoints(delta: number, decimals: number): string {
  return writeNumber(delta, decimals, 'exceptZero').replace('-', '−');
}

function writeNumber(value: number, decimals: number, signDisplay: 'auto' | 'exceptZero' = 'auto'): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat('en', { ...digits, signDisplay }).format(value);
}

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  share: 'share of hosts',
  strength: 'share × quality',
};

/** "With it you see 31 more techniques and 2 fewer": telemetry for an analytic, in some group. */
export function describeResult({ flows }: Pick<ScenarioFigures, 'flows'>): string {
  const { gained = 0, lost = 0 } = flows.find(({ state }) => state === 'runs') ?? {};
  if (gained === 0 && lost === 0) return 'With it you see the same techniques as today';
  const more = gained > 0 ? formatCounted(gained, 'more technique', 'more techniques') : '';
  const fewer =
    lost > 0
      ? gained > 0
        ? `${formatCount(lost)} fewer`
        : formatCounted(lost, 'technique fewer', 'techniques fewer')
      : '';
  return `With it you see ${[more, fewer].filter((part) => part !== '').join(', ')}`;
}

export function describeCost({ sums, unstated }: ScenarioCost): string {
  const parts = sums.flatMap(({ currency, perYear, once }) => [
    ...(perYear === 0 ? [] : [formatCost({ amount: perYear, currency, per: 'year' })]),
    ...(once === 0 ? [] : [formatCost({ amount: once, currency, per: 'once' })]),
  ]);
  if (parts.length === 0 && unstated === 0) return sums.length > 0 ? 'nothing' : '–';
  if (parts.length === 0) return 'not stated';
  return `${parts.join(' + ')}${unstated === 0 ? '' : `; ${formatCount(unstated)} not stated`}`;
}

/** A name that no other scenario has: "With Zeek", "With Zeek 2". */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted} ${number}`)) number++;
  return `${wanted} ${number}`;
}
