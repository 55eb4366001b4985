import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  onCleanup,
  onMount,
  Show,
} from 'solid-js';
import { createInPieces } from './create-in-pieces';
import { createRowSelection } from './create-row-selection';
import { DataTableBar } from './DataTableBar';
import { DataTableHead } from './DataTableHead';
import { DataTableRow } from './DataTableRow';
import { createRowWindow, ROW_PX } from './row-window';
import { type Sorting, sortRows } from './sort-rows';
import { createGrowth, takeTurn } from './turns';
import './DataTable.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** What the column is sorted by, and shows where `cell` says nothing else. */
  readonly value: (row: Row) => string | number | null;
  readonly cell?: ((row: Row) => JSX.Element) | undefined;
  readonly numeric?: boolean | undefined;
  /** A track of a CSS grid, `8rem` or `minmax(8rem, 2fr)`. */
  readonly width?: string | undefined;
}

export interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** The first one names the row; with `onOpen` its text is the button, so it holds no control of its own. */
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Keys of the chosen rows; without `onSelect` there is nothing to choose. */
  readonly selected?: ReadonlySet<string> | undefined;
  readonly onSelect?: ((selected: ReadonlySet<string>) => void) | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Key of the row that is open beside the table. */
  readonly opened?: string | null | undefined;
  /** What can be done with the chosen rows; shown while there are any. */
  readonly bulkActions?: JSX.Element | undefined;
  /** What can be set about the table itself; shown while no rows are chosen. */
  readonly tools?: JSX.Element | undefined;
  /** Told what lists the keys of all rows in the order they are shown; of thousands, nobody lists them for nothing. */
  readonly onOrder?: ((listKeys: () => readonly string[]) => void) | undefined;
  /** In place of the table when there are no rows. */
  readonly empty: JSX.Element;
  /** How the rows are sorted as they come: "by gain". */
  readonly order?: string | undefined;
  /** What the rows are: "deployments". */
  readonly noun?: string | undefined;
}

/** Below this many rows all are in the page, so that the browser finds and prints them. */
const VIRTUAL_FROM = 200;
/** What is drawn in one task: a few milliseconds' worth. */
const CELLS_AT_ONCE = 120;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const id = createUniqueId();
  const [sorting, setSorting] = createSignal<Sorting | null>(null);
  const inOrder = createInPieces(
    () => {
      const order = sorting();
      const column = props.columns.find(({ id: columnId }) => columnId === order?.columnId);
      return { rows: props.rows, value: column?.value, descending: order?.descending ?? false };
    },
    function* ({ rows, value, descending }) {
      return value === undefined ? null : yield* sortRows(rows, value, descending);
    },
  );
  const sorted = createMemo(() => (sorting() === null ? props.rows : (inOrder() ?? props.rows)));
  const keys = () => sorted().map((row) => props.rowKey(row));
  createEffect(() => props.onOrder?.(keys));
  const selection = createRowSelection(
    keys,
    () => props.selected ?? new Set(),
    (selected) => props.onSelect?.(selected),
  );
  const isSelectable = () => props.onSelect !== undefined;
  const tracks = () =>
    [
      ...(isSelectable() ? ['var(--data-table-check)'] : []),
      ...props.columns.map(({ width, numeric }) => width ?? (numeric ? 'minmax(4.5rem, 0.5fr)' : 'minmax(6rem, 1fr)')),
    ].join(' ');

  const [isPrinting, setPrinting] = createSignal(false);
  const [offset, setOffset] = createSignal(0);
  let body: HTMLTableSectionElement | undefined;
  const isVirtual = () => sorted().length >= VIRTUAL_FROM && !isPrinting();
  const step = () => Math.max(4, Math.round(CELLS_AT_ONCE / props.columns.length));
  const visible = createRowWindow(() => (isVirtual() ? sorted().length : 0), offset, step);
  const all = createMemo<readonly number[]>(() => (isVirtual() ? [] : sorted().map((_, index) => index)));
  const growth = createGrowth(() => all().length, step);
  const shown = createMemo<readonly number[]>(() => {
    if (isVirtual()) return visible.indexes();
    // What is printed is printed whole.
    return isPrinting() ? all() : all().slice(0, growth());
  });
  const before = () => (isVirtual() ? visible.startOf(shown()[0] ?? 0) : 0);
  const after = () => {
    if (!isVirtual()) return (all().length - shown().length) * ROW_PX;
    return visible.startOf(sorted().length) - visible.startOf((shown().at(-1) ?? -1) + 1);
  };

  onMount(() => {
    let giveUp = () => {};
    const measure = () => {
      const top = Math.round((body?.getBoundingClientRect().top ?? 0) + window.scrollY);
      giveUp();
      // Not at once: the other tables of the page measure in the same frame, and each change would cost them a layout.
      if (top !== offset()) giveUp = takeTurn(() => setOffset(top));
    };
    // Called first when the page stands; then what is above the table grows and shrinks.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    const controller = new AbortController();
    addEventListener('beforeprint', () => setPrinting(true), { signal: controller.signal });
    addEventListener('afterprint', () => setPrinting(false), { signal: controller.signal });
    onCleanup(() => {
      observer.disconnect();
      giveUp();
      controller.abort();
    });
  });

  return (
    <Show when={props.rows.length > 0} fallback={props.empty}>
      <div class="data-table" style={{ '--data-table-tracks': tracks() }}>
        <DataTableBar
          rows={sorted().length}
          noun={props.noun ?? 'rows'}
          columns={props.columns}
          order={props.order ?? 'as entered'}
          sorting={sorting()}
          onSort={setSorting}
          selectedCount={selection.count()}
          onClearSelection={() => props.onSelect?.(new Set())}
          bulkActions={props.bulkActions}
          tools={props.tools}
        />
        <table class="data-table-table" aria-label={props.label} aria-rowcount={sorted().length + 1}>
          <DataTableHead
            columns={props.columns}
            sorting={sorting()}
            onSort={setSorting}
            selection={isSelectable() ? selection : null}
          />
          <tbody
            ref={body}
            class="data-table-body"
            style={{ 'padding-block-start': `${before()}px`, 'padding-block-end': `${after()}px` }}
          >
            <For each={shown()}>
              {(index) => (
                // Not keyed by record: a row whose record changes would be built anew, and lose the focus within it.
                <Show when={sorted()[index]}>
                  {(row) => (
                    <DataTableRow
                      ref={(element) => {
                        if (isVirtual()) visible.observe(element);
                      }}
                      row={row()}
                      index={index}
                      rowKey={props.rowKey(row())}
                      labelId={`${id}-${index}`}
                      columns={props.columns}
                      selection={isSelectable() ? selection : null}
                      isOpened={props.opened === props.rowKey(row())}
                      onOpen={props.onOpen}
                    />
                  )}
                </Show>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Show>
  );
}
