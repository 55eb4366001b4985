import { For, Show } from 'solid-js';
import { isUnlisted } from '../../domain/attack/identifiers';
import type { SensorEvent } from '../../domain/sensors/sensor';
import { useInventory } from './inventory-scope';
import { describeRole, ORIGIN_WORDS } from './inventory-words';
import './EventFacts.css';

/** An event: its id, the data components it shows, and where it exists. */
export function EventFacts(props: {
  readonly event: SensorEvent;
  /** Say who maps it. */
  readonly withOrigin?: boolean;
}) {
  const { componentName } = useInventory();
  return (
    <span class="event-facts">
      <span class="event-facts-id">{props.event.id}</span>
      <span class="event-facts-components">
        <For each={props.event.mappings} fallback={<span class="event-facts-note">no data component</span>}>
          {({ component, origin }) => (
            <Show
              when={!isUnlisted(component)}
              fallback={
                <span class="event-facts-component event-facts-unlisted">
                  {component.slice(1)} <span class="event-facts-note">in no ATT&CK release</span>
                </span>
              }
            >
              <span class="event-facts-component">
                {componentName(component)}
                <Show when={props.withOrigin}>
                  {' '}
                  <span class="event-facts-note">{ORIGIN_WORDS[origin]}</span>
                </Show>
              </span>
            </Show>
          )}
        </For>
        <Show when={props.event.role}>{(role) => <span class="event-facts-note">{describeRole(role())}</span>}</Show>
      </span>
    </span>
  );
}
