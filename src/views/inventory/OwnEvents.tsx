import { createSignal, For, Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
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
  const error = () => checkEventId(id(), props.sensor.events);
  const eventById = (eventId: string) => props.sensor.events.find((event) => event.id === eventId);
  const editEvents = (change: (events: readonly SensorEvent[]) => readonly SensorEvent[]) =>
    props.edit('events', ({ events }) => ({ events: change(events) }));

  function add(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (error() !== null) return;
    const added: SensorEvent = { id: id().trim(), mappings: [] };
    editEvents((events) => [...events, added]);
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
          Without events and log sources it feeds nothing. Name what it records, and which data components that shows.
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
        <Field label="Add an event" error={isTried() ? error() : null}>
          {(fieldId) => <TextInput id={fieldId} value={id()} placeholder="Its id or name" onChange={setId} />}
        </Field>
        <Button type="submit">Add</Button>
      </form>
    </Fold>
  );
}
