import { For, Show } from 'solid-js';
import type { HuntPlace } from '../../../domain/threats/hunt-plan';
import type { PlaceQueries } from '../../../state/threats';
import { describeEvents } from '../../coverage/telemetry-words';
import { QueryText } from './QueryText';

/** On paper each query stands once, behind the steps, with those it is for: with every step it would fill a book. */
export function PrintedQueries(props: {
  readonly places: readonly HuntPlace[];
  readonly queries: readonly PlaceQueries[];
}) {
  const ofPlace = (sensorId: string) =>
    props.queries.filter((written) => written.sensorId === sensorId && written.queries.length > 0);
  return (
    <section class="hunt-printed">
      <Show when={props.queries.some(({ queries }) => queries.length > 0)}>
        <h2>Queries, by sensor</h2>
      </Show>
      <For each={props.places}>
        {({ sensorId, sensorName }) => (
          <For each={ofPlace(sensorId)}>
            {({ logSource, eventIds, techniques, queries }) => (
              <>
                <h3>
                  {sensorName}
                  <Show when={eventIds.length > 0}>, {describeEvents(eventIds)}</Show>
                </h3>
                <p class="hunt-query-note">for {techniques.join(', ')}</p>
                <For each={queries}>{(query) => <QueryText query={{ ...query, logSource }} />}</For>
              </>
            )}
          </For>
        )}
      </For>
    </section>
  );
}
