import ArrowDown from 'lucide-solid/icons/arrow-down';
import ArrowUp from 'lucide-solid/icons/arrow-up';
import { For, Show } from 'solid-js';
import { CheckInput } from './CheckInput';
import type { RowSelection } from './create-row-selection';
import type { Column } from './DataTable';
import type { Sorting } from './sort-rows';

export interface DataTableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
  readonly selection: RowSelection | null;
}

export function DataTableHead<Row>(props: DataTableHeadProps<Row>) {
  const directionOf = (column: Column<Row>) => {
    if (props.sorting?.columnId !== column.id) return undefined;
    return props.sorting.descending ? ('descending' as const) : ('ascending' as const);
  };
  // Ascending, descending, as entered.
  function sortBy(column: Column<Row>): void {
    const direction = directionOf(column);
    if (direction === 'descending') props.onSort(null);
    else props.onSort({ columnId: column.id, descending: direction === 'ascending' });
  }
  return (
    <thead class="data-table-head">
      <tr class="data-table-row" aria-rowindex={1}>
        <Show when={props.selection}>
          {(selection) => (
            <th class="data-table-check" scope="col">
              <CheckInput
                label="Select all rows"
                labelHidden
                checked={selection().state() === 'all'}
                mixed={selection().state() === 'some'}
                onChange={(isOn) => selection().toggleAll(isOn)}
              />
            </th>
          )}
        </Show>
        <For each={props.columns}>
          {(column) => (
            <th
              class="data-table-heading"
              scope="col"
              aria-sort={directionOf(column)}
              data-numeric={column.numeric === true ? '' : undefined}
            >
              <button type="button" class="data-table-sort" onClick={() => sortBy(column)}>
                {column.title}
                <Show when={directionOf(column)}>
                  {(direction) => (
                    <>
                      {direction() === 'ascending' ? (
                        <ArrowUp size={12} aria-hidden="true" />
                      ) : (
                        <ArrowDown size={12} aria-hidden="true" />
                      )}
                    </>
                  )}
                </Show>
              </button>
            </th>
          )}
        </For>
      </tr>
    </thead>
  );
}
