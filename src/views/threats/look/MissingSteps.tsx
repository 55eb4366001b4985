import { For, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { MissingStep } from '../../../domain/threats/hunt-plan';
import { linkTo } from '../../../state/route';
import { obstacleWord } from './look-words';

/** What cannot be seen, what each step lacks, and what would mend it. */
export function MissingSteps(props: { readonly steps: readonly MissingStep[] }) {
  return (
    <Show when={props.steps.length > 0}>
      <section>
        <h2 class="threat-heading">What is missing: {formatCounted(props.steps.length, 'step')} that cannot be seen</h2>
        <ul class="look-missing">
          <For each={props.steps}>{(step) => <Missing step={step} />}</For>
        </ul>
      </section>
    </Show>
  );
}

function Missing(props: { readonly step: MissingStep }) {
  return (
    <li>
      <p class="look-missing-name">
        <a href={linkTo('coverage', props.step.technique)}>{props.step.technique}</a> <b>{props.step.name}</b>{' '}
        <span class="threat-id">
          {props.step.tactic}, {props.step.state}
        </span>
      </p>
      <ul>
        <For each={props.step.lacks}>
          {({ component, candidates }) => (
            <li>
              lacks {component}
              <Show when={candidates.length > 0}>
                :{' '}
                <For each={candidates}>
                  {(candidate, at) => (
                    <>
                      {at() > 0 ? '; ' : ''}
                      {candidate.sensorName} ({obstacleWord(candidate.obstacle)})
                    </>
                  )}
                </For>
              </Show>
            </li>
          )}
        </For>
        <Show when={props.step.closedBy.length > 0}>
          <li class="look-closed">
            closed by {props.step.closedBy.length === 1 ? 'the option' : 'any of the options'}{' '}
            {props.step.closedBy.map(({ name }) => name).join(', ')} of your <a href={linkTo('plan', 'best')}>plan</a>
          </li>
        </Show>
      </ul>
    </li>
  );
}
