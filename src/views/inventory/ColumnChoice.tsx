import { For, Show } from 'solid-js';
import { FilterPopover } from '../coverage/FilterPopover';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import type { CreatedColumns } from './fit-columns';

/** Which columns a table shows; unless chosen, as many as fit. */
export function ColumnChoice<Row>(props: { readonly columns: CreatedColumns<Row> }) {
  return (
    <FilterPopover label="Columns" summary={props.columns.chosen() === null ? 'as fit' : 'chosen'}>
      <For each={props.columns.all}>
        {({ id, title }, at) => (
          <div>
            <CheckInput
              label={title}
              checked={props.columns.isShown(id)}
              disabled={at() === 0}
              onChange={(isOn) => props.columns.toggle(id, isOn)}
            />
          </div>
        )}
      </For>
      <Show when={props.columns.chosen() !== null}>
        <Button kind="quiet" onClick={() => props.columns.fit()}>
          As many as fit
        </Button>
      </Show>
    </FilterPopover>
  );
}
