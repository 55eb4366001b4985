import { type JSX, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { Button } from './Button';
import type { Column } from './DataTable';
import { SelectInput } from './SelectInput';
import type { Sorting } from './sort-rows';

export interface DataTableBarProps<Row> {
  readonly rows: number;
  readonly noun: string;
  readonly columns: readonly Column<Row>[];
  /** Of the rows as they come. */
  readonly order: string;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
  readonly selectedCount: number;
  readonly onClearSelection: () => void;
  readonly bulkActions: JSX.Element;
  readonly tools: JSX.Element;
}

/** Above the rows: how many there are, and what can be done with the chosen ones. */
export function DataTableBar<Row>(props: DataTableBarProps<Row>) {
  const orders = () => [
    { value: null, label: `Order: ${props.order}` },
    ...props.columns.flatMap(({ id, title }) => [
      { value: `${id} up`, label: `${title}, ascending` },
      { value: `${id} down`, label: `${title}, descending` },
    ]),
  ];
  const order = () => (props.sorting ? `${props.sorting.columnId} ${props.sorting.descending ? 'down' : 'up'}` : null);
  function sortBy(value: string | null): void {
    const [columnId = '', direction] = value?.split(' ') ?? [];
    props.onSort(value === null ? null : { columnId, descending: direction === 'down' });
  }
  return (
    <div class="data-table-bar" data-active={props.selectedCount > 0 ? '' : undefined}>
      <span class="data-table-count" role="status">
        <Show when={props.selectedCount > 0} fallback={`${formatCount(props.rows)} ${props.noun}`}>
          {formatCount(props.selectedCount)} of {formatCount(props.rows)} selected
        </Show>
      </span>
      <Show when={props.selectedCount > 0}>
        {props.bulkActions}
        <Button kind="quiet" onClick={() => props.onClearSelection()}>
          Clear selection
        </Button>
      </Show>
      <Show when={props.selectedCount === 0 && props.tools}>
        <span class="data-table-tools">{props.tools}</span>
      </Show>
      {/* Stacked rows have no heads to sort by. */}
      <span class="data-table-order">
        <SelectInput label="Sort by" value={order()} options={orders()} onChange={sortBy} />
      </span>
    </div>
  );
}
