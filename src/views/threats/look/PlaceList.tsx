import { For, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { HuntEvent, HuntPlace } from '../../../domain/threats/hunt-plan';
import { linkTo } from '../../../state/route';
import { describeRetention } from './look-words';

/** The sensors that are worth looking at, each with its events. */
export function PlaceList(props: {
  readonly places: readonly HuntPlace[];
  /** Of techniques. */
  readonly names: ReadonlyMap<string, string>;
}) {
  return (
    <For each={props.places}>
      {(place) => (
        <section class="look-place">
          <h2 class="look-place-name">
            {place.sensorName}{' '}
            <span class="look-place-count">shows {formatCounted(place.techniques.length, 'step')}</span>
          </h2>
          <dl class="look-facts">
            <div>
              <dt>On</dt>
              <dd>{place.groupNames.join(', ') || 'not stated'}</dd>
            </div>
            <div>
              <dt>Logs go to</dt>
              <dd>{place.logDestinations.join(', ') || 'not stated'}</dd>
            </div>
            <div>
              <dt>Kept for</dt>
              <dd>{describeRetention(place.retentionDays)}</dd>
            </div>
          </dl>
          <table class="look-events" aria-label={`Events of ${place.sensorName}`}>
            <thead>
              <tr>
                <th scope="col">Event</th>
                <th scope="col">Log source</th>
                <th scope="col">Codes</th>
                <th scope="col">Shows</th>
              </tr>
            </thead>
            <tbody>
              <For each={place.events}>{(event) => <EventRow event={event} names={props.names} />}</For>
            </tbody>
          </table>
        </section>
      )}
    </For>
  );
}

function EventRow(props: { readonly event: HuntEvent; readonly names: ReadonlyMap<string, string> }) {
  return (
    <tr>
      <td data-title="Event">
        <Show when={props.event.eventId !== ''} fallback="the whole log source">
          <b>{props.event.eventId}</b>
        </Show>
        <Show when={props.event.components.length > 0}>
          <span class="look-components">{props.event.components.join(', ')}</span>
        </Show>
      </td>
      <td data-title="Log source">
        <span class="threat-code">{props.event.logSource}</span>
      </td>
      <td data-title="Codes">
        <Show when={props.event.codes.length > 0} fallback={<span class="look-none">–</span>}>
          <span class="threat-code">{props.event.codes.join(', ')}</span>
        </Show>
      </td>
      <td data-title="Shows">
        <ul class="look-techniques">
          <For each={props.event.techniques}>
            {(technique) => (
              <li>
                <a href={linkTo('coverage', technique)} title={props.names.get(technique)}>
                  {technique}
                </a>
              </li>
            )}
          </For>
        </ul>
      </td>
    </tr>
  );
}
