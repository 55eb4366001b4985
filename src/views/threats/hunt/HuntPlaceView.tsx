import { Index, Show } from 'solid-js';
import type { SheetLook } from '../../../domain/threats/compose-hunt-sheet';
import { joinWords } from '../../coverage/coverage-words';
import { describeEvents } from '../../coverage/telemetry-words';
import { Fold } from '../../pieces/Fold';
import { QueryText } from './QueryText';
import type { ShownQuery } from './step-queries';

/** One sensor to look at: its events, and the queries for them. */
export function HuntPlaceView(props: {
  readonly place: SheetLook;
  /** In how many groups the step is shown. */
  readonly ofGroups: number;
  readonly queries: readonly ShownQuery[];
}) {
  return (
    <div class="hunt-place">
      <p>
        <b>{props.place.sensorName}</b>
        <Show when={props.place.eventIds.length > 0}>, {describeEvents(props.place.eventIds)}</Show>{' '}
        <span class="threat-code">{props.place.logSources.join(', ')}</span>
        <Show when={props.place.groupNames.length < props.ofGroups}>
          {' '}
          <span class="hunt-groups">on {joinWords(props.place.groupNames)}</span>
        </Show>
        <Show when={props.place.mappedOnly.length > 0}>
          <span class="hunt-groups">; by mapping alone: {props.place.mappedOnly.join(', ')}</span>
        </Show>
      </p>
      <Show when={props.queries.length > 0}>
        <Fold kind="quiet" summary={props.queries.length === 1 ? 'Query' : `${props.queries.length} queries`}>
          <Index each={props.queries}>{(query) => <QueryText query={query()} />}</Index>
        </Fold>
      </Show>
    </div>
  );
}
