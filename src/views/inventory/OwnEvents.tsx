import { createSignal, For, Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { addEvents } from '../../domain/sensors/describe-own-sensor';
import { checkEventId } from '../../domain/sensors/inventory-rules';
import type { Sensor, SensorEvent } from '../../domain/sensors/sensor';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { TextInput } from '../pieces/TextInput';
import { OwnEvent } from './OwnEvent';
import type { EditSensor } from './OwnSensor';
import './SensorPanel.css';

/** The events of the user's own sensor, each with the data components it shows. */
export function OwnEvents(props: { readonly sensor: Sensor; readonly edit: EditSensor }) {
  const [id, setId] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  // Several with commas between them, as they are listed in documents.
  const ids = () =>
    [
      ...new Set(
        id()
          .split(/[,;\n]/)
          .map((part) => part.trim()),
      ),
    ].filter(Boolean);
  const error = () => {
    const [only = '', other] = ids();
    if (other === undefined) return checkEventId(only, props.sensor.events);
    return ids().every((each) => checkEventId(each, props.sensor.events) !== null)
      ? 'All of these are in the list.'
      : null;
  };
  const eventById = (eventId: string) => props.sensor.events.find((event) => event.id === eventId);
  const editEvents = (change: (events: readonly SensorEvent[]) => readonly SensorEvent[]) =>
    props.edit('events', ({ events }) => ({ events: change(events) }));

  function add(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (error() !== null) return;
    const added = ids();
    props.edit('events', (sensor) => addEvents(sensor, added));
    setId('');
    setTried(false);
  }

  return (
    <Fold
      kind="head"
      summary="Events"
      state={props.sensor.events.length === 0 ? 'none yet' : String(props.sensor.events.length)}
      isOpen
    >
      <Show when={props.sensor.events.length === 0}>
        <p class="sensor-panel-note">
          Without events and log sources it feeds nothing: say above what it emits, or list its events here.
        </p>
      </Show>
      <div>
        <For each={props.sensor.events.map((event) => event.id)}>
          {(eventId) => (
            <Show when={eventById(eventId)}>
              {(event) => (
                <Fold kind="head" summary={eventId} state={formatCounted(event().mappings.length, 'data component')}>
                  <OwnEvent
                    event={event()}
                    onChange={(change) =>
                      editEvents((events) =>
                        events.map((item) => (item.id === eventId ? { ...item, ...change(item) } : item)),
                      )
                    }
                    onRoleChange={(role) =>
                      editEvents((events) =>
                        events.map((item) => {
                          if (item.id !== eventId) return item;
                          const { role: _, ...rest } = item;
                          return role === null ? rest : { ...rest, role };
                        }),
                      )
                    }
                    onRemove={() => editEvents((events) => events.filter((item) => item.id !== eventId))}
                  />
                </Fold>
              )}
            </Show>
          )}
        </For>
      </div>
      <form class="sensor-panel-add" onSubmit={add} novalidate>
        <Field label="Add events" error={isTried() ? error() : null}>
          {(fieldId) => <TextInput id={fieldId} value={id()} placeholder="Ids or names: 4688, 4689" onChange={setId} />}
        </Field>
        <Button type="submit">Add</Button>
      </form>
    </Fold>
  );
}
