import { For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import type { WeightsDetail } from './import-types';

const FIRST = 12;

/** A list of weights on its way in. */
export function PreviewWeights(props: { readonly detail: WeightsDetail }) {
  const shown = () => props.detail.weights.slice(0, FIRST);
  return (
    <>
      <h4 class="import-panel-subtitle">Weights</h4>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <thead>
            <tr>
              <th scope="col">Technique</th>
              <th scope="col">Weight</th>
            </tr>
          </thead>
          <tbody>
            <For each={shown()}>
              {({ technique, weight }) => (
                <tr>
                  <th scope="row">{technique}</th>
                  <td>{formatCount(weight)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={props.detail.count > shown().length}>
        <p class="import-panel-hint">and {formatCount(props.detail.count - shown().length)} more</p>
      </Show>
      <p class="import-panel-hint">
        The list is kept; what weighs in the figures of a plan is chosen on the screen of the plan.
      </p>
    </>
  );
}
