import { For, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { MissingStep } from '../../../domain/threats/hunt-plan';
import { linkTo } from '../../../state/route';
import { Fold } from '../../pieces/Fold';
import { isCounted } from '../threat-words';
import { describeCandidates } from './look-words';

/** What cannot be seen, what each step lacks, and what would mend it. */
export function MissingSteps(props: { readonly steps: readonly MissingStep[] }) {
  const gaps = () => props.steps.filter(({ state }) => isCounted(state));
  const others = () => props.steps.filter(({ state }) => !isCounted(state));
  return (
    <>
      <Show when={gaps().length > 0}>
        <section>
          <h2 class="threat-heading">What is missing: {formatCounted(gaps().length, 'step')} that cannot be seen</h2>
          <ul class="look-missing">
            <For each={gaps()}>{(step) => <Missing step={step} />}</For>
          </ul>
        </section>
      </Show>
      <Show when={others().length > 0}>
        <section class="look-outside">
          <Fold kind="head" summary={`${formatCounted(others().length, 'step is', 'steps are')} not counted`}>
            <ul class="look-missing">
              <For each={others()}>
                {(step) => (
                  <li>
                    <StepName step={step} />
                  </li>
                )}
              </For>
            </ul>
          </Fold>
        </section>
      </Show>
    </>
  );
}

function StepName(props: { readonly step: MissingStep }) {
  return (
    <p class="look-missing-name">
      <a href={linkTo('coverage', props.step.technique)}>{props.step.technique}</a> <b>{props.step.name}</b>{' '}
      <span class="threat-id">
        {props.step.tactic}, {props.step.state}
      </span>
    </p>
  );
}

function Missing(props: { readonly step: MissingStep }) {
  return (
    <li>
      <StepName step={props.step} />
      <ul>
        <For each={props.step.lacks}>
          {({ component, candidates }) => (
            <li>
              lacks {component}
              <Show when={candidates.length > 0}>: {describeCandidates(candidates)}</Show>
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
