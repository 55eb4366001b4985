import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatExactPercent, formatMoney, formatShortAmount } from '../../../domain/planning/plan-figures';
import type { BudgetPoint } from '../../../state/frontier';
import { createWidth } from '../../inventory/fit-columns';
import { makeScale } from './frontier-scale';
import './FrontierChart.css';

export interface FrontierChartProps {
  readonly points: readonly BudgetPoint[];
  /** Coverage today; NaN while not known. */
  readonly before: number;
  readonly budget: number | null;
  readonly currency: string;
  readonly onChoose: (budget: number) => void;
}

const HEIGHT = 280;
const MARGIN = { top: 16, right: 16, bottom: 44, left: 56 };
const NARROWEST = 280;
/** Before its width is known, and where nothing is drawn. */
const USUAL = 640;

/** The best coverage for every budget: steps, of which each can be chosen. */
export function FrontierChart(props: FrontierChartProps) {
  const [measured, observeWidth] = createWidth();
  const width = () => (Number.isFinite(measured()) ? Math.max(NARROWEST, measured()) : USUAL);
  const highest = () =>
    Math.max(...props.points.flatMap(({ after, bound, isProven }) => [after, isProven ? after : bound]));
  const lowest = () =>
    Math.min(...props.points.map(({ after }) => after), ...(Number.isFinite(props.before) ? [props.before] : []));
  const x = createMemo(() =>
    makeScale(
      0,
      Math.max(1, ...props.points.map(({ budget }) => budget)),
      width() < 480 ? 4 : 7,
      MARGIN.left,
      width() - MARGIN.right,
    ),
  );
  const y = createMemo(() => {
    const room = Math.max(0.005, highest() - lowest());
    return makeScale(
      Math.max(0, lowest() - room * 0.05),
      Math.min(1, highest() + room * 0.05),
      6,
      HEIGHT - MARGIN.bottom,
      MARGIN.top,
    );
  });
  const line = () => {
    const [first, ...others] = props.points;
    if (first === undefined) return '';
    // It rises where the plan can be paid, which is below the budget it was sought for.
    const steps = others.map(({ cost, after }, at) =>
      after > (props.points[at]?.after ?? 0) ? `H${x().place(cost)}V${y().place(after)}` : '',
    );
    return `M${x().place(first.budget)} ${y().place(first.after)}${steps.join('')}H${x().place(x().high)}`;
  };
  // One stop for the tab key; arrows move along the steps.
  const [at, setAt] = createSignal<number | null>(null);
  const current = () => {
    const chosen = props.points.findIndex(({ budget }) => budget === props.budget);
    return at() ?? Math.max(0, chosen);
  };
  let buttons: HTMLDivElement | undefined;

  function move(event: KeyboardEvent): void {
    const last = props.points.length - 1;
    const next = {
      ArrowRight: current() + 1,
      ArrowUp: current() + 1,
      ArrowLeft: current() - 1,
      ArrowDown: current() - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = Math.min(last, Math.max(0, next));
    setAt(to);
    buttons?.querySelectorAll('button')[to]?.focus();
  }

  const nameOf = (point: BudgetPoint) => {
    const sure = point.isProven ? 'proven' : `at most ${formatExactPercent(point.bound)}`;
    return `${formatMoney(Math.floor(point.budget), props.currency)}: ${formatExactPercent(point.after)}, ${sure}`;
  };

  return (
    <figure class="frontier-chart" ref={observeWidth}>
      <div class="frontier-chart-plot">
        <svg width={width()} height={HEIGHT} viewBox={`0 0 ${width()} ${HEIGHT}`} aria-hidden="true">
          <For each={y().ticks}>
            {(tick) => (
              <>
                <line
                  class="frontier-grid"
                  x1={MARGIN.left}
                  x2={width() - MARGIN.right}
                  y1={y().place(tick)}
                  y2={y().place(tick)}
                />
                <text class="frontier-label" x={MARGIN.left - 8} y={y().place(tick) + 4} text-anchor="end">
                  {formatExactPercent(tick)}
                </text>
              </>
            )}
          </For>
          <For each={x().ticks}>
            {(tick) => (
              <text class="frontier-label" x={x().place(tick)} y={HEIGHT - MARGIN.bottom + 18} text-anchor="middle">
                {formatShortAmount(tick)}
              </text>
            )}
          </For>
          <text class="frontier-label" x={width() - MARGIN.right} y={HEIGHT - 6} text-anchor="end">
            Budget{props.currency === '' ? '' : `, ${props.currency}`}
          </text>
          <Show when={Number.isFinite(props.before)}>
            <line
              class="frontier-before"
              x1={MARGIN.left}
              x2={width() - MARGIN.right}
              y1={y().place(props.before)}
              y2={y().place(props.before)}
            />
            <text class="frontier-label" x={width() - MARGIN.right} y={y().place(props.before) - 5} text-anchor="end">
              today {formatExactPercent(props.before)}
            </text>
          </Show>
          <Show when={props.budget !== null && props.budget <= x().high ? props.budget : null}>
            {(budget) => (
              <>
                <line
                  class="frontier-budget"
                  x1={x().place(budget())}
                  x2={x().place(budget())}
                  y1={MARGIN.top}
                  y2={HEIGHT - MARGIN.bottom}
                />
                <text
                  class="frontier-label"
                  x={x().place(budget()) + (x().place(budget()) > width() / 2 ? -5 : 5)}
                  y={MARGIN.top + 2}
                  text-anchor={x().place(budget()) > width() / 2 ? 'end' : 'start'}
                >
                  your budget
                </text>
              </>
            )}
          </Show>
          <path class="frontier-line" d={line()} />
          <For each={props.points}>
            {(point) => (
              <g
                class="frontier-point"
                data-proven={point.isProven ? '' : undefined}
                data-current={point.budget === props.budget ? '' : undefined}
              >
                <Show when={!point.isProven}>
                  <path
                    class="frontier-whisker"
                    d={`M${x().place(point.budget)} ${y().place(point.after)}V${y().place(point.bound)}m-4 0h8`}
                  />
                </Show>
                <circle
                  cx={x().place(point.budget)}
                  cy={y().place(point.after)}
                  r={point.budget === props.budget ? 6 : 4}
                />
              </g>
            )}
          </For>
        </svg>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw, and name, a form. */}
        <div ref={buttons} class="frontier-buttons" role="group" aria-label="Best plan by budget" on:keydown={move}>
          <For each={props.points}>
            {(point, position) => (
              <button
                type="button"
                class="frontier-button"
                tabindex={position() === current() ? 0 : -1}
                aria-label={nameOf(point)}
                aria-pressed={point.budget === props.budget}
                title={nameOf(point)}
                style={{ '--x': `${x().place(point.budget)}px`, '--y': `${y().place(point.after)}px` }}
                on:focus={() => setAt(position())}
                onClick={() => props.onChoose(point.budget)}
              />
            )}
          </For>
        </div>
      </div>
      <figcaption class="best-note">
        Filled: proven the best. Hollow: the best found, the line above it ends at what is possible at most. Between two
        points at least the line can be had, perhaps more: choose a point to set its budget, or enter one.
      </figcaption>
    </figure>
  );
}
