import type { Interval } from '../../../domain/coverage/share';
import { formatCount, formatCounted } from '../../../domain/format';
import type { Bound, Measure } from '../../../domain/planning/plan';
import type { ScenarioCost } from '../../../domain/planning/scenario-cost';
import type { ScenarioFigures } from '../../../domain/planning/scenario-result';
import { formatCost } from '../../inventory/inventory-words';

/** How results of scenarios are put on the screen. */

const PERCENT = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const POINTS = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const SPACE = '\u00a0';

/** "42.9 %", or both bounds. */
export function formatWeighted({ low, high }: Interval): string {
  const [from, to] = [PERCENT.format(low * 100), PERCENT.format(high * 100)];
  return from === to ? `${to}${SPACE}%` : `${from}–${to}${SPACE}%`;
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
  return delta === null ? 'no weight to compare by' : `${writePoints(delta)}${SPACE}points`;
}

/** "+12.4 points", or "+12.4 points at the lower bound, +11.9 at the upper". */
export function formatBothDeltas(figures: ScenarioFigures): string {
  const [low, high] = [deltaOf(figures, 'low'), deltaOf(figures, 'high')];
  if (low === null || high === null) return '';
  const [a, b] = [writePoints(low), writePoints(high)];
  return a === b ? `${a}${SPACE}points` : `${a}${SPACE}points at the lower bound, ${b} at the upper`;
}

function writePoints(delta: number): string {
  return POINTS.format(delta).replace('-', '−');
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
