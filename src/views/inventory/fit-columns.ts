import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Column } from '../pieces/DataTable';

/** A column that is shown where there is room for it; what it says also stands on the record itself. */
export interface FittingColumn<Row> extends Column<Row> {
  /** Least width of the table, in px; always shown where absent. */
  readonly from?: number;
  /** Where rows are stacked, height is what is short: shown there only if this is set. */
  readonly stacked?: boolean;
}

/** The same line as in the table's style sheet. */
const STACKED = '(width < 600px)';

export function fitColumns<Row>(columns: readonly FittingColumn<Row>[], width: number): readonly Column<Row>[] {
  const isStacked = matchMedia(STACKED).matches;
  return columns.filter(({ from = 0, stacked }) => (isStacked ? stacked === true : width >= from));
}

/** Width of an element in px, now and whenever it changes. */
export function createWidth(): readonly [Accessor<number>, (element: HTMLElement) => void] {
  const [width, setWidth] = createSignal(Number.POSITIVE_INFINITY);
  const observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined) setWidth(entry.contentRect.width);
  });
  onCleanup(() => observer.disconnect());
  return [width, (element) => observer.observe(element)];
}
