import { Index, Show } from 'solid-js';
import type { QueryLanguage } from '../../../domain/threats/hunt-queries';
import type { HuntEntry, HuntSheet } from '../../../domain/threats/hunt-sheet';
import { linkTo } from '../../../state/route';
import type { PlaceQueries } from '../../../state/threats';
import { HuntItemView } from './HuntItemView';
import { findQueries, type SheetStep } from './sheet-items';

/** One step of the hunt: what it is, and where to look for it. */
export function HuntStepView(props: {
  readonly step: SheetStep;
  readonly passage: string;
  readonly sheet: HuntSheet | undefined;
  readonly queries: readonly PlaceQueries[];
  readonly languages: readonly QueryLanguage[];
  readonly onTick: (key: string, what: string, part: Partial<Pick<HuntEntry, 'outcome' | 'notes'>>) => Promise<boolean>;
}) {
  return (
    <article class="hunt-step" aria-label={`${props.step.technique} ${props.step.name}`}>
      <h3 class="hunt-step-name">
        <a href={linkTo('coverage', props.step.technique)}>{props.step.technique}</a> {props.step.name}
      </h3>
      <Show when={props.passage}>{(passage) => <blockquote class="hunt-passage">{passage()}</blockquote>}</Show>
      <Index each={props.step.items}>
        {(item) => (
          <HuntItemView
            item={item()}
            technique={props.step.technique}
            entry={props.sheet?.entries.find(({ key }) => key === item().key)}
            queries={findQueries(item(), props.queries, props.languages)}
            onTick={(part) => props.onTick(item().key, `${props.step.technique} on ${item().sensorName}`, part)}
          />
        )}
      </Index>
    </article>
  );
}
