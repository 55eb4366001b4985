import { For, Show } from 'solid-js';
import { describeMeaning } from './column-words';
import type { InventoryDetail } from './import-types';

/** How each column of a table was understood, and which were not. */
export function PreviewColumns(props: { readonly columns: InventoryDetail['table']['columns'] }) {
  const used = () => props.columns.filter(({ meaning }) => meaning !== null);
  const unused = () => props.columns.filter(({ meaning }) => meaning === null);
  return (
    <>
      <h4 class="import-panel-subtitle">
        Columns: {used().length} of {props.columns.length} understood
      </h4>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Understood as</th>
              <th scope="col">Samples</th>
            </tr>
          </thead>
          <tbody>
            <For each={used()}>
              {(column) => (
                <tr>
                  <th scope="row">{column.header}</th>
                  <td>{describeMeaning(column.meaning)}</td>
                  <td class="preview-table-samples">{column.samples.join(' · ')}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={unused().length > 0}>
        <p class="import-panel-hint">
          Not used:{' '}
          {unused()
            .slice(0, 20)
            .map(({ header }) => (header.trim() === '' ? '(no name)' : header))
            .join(', ')}
          <Show when={unused().length > 20}> and {unused().length - 20} more</Show>. What they hold stays in your file.
        </p>
      </Show>
    </>
  );
}
