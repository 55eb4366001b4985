import { createUniqueId, For, type JSX, Show } from 'solid-js';
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import type { Sensor } from '../../domain/sensors/sensor';
import { useApp } from '../../state/app-state';
import { SelectInput } from '../pieces/SelectInput';
import { Later } from '../pieces/turns';
import { askForMeaning } from './column-words';
import { createTableChoices } from './create-table-choices';
import type { PreviewItem, TableReading } from './import-types';
import { TableColumns } from './TableColumns';
import { TableGrouping } from './TableGrouping';
import { TableProducts } from './TableProducts';
import './TableWizard.css';

/** How a table was understood as an inventory, and the means to correct it. */
export function TableWizard(props: {
  readonly item: PreviewItem;
  readonly table: TableReading;
  readonly customSensors: readonly Sensor[];
}) {
  const { imports } = useApp();
  const choices = createTableChoices(
    () => props.item,
    () => props.table,
    imports.choose,
  );
  const lacking = () => props.table.missing.filter((meaning) => !choices.columns().some((c) => c.meaning === meaning));
  const hasGroups = () => choices.columns().some(({ meaning }) => meaning === 'group');
  const sheets = () => props.table.sheets?.names ?? [];

  function answer(meaning: InventoryMeaning, at: number | null): void {
    if (at !== null) choices.chooseMeaning(at, meaning);
  }

  return (
    <div class="table-wizard">
      <Show when={sheets().length > 1}>
        <div class="table-wizard-line">
          <Labelled label="Sheet">
            {(id) => (
              <SelectInput
                id={id}
                value={choices.sheet()}
                options={sheets().map((name) => ({ value: name as string | null, label: name }))}
                onChange={(name) => name !== null && choices.chooseSheet(name)}
              />
            )}
          </Labelled>
        </div>
      </Show>
      <For each={lacking()}>
        {(meaning) => (
          <div class="table-wizard-line table-wizard-question">
            <Labelled label={askForMeaning(meaning)}>
              {(id) => (
                <SelectInput
                  id={id}
                  value={null}
                  options={[
                    { value: null, label: 'Column…' },
                    ...choices.columns().map(({ name }, at) => ({ value: at as number | null, label: name })),
                  ]}
                  onChange={(at) => answer(meaning, at)}
                />
              )}
            </Labelled>
          </div>
        )}
      </For>
      <TableColumns choices={choices} headerLine={props.table.headerLine} isSheet={props.table.sheets !== null} />
      <Show when={props.table.rowsAre === 'hosts'}>
        <p class="table-wizard-said">
          Each row is a host: the hosts of a system group are counted, and a host name itself is not kept.
        </p>
      </Show>
      <Show when={!hasGroups() && lacking().length === 0 && props.table.columns.length > 0}>
        <TableGrouping choices={choices} isCounted={props.table.rowsAre === 'hosts'} />
      </Show>
      <Show when={props.table.products.length > 0}>
        <Later>
          <TableProducts
            choices={choices}
            products={props.table.products}
            count={props.table.productCount}
            customSensors={props.customSensors}
          />
        </Later>
      </Show>
    </div>
  );
}

function Labelled(props: { readonly label: string; readonly children: (id: string) => JSX.Element }) {
  const id = createUniqueId();
  return (
    <>
      <label class="table-wizard-label" for={id}>
        {props.label}
      </label>
      {props.children(id)}
    </>
  );
}
