import { Index, Show } from 'solid-js';
import { joinWords } from '../../coverage/coverage-words';
import { describeEvents } from '../../coverage/telemetry-words';
import { Fold } from '../../pieces/Fold';
import { QueryText } from './QueryText';
import type { SheetPlace, ShownQuery } from './sheet-items';

/** One sensor to look at: its events, and the queries for them. */
export function HuntPlaceView(props: { readonly place: SheetPlace; readonly queries: readonly ShownQuery[] }) {
  return (
    <div class="hunt-place">
      <p>
        <b>{props.place.sensorName}</b>
        <Show when={props.place.eventIds.length > 0}>, {describeEvents(props.place.eventIds)}</Show>
        <Show when={props.place.groupNames.length > 0}> on {joinWords(props.place.groupNames)}</Show>{' '}
        <span class="threat-code">{props.place.logSources.join(', ')}</span>
      </p>
      <Show when={props.queries.length > 0}>
        <Fold kind="quiet" summary={props.queries.length === 1 ? 'Query' : `${props.queries.length} queries`}>
          <Index each={props.queries}>{(query) => <QueryText query={query()} />}</Index>
        </Fold>
      </Show>
    </div>
  );
}
