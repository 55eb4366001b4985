import { createMemo, For, on, Show } from 'solid-js';
import type { AnalyticExplanation, GroupExplanation, NeedExplanation } from '../../domain/coverage/explain';
import { EMPTY_INVENTORY } from '../../domain/sensors/inventory';
import { useApp } from '../../state/app-state';
import { Fold } from '../pieces/Fold';
import { SupportingControl } from './SupportingControl';
import { describeCandidate, describeEvents, describeFeederQuality, matchWord, nameDeployment } from './telemetry-words';

/** One data component that an analytic requires. */
export function NeedReading(props: {
  readonly need: NeedExplanation;
  readonly analytic: AnalyticExplanation;
  readonly group: GroupExplanation;
}) {
  const app = useApp();
  const isFed = () => props.need.feeders.length > 0;
  /** Steps within the inventory first; what would have to be bought is one line. */
  const steps = createMemo(() => props.need.candidates.filter(({ obstacle }) => obstacle !== 'not owned'));
  const foreign = createMemo(() => props.need.candidates.filter(({ obstacle }) => obstacle === 'not owned'));
  const place = () => ({
    analytic: props.analytic.id,
    component: props.need.component.id,
    componentName: props.need.component.name,
  });
  /** The last one cannot be left out: an analytic of nothing says nothing. */
  const canMark = () =>
    props.need.isSupporting || props.analytic.needs.filter(({ isSupporting }) => !isSupporting).length > 1;
  /** Where it changes something, it is at hand; elsewhere it is folded away. It does not move while one looks at it. */
  const isMarkNear = createMemo(
    on(
      () => props.need.component.id,
      () => !isFed() || props.need.isSupporting || props.need.asked.length === 0,
    ),
  );
  const sayHow = (candidate: NeedExplanation['candidates'][number]) =>
    describeCandidate(candidate, props.group, {
      inventory: app.workspace.inventory() ?? EMPTY_INVENTORY,
      sensors: app.coverage.sensors() ?? [],
      settings: app.coverage.settings(),
    });

  return (
    <li class="need" data-fed={isFed() ? 'true' : 'false'}>
      <p class="need-head">
        <span class="need-mark" aria-hidden="true">
          {isFed() ? '●' : '○'}
        </span>
        <span class="need-name">{props.need.component.name}</span>
        <span class="technique-panel-note">{props.need.component.id}</span>
        <span class="need-state">
          {isFed() ? 'fed' : 'missing'}
          {props.need.isSupporting ? ', supporting' : ''}
        </span>
      </p>
      <ul class="need-facts">
        <For each={props.need.feeders}>
          {(feeder) => (
            <li>
              {nameDeployment(app.workspace.inventory() ?? EMPTY_INVENTORY, feeder)}
              <Show when={feeder.eventIds.length > 0}>: {describeEvents(feeder.eventIds)}</Show>
              <span class="technique-panel-note">
                {' '}
                – {matchWord(feeder.precision)}, {describeFeederQuality(feeder)}
              </span>
            </li>
          )}
        </For>
        <Show when={!isFed()}>
          <For each={steps()}>{(candidate) => <li class="need-step">{sayHow(candidate)}</li>}</For>
          <Show when={foreign().length > 0}>
            <li>
              <Fold
                kind="quiet"
                summary={`${steps().length > 0 ? 'Also given' : 'Given'} by ${foreign().length === 1 ? 'a sensor' : `${foreign().length} sensors`} that you have not listed`}
              >
                <ul class="need-facts">
                  <For each={foreign()}>{(candidate) => <li>{sayHow(candidate)}</li>}</For>
                </ul>
              </Fold>
            </li>
          </Show>
          <Show when={props.need.candidates.length === 0}>
            <li>No sensor we know of gives it for this group at the precision asked for.</li>
          </Show>
        </Show>
      </ul>
      <div class="need-more">
        <Show when={props.need.asked.length > 0}>
          <Fold kind="quiet" summary="What ATT&CK asks for">
            <ul class="need-facts">
              <For each={props.need.asked}>
                {({ logSource, codes }) => (
                  <li>
                    <code class="log-source">{logSource}</code> {codes.join(', ')}
                  </li>
                )}
              </For>
            </ul>
            <Show when={canMark() && !isMarkNear()}>
              <SupportingControl place={place()} />
            </Show>
          </Fold>
        </Show>
        <Show when={canMark() && isMarkNear()}>
          <SupportingControl place={place()} />
        </Show>
      </div>
    </li>
  );
}
