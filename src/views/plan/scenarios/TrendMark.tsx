import type { Trend } from '../../../domain/planning/technique-changes';

/** The sign of a change, beside or in place of its colour. */
export const TREND_SIGNS: Readonly<Record<Trend, string>> = {
  better: '▲',
  worse: '▼',
  more: '+',
  less: '−',
  mixed: '±',
  nearer: '›',
  farther: '‹',
};

export function TrendMark(props: { readonly trend: Trend }) {
  return (
    <span class="trend-mark" data-trend={props.trend} aria-hidden="true">
      {TREND_SIGNS[props.trend]}
    </span>
  );
}
