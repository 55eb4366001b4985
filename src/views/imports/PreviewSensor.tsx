import { createMemo, For, Show } from 'solid-js';
import { type DataComponentId, isUnlisted } from '../../domain/attack/identifiers';
import { formatCount } from '../../domain/format';
import type { Sensor } from '../../domain/sensors/sensor';
import { useApp } from '../../state/app-state';

const FIRST = 8;

/** A sensor of the user's own: its first events, and what they map to. */
export function PreviewSensor(props: { readonly sensor: Sensor }) {
  const { coverage } = useApp();
  const names = createMemo(
    () => new Map<string, string>(coverage.facts()?.dataComponents.map(({ id, name }) => [id, name])),
  );
  const nameComponent = (id: DataComponentId) =>
    isUnlisted(id) ? `${id.slice(1)} (not in ATT&CK)` : `${names().get(id) ?? ''} ${id}`.trim();
  return (
    <>
      <h4 class="import-panel-subtitle">First events of {props.sensor.name}</h4>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Data components</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.sensor.events.slice(0, FIRST)}>
              {(event) => (
                <tr>
                  <th scope="row">{event.id}</th>
                  <td>{event.mappings.map(({ component }) => nameComponent(component)).join(', ') || 'none'}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={props.sensor.events.length > FIRST}>
        <p class="import-panel-hint">and {formatCount(props.sensor.events.length - FIRST)} more</p>
      </Show>
    </>
  );
}
