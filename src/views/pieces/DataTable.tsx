import { createWindowVirtualizer, measureElement, type Virtualizer } from '@tanstack/solid-virtual';
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
import { createRowSelection } from './create-row-selection';
import { DataTableBar } from './DataTableBar';
import { DataTableHead } from './DataTableHead';
import { DataTableRow } from './DataTableRow';
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
const ROW_PX = 37;
/** What is drawn in one task: a few milliseconds' worth. */
const CELLS_AT_ONCE = 120;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const id = createUniqueId();
  const [sorting, setSorting] = createSignal<Sorting | null>(null);
  const sorted = createMemo(() => {
    const order = sorting();
    const column = props.columns.find((candidate) => candidate.id === order?.columnId);
    return order === null || column === undefined ? props.rows : sortRows(props.rows, column.value, order.descending);
  });
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
  const virtualizer = createWindowVirtualizer<HTMLTableRowElement>({
    get count() {
      return isVirtual() ? sorted().length : 0;
    },
    get scrollMargin() {
      return offset();
    },
    overscan: 12,
    estimateSize: () => ROW_PX,
    // The true height comes with the observer, after layout: asking for it as soon as a row is made forces one.
    measureElement: (element, entry, instance) =>
      entry === undefined ? findKnownSize(instance, element) : measureElement(element, entry, instance),
  });
  const wanted = createMemo<readonly number[]>(() =>
    isVirtual() ? virtualizer.getVirtualItems().map(({ index }) => index) : sorted().map((_, index) => index),
  );
  const growth = createGrowth(
    () => wanted().length,
    () => Math.max(4, Math.round(CELLS_AT_ONCE / props.columns.length)),
  );
  // What is printed is printed whole.
  const shown = createMemo(() => (isPrinting() ? wanted() : wanted().slice(0, growth())));
  const before = () => (isVirtual() ? (virtualizer.getVirtualItems()[0]?.start ?? offset()) - offset() : 0);
  const after = () => {
    const last = virtualizer.getVirtualItems()[shown().length - 1];
    if (isVirtual()) return virtualizer.getTotalSize() - ((last?.end ?? offset()) - offset());
    return (wanted().length - shown().length) * ROW_PX;
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
                        if (isVirtual()) queueMicrotask(() => virtualizer.measureElement(element));
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

function findKnownSize(
  { options, indexFromElement, itemSizeCache }: Virtualizer<Window, HTMLTableRowElement>,
  element: HTMLTableRowElement,
): number {
  return itemSizeCache.get(options.getItemKey(indexFromElement(element))) ?? ROW_PX;
}
