import { createUniqueId, For, Index, Show } from 'solid-js';
import { formatDateTime } from '../../../domain/format';
import { HUNT_OUTCOMES, type HuntEntry } from '../../../domain/threats/hunt-sheet';
import { joinWords } from '../../coverage/coverage-words';
import { describeEvents } from '../../coverage/telemetry-words';
import { DraftText } from '../../inventory/DraftText';
import { Fold } from '../../pieces/Fold';
import { OUTCOME_WORDS } from './hunt-words';
import { QueryText } from './QueryText';
import type { SheetItem, ShownQuery } from './sheet-items';

/** One sensor to look at for one step: its events, the queries, and what came of it. */
export function HuntItemView(props: {
  readonly item: SheetItem;
  readonly technique: string;
  readonly entry: HuntEntry | undefined;
  readonly queries: readonly ShownQuery[];
  readonly onTick: (part: Partial<Pick<HuntEntry, 'outcome' | 'notes'>>) => Promise<boolean>;
}) {
  const name = createUniqueId();
  const outcome = () => props.entry?.outcome ?? 'open';
  return (
    <div class="hunt-item" data-outcome={outcome()}>
      <p class="hunt-place">
        <b>{props.item.sensorName}</b>
        <Show when={props.item.eventIds.length > 0}>, {describeEvents(props.item.eventIds)}</Show>
        <Show when={props.item.groupNames.length > 0}> on {joinWords(props.item.groupNames)}</Show>
      </p>
      <Show when={props.item.logSources.length > 0}>
        <p class="hunt-sources">
          <span class="threat-code">{props.item.logSources.join(', ')}</span>
          <Show when={props.item.codes.length > 0}>
            {' '}
            <span class="threat-id">ATT&CK names {props.item.codes.join(', ')}</span>
          </Show>
        </p>
      </Show>
      <Show when={props.queries.length > 0}>
        <Fold kind="quiet" summary={props.queries.length === 1 ? 'Query' : `${props.queries.length} queries`}>
          <Index each={props.queries}>{(query) => <QueryText query={query()} />}</Index>
        </Fold>
      </Show>
      <fieldset class="hunt-outcomes">
        <legend class="visually-hidden">
          {props.technique} on {props.item.sensorName}
        </legend>
        <For each={HUNT_OUTCOMES}>
          {(value) => (
            <label class="hunt-outcome" data-value={value}>
              <input
                type="radio"
                name={name}
                checked={outcome() === value}
                onChange={() => void props.onTick({ outcome: value })}
              />
              <span>{OUTCOME_WORDS[value]}</span>
            </label>
          )}
        </For>
        <Show when={outcome() !== 'open' && props.entry?.at}>
          {(at) => <span class="hunt-at">{formatDateTime(at())}</span>}
        </Show>
      </fieldset>
      <DraftText label="Notes" value={props.entry?.notes ?? ''} rows={2} save={(notes) => props.onTick({ notes })} />
    </div>
  );
}
