import { For, Show } from 'solid-js';
import type { HuntPlace } from '../../../domain/threats/hunt-plan';
import type { HuntQuery } from '../../../domain/threats/hunt-queries';
import type { PlaceQueries } from '../../../state/threats';
import { joinWords } from '../../coverage/coverage-words';
import { describeEvents } from '../../coverage/telemetry-words';
import { QueryText } from './QueryText';

/** On paper each query stands once, behind the steps, with those it is for: with every step it would fill a book. */
export function PrintedQueries(props: {
  readonly places: readonly HuntPlace[];
  readonly queries: readonly PlaceQueries[];
  /** Sensors whose queries are in every language, since nothing says where their logs go. */
  readonly inEvery: readonly string[];
}) {
  const ofPlace = ({ sensorId, sensorName }: HuntPlace) =>
    props.queries
      .filter((written) => written.sensorId === sensorId && written.queries.length > 0)
      .map((written) => ({
        ...written,
        queries: props.inEvery.includes(sensorName) ? keepConvertible(written.queries) : written.queries,
      }));
  return (
    <section class="hunt-printed">
      <Show when={props.queries.some(({ queries }) => queries.length > 0)}>
        <h2>Queries, by sensor</h2>
      </Show>
      <Show when={props.inEvery.length > 0}>
        <p class="threat-note">
          Where the logs of {joinWords(props.inEvery)} go is not known: where there is a rule in Sigma, which converters
          turn into every other language, it alone is printed.
        </p>
      </Show>
      <For each={props.places}>
        {(place) => (
          <For each={ofPlace(place)}>
            {({ logSource, eventIds, techniques, queries }) => (
              <>
                <h3>
                  {place.sensorName}
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

function keepConvertible(queries: readonly HuntQuery[]): readonly HuntQuery[] {
  const sigma = queries.filter(({ language }) => language === 'sigma');
  return sigma.length === 0 ? queries : sigma;
}
