import { For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { describeLogSource, describeStatus } from '../rule-words';
import type { RulesDetail } from './import-types';

const FIRST = 12;

/** Rules on their way in: what they are for and where they look. */
export function PreviewRules(props: { readonly detail: RulesDetail }) {
  const shown = () => props.detail.rules.slice(0, FIRST);
  return (
    <>
      <h4 class="import-panel-subtitle">Rules</h4>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Techniques</th>
              <th scope="col">Log source</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            <For each={shown()}>
              {(rule) => (
                <tr>
                  <th scope="row">{rule.name}</th>
                  <td>{rule.techniqueIds.join(', ') || 'none'}</td>
                  <td>{describeLogSource(rule)}</td>
                  <td>{describeStatus(rule)}</td>
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
        They are kept as analytics deployed, beside telemetry: no figure of coverage changes with them.
      </p>
    </>
  );
}
