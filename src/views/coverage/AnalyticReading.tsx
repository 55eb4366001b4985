import { createMemo, Index, Show } from 'solid-js';
import type { AnalyticExplanation, GroupExplanation, NeedExplanation } from '../../domain/coverage/explain';
import { formatInterval } from '../../domain/format';
import { Explain } from '../pieces/Explain';
import { Fold } from '../pieces/Fold';
import { NeedReading } from './NeedReading';

/** One analytic in one group: what it needs, and what feeds that or would. */
export function AnalyticReading(props: {
  readonly analytic: AnalyticExplanation;
  readonly group: GroupExplanation;
  readonly isOpen: boolean;
}) {
  /** What is missing first: it is what to do something about. */
  const needs = createMemo(() => [...props.analytic.needs].sort((a, b) => Number(isFed(a)) - Number(isFed(b))));
  const fed = () => props.analytic.needs.filter(isFed).length;
  return (
    <Fold
      isOpen={props.isOpen}
      summary={
        <span class="reading-line">
          <span class="reading-name">
            {props.analytic.id}
            <Show when={props.analytic.strategy !== ''}>
              <span class="technique-panel-note"> of {props.analytic.strategy}</span>
            </Show>
          </span>
          <span class="reading-figure">
            {props.analytic.state}
            <Show when={props.analytic.state === 'runs'} fallback={`, ${fed()} of ${props.analytic.needs.length} fed`}>
              {' '}
              {formatInterval(props.analytic.share)}
            </Show>
          </span>
        </span>
      }
    >
      <Show when={props.analytic.isOverlapUnknown}>
        <div class="overlap-unknown">
          All its data components are fed, but perhaps on different hosts.{' '}
          <Explain label="Why that is not enough">
            <p>
              Only shares are stated: if half of the hosts send one component and the other half another, no host sends
              both, and the analytic finds nothing. State the parts of {props.group.groupName} that each deployment
              reaches (“wave 1”), and the overlap is computed instead of doubted.
            </p>
          </Explain>
        </div>
      </Show>
      <ul class="needs">
        <Index each={needs()}>
          {(need) => <NeedReading need={need()} analytic={props.analytic} group={props.group} />}
        </Index>
      </ul>
    </Fold>
  );
}

function isFed({ feeders }: NeedExplanation): boolean {
  return feeders.length > 0;
}
