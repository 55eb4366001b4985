import { type Accessor, For, Show } from 'solid-js';
import type { Sensor } from '../../domain/sensors/sensor';
import { linkTo } from '../../state/route';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { EventFacts } from './EventFacts';
import { useInventory } from './inventory-scope';
import { OwnSensor } from './OwnSensor';
import { SensorDeployments } from './SensorDeployments';
import { SensorGroundsFold } from './SensorGroundsFold';
import { SuppliedLogSources } from './SuppliedLogSources';
import './SensorPanel.css';

/** What a sensor can show: to be read for the library's, to be edited for the user's own. */
export function SensorPanel(props: { readonly sensor: Accessor<Sensor>; readonly onClose: () => void }) {
  const { inventory } = useInventory();
  const sensor = () => props.sensor();
  const isOwn = () => inventory().customSensors.some(({ id }) => id === sensor().id);
  return (
    <DetailPanel title={sensor().name} onClose={props.onClose}>
      <Show when={isOwn()} fallback={<LibrarySensor sensor={sensor()} />}>
        <OwnSensor sensor={sensor()} onClose={props.onClose} />
      </Show>
    </DetailPanel>
  );
}

function LibrarySensor(props: { readonly sensor: Sensor }) {
  const facts = () =>
    [props.sensor.vendor ?? '', props.sensor.platforms.join(', ')].filter(Boolean).join(' · ') || 'Any maker';
  return (
    <div class="sensor-panel">
      <p>{facts()}</p>
      <Show when={props.sensor.aliases.length > 0}>
        <p class="sensor-panel-note">Also called {props.sensor.aliases.join(', ')}.</p>
      </Show>
      <div>
        <SensorGroundsFold sensor={props.sensor} />
        <Fold kind="head" summary="Events" state={String(props.sensor.events.length)} isOpen>
          <Show when={props.sensor.events.length === 0}>
            <p class="sensor-panel-note">The library knows no single events of it.</p>
          </Show>
          <ul class="sensor-panel-events">
            <For each={props.sensor.events}>
              {(event) => (
                <li>
                  <EventFacts event={event} madeFor={props.sensor.platforms} withOrigin />
                </li>
              )}
            </For>
          </ul>
        </Fold>
        <Fold kind="head" summary="Log sources" state={String(props.sensor.logSources.length)}>
          <SuppliedLogSources sensor={props.sensor} />
        </Fold>
        <SensorDeployments sensor={props.sensor} />
      </div>
      <p class="sensor-panel-note">
        From Vedette’s sensor library.{' '}
        <a href={linkTo('inventory', 'deployment', 'new', props.sensor.id)}>Add this sensor to a system group</a>
      </p>
    </div>
  );
}
