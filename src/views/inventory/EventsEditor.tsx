import { createMemo, createSignal, For, Show } from 'solid-js';
import {
  changeSelectionMode,
  countEnabledEvents,
  listOffByDefault,
  listUnknownEvents,
  selectDefaults,
  switchEvents,
} from '../../domain/sensors/event-selection';
import { type EventSelection, isEventEnabled } from '../../domain/sensors/inventory';
import type { Sensor, SensorEvent } from '../../domain/sensors/sensor';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { TextInput } from '../pieces/TextInput';
import { EventFacts } from './EventFacts';
import { useInventory } from './inventory-scope';
import './EventsEditor.css';

const MODES: readonly { readonly value: EventSelection['mode']; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'only', label: 'Only these' },
  { value: 'except', label: 'All except' },
];

/** Which of a sensor's events are switched on, and what each of them shows. */
export function EventsEditor(props: {
  readonly sensor: Sensor;
  readonly selection: EventSelection;
  readonly onChange: (selection: EventSelection) => void;
}) {
  const { componentName } = useInventory();
  const [search, setSearch] = createSignal('');
  const events = createMemo(() => new Map(props.sensor.events.map((event) => [event.id, event])));
  const ids = createMemo(() => [...events().keys()]);
  const haystack = (event: SensorEvent) =>
    [event.id, event.code ?? '', ...event.mappings.flatMap(({ component }) => [component, componentName(component)])]
      .join(' ')
      .toLowerCase();
  // Ids, not events: a row must stay the same element, and keep the focus, when what is known of it is read again.
  const shown = createMemo(() => {
    const words = search().toLowerCase().split(/\s+/).filter(Boolean);
    return [...events().values()]
      .filter((event) => words.every((word) => haystack(event).includes(word)))
      .map(({ id }) => id);
  });
  const unknown = () => listUnknownEvents(props.selection, ids());
  const hasDefaults = createMemo(() => listOffByDefault(props.sensor.events).length > 0);
  const switchShown = (on: boolean) => props.onChange(switchEvents(props.selection, shown(), on));

  return (
    <div class="events-editor">
      <SegmentedControl
        label="Events switched on"
        value={props.selection.mode}
        options={MODES}
        onChange={(mode) => props.onChange(changeSelectionMode(props.selection, mode, ids()))}
      />
      <div class="events-editor-bar">
        <div class="events-editor-search">
          <TextInput
            type="search"
            label="Find an event or data component"
            placeholder="Find an event or data component"
            value={search()}
            onChange={setSearch}
          />
        </div>
        <span class="events-editor-count" role="status">
          {countEnabledEvents(props.selection, ids())} of {ids().length} on
          <Show when={search() !== ''}>, {shown().length} found</Show>
        </span>
        <Button kind="quiet" onClick={() => switchShown(true)}>
          {search() === '' ? 'All on' : 'Found on'}
        </Button>
        <Button kind="quiet" onClick={() => switchShown(false)}>
          {search() === '' ? 'All off' : 'Found off'}
        </Button>
        <Show when={hasDefaults() && search() === ''}>
          <Button kind="quiet" onClick={() => props.onChange(selectDefaults(props.sensor.events))}>
            Default
          </Button>
        </Show>
      </div>
      <ul class="events-editor-list">
        <For each={shown()}>
          {(id) => (
            <li>
              <CheckInput
                label={
                  <Show when={events().get(id)}>
                    {(event) => <EventFacts event={event()} madeFor={props.sensor.platforms} />}
                  </Show>
                }
                checked={isEventEnabled(props.selection, id)}
                onChange={(on) => props.onChange(switchEvents(props.selection, [id], on))}
              />
            </li>
          )}
        </For>
      </ul>
      <Show when={shown().length === 0}>
        <p class="events-editor-note">
          {ids().length === 0 ? 'No events of this sensor are known.' : 'No event matches.'}
        </p>
      </Show>
      <Show when={unknown().length > 0}>
        <p class="events-editor-note">
          Also in the selection, but not among the events known of this sensor: {unknown().join(', ')}. They feed
          nothing until they are mapped.
        </p>
      </Show>
    </div>
  );
}
