import { For, Index, Show } from 'solid-js';
import type { HuntStep } from '../../../domain/threats/hunt-plan';
import { linkTo } from '../../../state/route';
import { joinWords } from '../../coverage/coverage-words';
import { describeEvents } from '../../coverage/telemetry-words';
import { Fold } from '../../pieces/Fold';

/** Per step, what shows it. */
export function StepReadings(props: { readonly steps: readonly HuntStep[] }) {
  return (
    <div class="look-steps">
      <Index each={props.steps}>
        {(step) => (
          <Fold
            summary={
              <>
                <span class="threat-id">{step().technique}</span> {step().name}
              </>
            }
            state={step().tactic}
          >
            <p class="look-step-link">
              <a href={linkTo('coverage', step().technique)}>In the matrix</a>
            </p>
            <For each={step().shownBy}>
              {({ analytic, groupNames, needs }) => (
                <div class="look-analytic">
                  <p>
                    <b>{analytic}</b> on {joinWords(groupNames)}
                  </p>
                  <ul>
                    <For each={needs}>
                      {(need) => (
                        <li>
                          {need.component}: <b>{need.sensorName}</b>
                          <Show when={need.eventIds.length > 0}>, {describeEvents(need.eventIds)}</Show>
                          <Show when={need.logSources.length > 0}>
                            {' '}
                            <span class="threat-code">{need.logSources.join(', ')}</span>
                          </Show>
                          <Show when={need.codes.length > 0}>
                            {' '}
                            <span class="threat-id">ATT&CK names {need.codes.join(', ')}</span>
                          </Show>
                          <Show when={need.mappedOnly.length > 0}>
                            {' '}
                            <span class="threat-id">by its mapping alone: {need.mappedOnly.join(', ')}</span>
                          </Show>
                        </li>
                      )}
                    </For>
                  </ul>
                </div>
              )}
            </For>
          </Fold>
        )}
      </Index>
    </div>
  );
}
