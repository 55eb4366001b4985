import { For, Show } from 'solid-js';
import type { Sensor } from '../../domain/sensors/sensor';
import { linkTo } from '../../state/route';
import { Fold } from '../pieces/Fold';
import { useInventory } from './inventory-scope';
import './SensorPanel.css';

/** Where a sensor is in use. */
export function SensorDeployments(props: { readonly sensor: Sensor }) {
  const { inventory, nameOf } = useInventory();
  const deployments = () => inventory().deployments.filter(({ sensorId }) => sensorId === props.sensor.id);
  return (
    <Fold
      kind="head"
      summary="Deployments"
      state={deployments().length === 0 ? 'none' : String(deployments().length)}
      isOpen
    >
      <Show when={deployments().length === 0}>
        <p class="sensor-panel-note">It is not in your inventory.</p>
      </Show>
      <ul class="sensor-panel-links">
        <For each={deployments()}>
          {(deployment) => (
            <li>
              <a href={linkTo('inventory', 'deployment', deployment.id)}>{nameOf(deployment)}</a>
            </li>
          )}
        </For>
      </ul>
    </Fold>
  );
}
