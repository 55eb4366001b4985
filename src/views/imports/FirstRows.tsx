import { For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';

/** The first of what a file brings, as a small table: enough to see whether it was understood. */
export function FirstRows<Item>(props: {
  readonly title: string;
  readonly columns: readonly string[];
  readonly items: readonly Item[];
  /** How many there are, where `items` are not all of them. */
  readonly count?: number;
  readonly most: number;
  /** The cells of one row, as many as there are columns. */
  readonly cells: (item: Item) => readonly string[];
}) {
  const shown = () => props.items.slice(0, props.most);
  const more = () => (props.count ?? props.items.length) - shown().length;
  return (
    <>
      <h4 class="import-panel-subtitle">{props.title}</h4>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <thead>
            <tr>
              <For each={props.columns}>{(column) => <th scope="col">{column}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={shown()}>
              {(item) => (
                <tr>
                  <th scope="row">{props.cells(item)[0]}</th>
                  <For each={props.cells(item).slice(1)}>{(cell) => <td>{cell}</td>}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={more() > 0}>
        <p class="import-panel-hint">and {formatCount(more())} more</p>
      </Show>
    </>
  );
}
