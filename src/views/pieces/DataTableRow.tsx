import { For, type JSX, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { CheckInput } from './CheckInput';
import type { RowSelection } from './create-row-selection';
import type { Column } from './DataTable';

export interface DataTableRowProps<Row> {
  readonly ref: (element: HTMLTableRowElement) => void;
  readonly row: Row;
  /** Among the rows as they are sorted. */
  readonly index: number;
  readonly rowKey: string;
  readonly labelId: string;
  readonly columns: readonly Column<Row>[];
  readonly selection: RowSelection | null;
  readonly isOpened: boolean;
  readonly onOpen: ((row: Row) => void) | undefined;
}

const CONTROLS = 'a, button, input, select, textarea, label, [popover]';

export function DataTableRow<Row>(props: DataTableRowProps<Row>) {
  let extend = false;
  const isSelected = () => props.selection?.isSelected(props.rowKey) ?? false;
  const name = () => props.columns[0]?.value(props.row) ?? props.rowKey;

  // The first cell's button is for keyboard and screen reader; a pointer may take the whole row.
  function openByPointer(event: MouseEvent): void {
    if (event.target instanceof Element && event.target.closest(CONTROLS) !== null) return;
    if (window.getSelection()?.isCollapsed === false) return;
    props.onOpen?.(props.row);
  }

  function show(column: Column<Row>): JSX.Element {
    if (column.cell !== undefined) return column.cell(props.row);
    const value = column.value(props.row);
    if (value === null) return <span class="data-table-missing">–</span>;
    return typeof value === 'number' ? formatCount(value) : value;
  }

  return (
    <tr
      ref={props.ref}
      class="data-table-row"
      aria-rowindex={props.index + 2}
      data-index={props.index}
      data-selected={isSelected() ? '' : undefined}
      data-opened={props.isOpened ? '' : undefined}
      data-openable={props.onOpen === undefined ? undefined : ''}
      onClick={openByPointer}
    >
      <Show when={props.selection}>
        {(selection) => (
          <td class="data-table-check">
            <CheckInput
              label={`Select ${name()}`}
              labelHidden
              checked={isSelected()}
              onClick={(event) => {
                extend = event.shiftKey;
              }}
              onChange={(isOn) => selection().toggle(props.rowKey, isOn, extend)}
            />
          </td>
        )}
      </Show>
      <For each={props.columns}>
        {(column, position) => (
          <td
            class="data-table-cell"
            data-title={column.title}
            data-first={position() === 0 ? '' : undefined}
            data-numeric={column.numeric === true ? '' : undefined}
          >
            <Show when={position() === 0 && props.onOpen !== undefined} fallback={show(column)}>
              <button
                type="button"
                class="data-table-open"
                aria-expanded={props.isOpened}
                onClick={() => props.onOpen?.(props.row)}
              >
                {show(column)}
              </button>
            </Show>
          </td>
        )}
      </For>
    </tr>
  );
}
