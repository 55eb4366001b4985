import { For, Show } from 'solid-js';
import { isUnlisted } from '../../domain/attack/identifiers';
import type { EventMapping, SensorEvent } from '../../domain/sensors/sensor';
import { useInventory } from './inventory-scope';
import { describeEventPlace, ORIGIN_WORDS } from './inventory-words';
import './EventFacts.css';

/** An event: its id, the data components it shows, where it exists, and whether it must be switched on. */
export function EventFacts(props: {
  readonly event: SensorEvent;
  /** Platforms of the sensor: an event that is for all of them does not say so. */
  readonly madeFor: readonly string[];
  /** Say who maps it. */
  readonly withOrigin?: boolean;
}) {
  return (
    <span class="event-facts">
      <span class="event-facts-id">
        <For each={props.event.id.split(BREAKS)}>
          {(piece, position) => (
            <>
              {position() === 0 ? null : <wbr />}
              {piece}
            </>
          )}
        </For>
      </span>
      <span>
        <For each={props.event.mappings} fallback={<span class="event-facts-note">no data component</span>}>
          {(mapping, position) => (
            <>
              {position() === 0 ? '' : ', '}
              <Mapping mapping={mapping} withOrigin={props.withOrigin ?? false} />
            </>
          )}
        </For>
        <Show when={describeEventPlace(props.event, props.madeFor)}>
          {(words) => <span class="event-facts-role">{words()}</span>}
        </Show>
      </span>
    </span>
  );
}

/** Where a long id may go on in the next line: after the table, and between words. */
const BREAKS = /(?<=[/.])|(?<=[a-z])(?=[A-Z])/;

function Mapping(props: { readonly mapping: EventMapping; readonly withOrigin: boolean }) {
  const { componentName } = useInventory();
  const name = () => componentName(props.mapping.component);
  /** Why it does not count, or who says it. */
  const note = () => {
    if (isUnlisted(props.mapping.component)) return 'in no ATT&CK release';
    if (name() === props.mapping.component) return 'not in this ATT&CK release';
    return props.withOrigin ? ORIGIN_WORDS[props.mapping.origin] : '';
  };
  return (
    <>
      {isUnlisted(props.mapping.component) ? name().slice(1) : name()}
      <Show when={note()}>{(words) => <span class="event-facts-note"> {words()}</span>}</Show>
    </>
  );
}
