import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import { createPreference } from '../../state/preferences';
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

export interface CreatedColumns<Row> {
  readonly all: readonly FittingColumn<Row>[];
  readonly shown: Accessor<readonly Column<Row>[]>;
  /** Ids of the columns that were asked for; `null`: as many as fit. */
  readonly chosen: Accessor<readonly string[] | null>;
  isShown(id: string): boolean;
  toggle(id: string, isOn: boolean): void;
  fit(): void;
}

/** The columns of a table as they fit, or as they were chosen on this device. The first, which names the row, stays. */
export function createColumns<Row>(
  name: string,
  all: readonly FittingColumn<Row>[],
  width: Accessor<number>,
): CreatedColumns<Row> {
  const [chosen, setChosen] = createPreference<readonly string[] | null>(`columns.${name}`, null, (stored) =>
    Array.isArray(stored) ? stored.filter((id) => all.some((column) => column.id === id)) : null,
  );
  const shown = createMemo(() => {
    const ids = chosen();
    return ids === null ? fitColumns(all, width()) : all.filter(({ id }, at) => at === 0 || ids.includes(id));
  });
  return {
    all,
    shown,
    chosen,
    isShown: (id) => shown().some((column) => column.id === id),
    toggle(id, isOn) {
      const present = shown().map((column) => column.id);
      setChosen(isOn ? [...present, id] : present.filter((other) => other !== id));
    },
    fit: () => setChosen(null),
  };
}
