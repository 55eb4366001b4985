import { Index, Show } from 'solid-js';
import type { SheetStep } from '../../../domain/threats/compose-hunt-sheet';
import type { HuntEntry } from '../../../domain/threats/hunt-sheet';
import { linkTo } from '../../../state/route';
import type { PlaceQueries } from '../../../state/threats';
import { joinWords } from '../../coverage/coverage-words';
import { DraftText } from '../../inventory/DraftText';
import { Fold } from '../../pieces/Fold';
import { HuntOutcome } from './HuntOutcome';
import { HuntPlaceView } from './HuntPlaceView';
import { findQueries } from './step-queries';

/** Longer ones would stand between the hunter and the places. */
const LONG_PASSAGE = 280;

/** One step of the hunt: what it is, where to look for it, and what came of it. */
export function HuntStepView(props: {
  readonly step: SheetStep;
  /** What the report says of it; perhaps empty. */
  readonly passage: string;
  readonly queries: readonly PlaceQueries[];
  readonly onTick: (part: Partial<Pick<HuntEntry, 'outcome' | 'notes'>>) => Promise<boolean>;
}) {
  const name = () => `${props.step.technique} ${props.step.name}`;
  return (
    <article class="hunt-step" aria-label={name()} data-outcome={props.step.entry?.outcome ?? 'open'}>
      <h3 class="hunt-step-name">
        <a href={linkTo('coverage', props.step.technique)}>{props.step.technique}</a> {props.step.name}
      </h3>
      <Show when={props.step.groupNames.length > 0}>
        <p class="hunt-groups">on {joinWords(props.step.groupNames)}</p>
      </Show>
      <Show when={props.passage}>
        {(passage) => (
          <Show
            when={passage().length > LONG_PASSAGE}
            fallback={<blockquote class="hunt-passage">{passage()}</blockquote>}
          >
            <Fold kind="quiet" summary="What is said of it">
              <blockquote class="hunt-passage">{passage()}</blockquote>
            </Fold>
          </Show>
        )}
      </Show>
      <Index each={props.step.places}>
        {(place) => (
          <HuntPlaceView
            place={place()}
            ofGroups={props.step.groupNames.length}
            queries={findQueries(props.step.technique, place(), props.queries)}
          />
        )}
      </Index>
      <div class="hunt-result">
        <HuntOutcome label={name()} entry={props.step.entry} onChange={(outcome) => void props.onTick({ outcome })} />
        <DraftText
          label="Notes"
          value={props.step.entry?.notes ?? ''}
          rows={2}
          save={(notes) => props.onTick({ notes })}
        />
      </div>
    </article>
  );
}
