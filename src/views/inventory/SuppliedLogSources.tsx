import { For, Show } from 'solid-js';
import type { Sensor } from '../../domain/sensors/sensor';
import './SuppliedLogSources.css';

/** The log sources, as ATT&CK calls them, that a sensor supplies. */
export function SuppliedLogSources(props: { readonly sensor: Sensor }) {
  return (
    <Show
      when={props.sensor.logSources.length > 0}
      fallback={<p class="supplied-log-sources-none">None of ATT&CK's log sources is known to come from it.</p>}
    >
      <ul class="supplied-log-sources">
        <For each={props.sensor.logSources}>{(name) => <li>{name}</li>}</For>
      </ul>
    </Show>
  );
}
