import { createSignal } from 'solid-js';
import { putSensors } from '../../domain/sensors/edit-inventory';
import { checkSensorName } from '../../domain/sensors/inventory-rules';
import type { Sensor } from '../../domain/sensors/sensor';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';
import { useInventory } from './inventory-scope';
import './NewRecord.css';

export function SensorNew(props: { readonly onClose: () => void }) {
  const { sensors, save } = useInventory();
  const [name, setName] = createSignal('');
  const [vendor, setVendor] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const error = () => checkSensorName(name(), [...sensors().values()], null);

  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (error() !== null) return;
    const sensor: Sensor = {
      id: `user:${crypto.randomUUID()}`,
      name: name().trim(),
      vendor: vendor().trim() === '' ? null : vendor().trim(),
      aliases: [],
      platforms: [],
      logSources: [],
      events: [],
      origin: 'user',
    };
    // What was typed stays while it is not saved.
    if (await save(`Add the sensor ${sensor.name}`, (before) => putSensors(before, [sensor])))
      goTo('inventory', 'sensor', sensor.id);
  }

  return (
    <DetailPanel title="Describe a sensor" onClose={props.onClose}>
      <form class="new-record" onSubmit={add} novalidate>
        <p>For what the sensor library does not have: an in-house product, or one that nobody mapped yet.</p>
        <Field label="Name" error={isTried() ? error() : null}>
          {(id) => <TextInput id={id} value={name()} onChange={setName} />}
        </Field>
        <Field label="Vendor">
          {(id) => <TextInput id={id} value={vendor()} placeholder="not said" onChange={setVendor} />}
        </Field>
        <div class="new-record-actions">
          <Button type="submit" kind="primary">
            Add
          </Button>
          <Button onClick={() => props.onClose()}>Cancel</Button>
        </div>
        <p class="new-record-note">Its events and log sources come next.</p>
      </form>
    </DetailPanel>
  );
}
