import { For, Show } from 'solid-js';
import type { HuntPlace } from '../../../domain/threats/hunt-plan';
import type { QueryLanguage } from '../../../domain/threats/hunt-queries';
import type { PlaceQueries } from '../../../state/threats';
import { describeEvents } from '../../coverage/telemetry-words';
import { QueryText } from './QueryText';

/** On paper each query stands once, behind the steps: with every step it would fill a book. */
export function PrintedQueries(props: {
  readonly places: readonly HuntPlace[];
  readonly queries: readonly PlaceQueries[];
  readonly languages: readonly QueryLanguage[];
}) {
  const ofPlace = (sensorId: string) =>
    props.queries
      .filter((written) => written.sensorId === sensorId)
      .map((written) => ({
        ...written,
        queries: written.queries.filter(({ language }) => props.languages.includes(language)),
      }))
      .filter(({ queries }) => queries.length > 0);
  return (
    <section class="hunt-printed">
      <Show when={props.queries.length > 0}>
        <h2>Queries, by sensor</h2>
      </Show>
      <For each={props.places}>
        {({ sensorId, sensorName }) => (
          <For each={ofPlace(sensorId)}>
            {({ logSource, eventIds, queries }) => (
              <>
                <h3>
                  {sensorName}
                  <Show when={eventIds.length > 0}>, {describeEvents(eventIds)}</Show>
                </h3>
                <For each={queries}>{(query) => <QueryText query={{ ...query, logSource }} />}</For>
              </>
            )}
          </For>
        )}
      </For>
    </section>
  );
}
