import { For, Show } from 'solid-js';
import { formatInterval } from '../../../domain/format';
import type { ChangedFeeder, NeedChange } from '../../../domain/planning/change-reasons';
import { describeFeeder } from '../../../domain/planning/change-words';
import type { ExplainedChange } from '../../../domain/planning/scenario-result';
import { linkTo } from '../../../state/route';

/** Group by group: from what to what, and the requirements whose feeders are others. */
export function ChangeReading(props: { readonly change: ExplainedChange }) {
  return (
    <>
      <h4 class="changed-title">
        {props.change.id} {props.change.name}
      </h4>
      <p class="scenario-quiet">
        {props.change.from === props.change.to
          ? `Stays “${props.change.to}” in the estate.`
          : `“${props.change.from}” becomes “${props.change.to}” in the estate.`}{' '}
        <a href={linkTo('coverage', props.change.id)}>See it as it is today</a>
      </p>
      <For each={props.change.reasons}>
        {(reason) => (
          <section class="changed-group" aria-label={reason.groupName}>
            <h5 class="changed-group-name">
              {reason.groupName}: {reason.from === reason.to ? `stays ${reason.to}` : `${reason.from} → ${reason.to}`}
            </h5>
            <ul class="changed-needs">
              <For each={reason.needs}>{(need) => <NeedReading need={need} />}</For>
            </ul>
          </section>
        )}
      </For>
    </>
  );
}

function NeedReading(props: { readonly need: NeedChange }) {
  const lists = () =>
    [
      { words: props.need.wasFed ? 'also fed by' : 'now fed by', feeders: props.need.gained },
      { words: 'no longer fed by', feeders: props.need.lost },
      { words: 'fed otherwise by', feeders: props.need.altered },
    ].filter(({ feeders }) => feeders.length > 0);
  return (
    <li>
      <strong>{props.need.component.name}</strong>{' '}
      <span class="scenario-quiet">
        {props.need.component.id}, asked for by {props.need.analytics.join(', ')}
      </span>
      <For each={lists()}>
        {({ words, feeders }) => (
          <div>
            {words} <For each={feeders}>{(feeder, at) => <FeederReading feeder={feeder} isFirst={at() === 0} />}</For>
          </div>
        )}
      </For>
    </li>
  );
}

function FeederReading(props: { readonly feeder: ChangedFeeder; readonly isFirst: boolean }) {
  const quality = () => (props.feeder.quality.low === props.feeder.quality.high ? props.feeder.quality : null);
  return (
    <>
      {props.isFirst ? '' : '; '}
      {describeFeeder(props.feeder)}, {props.feeder.precision ?? 'no'} precision, on{' '}
      {formatInterval(props.feeder.share)}
      <Show when={quality()}>{(rated) => <>, quality {formatInterval(rated())}</>}</Show>
    </>
  );
}
