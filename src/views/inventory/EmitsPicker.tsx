import { createMemo, createSignal, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import {
  addComponents,
  addEvents,
  copyEmissions,
  listNamedEvents,
  replaceSensor,
} from '../../domain/sensors/describe-own-sensor';
import { editSensor } from '../../domain/sensors/edit-records';
import type { Sensor } from '../../domain/sensors/sensor';
import { useApp } from '../../state/app-state';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { ComboInput } from '../pieces/ComboInput';
import { Field } from '../pieces/Field';
import { ComponentPicker } from './ComponentPicker';
import { useInventory } from './inventory-scope';
import './EmitsPicker.css';

/** Long lists are cut in a sentence. */
const NAMED = 12;

/** Ways to say what a sensor of the user's own emits, from the quickest to the most exact. */
export function EmitsPicker(props: { readonly sensor: Sensor }) {
  const { coverage } = useApp();
  const { inventory, sensors, save } = useInventory();
  const templates = createMemo(() =>
    [...sensors().values()]
      .filter(({ id, events, logSources }) => id !== props.sensor.id && events.length + logSources.length > 0)
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map(({ id, name, vendor, aliases, origin }) => ({
        value: id,
        label: name,
        hint: [vendor ?? '', aliases.join(', ')].filter(Boolean).join(' · '),
        group: origin === 'user' ? 'Your own sensors' : 'Sensor library',
      })),
  );
  const named = createMemo(() => listNamedEvents(inventory(), props.sensor));
  const deployments = createMemo(
    () => inventory().deployments.filter(({ sensorId }) => sensorId === props.sensor.id).length,
  );
  const [chosen, setChosen] = createSignal<string | null>(null);
  const other = () => sensors().get(chosen() ?? '');

  function copyFrom(templateId: string): void {
    const { id, name } = props.sensor;
    const template = sensors().get(templateId);
    if (template === undefined) return;
    void save(`Let ${name} emit what ${template.name} emits`, (before) => copyEmissions(before, id, template));
  }

  function addPicked(ids: ReadonlySet<string>): void {
    const { id, name } = props.sensor;
    const components = (coverage.facts()?.dataComponents ?? []).filter((component) => ids.has(component.id));
    void save(`Add ${formatCounted(components.length, 'data component')} to ${name}`, (before) =>
      addComponents(before, id, components),
    );
  }

  function addNamed(): void {
    const { id, name } = props.sensor;
    const ids = named();
    void save(`Add ${formatCounted(ids.length, 'event')} to ${name}`, (before) =>
      editSensor(before, id, (sensor) => addEvents(sensor, ids)),
    );
  }

  async function replace(by: Sensor): Promise<void> {
    const { id, name } = props.sensor;
    if (await save(`Take ${name} for ${by.name}`, (before) => replaceSensor(before, id, by)))
      goTo('inventory', 'sensor', by.id);
  }

  return (
    <div class="emits-picker">
      <Field
        label="It emits what another one emits"
        hint="Copies that sensor’s events and log sources; edit them below."
      >
        {(id) => (
          <ComboInput id={id} value={null} options={templates()} placeholder="Web proxy, Zeek …" onChange={copyFrom} />
        )}
      </Field>
      <ComponentPicker sensor={props.sensor} onAdd={addPicked} />
      <Show when={named().length > 0}>
        <p class="emits-picker-line">
          Your inventory names events of it: {named().slice(0, NAMED).join(', ')}
          {named().length > NAMED ? ` and ${formatCount(named().length - NAMED)} more` : ''}.{' '}
          <Button kind="quiet" onClick={addNamed}>
            Add {named().length === 1 ? 'it' : 'them'} to the list below
          </Button>
        </p>
      </Show>
      <Field
        label="It is in fact one of these"
        hint="Its deployments become deployments of that sensor, with their lists of events, and this one goes."
      >
        {(id) => (
          <ComboInput
            id={id}
            value={chosen()}
            options={templates()}
            placeholder="A sensor of the library"
            onChange={setChosen}
          />
        )}
      </Field>
      <Show when={other()}>
        {(by) => (
          <div>
            <Button onClick={() => void replace(by())}>
              Take {deployments() === 0 ? 'it' : formatCounted(deployments(), 'deployment')} for {by().name}
            </Button>
          </div>
        )}
      </Show>
    </div>
  );
}
