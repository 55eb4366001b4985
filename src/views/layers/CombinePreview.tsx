import { For, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { LayerEntries } from './LayerEntries';
import { Unaligned } from './LayerRelease';
import type { CombineOutcome } from './layer-types';
import { formatScore } from './layer-words';

/** What would be kept, and what could not be carried over into it. */
export function CombinePreview(props: {
  readonly outcome: CombineOutcome | undefined;
  readonly problem: string | null;
  readonly isBusy: boolean;
}) {
  return (
    <section class="combine-preview" aria-label="Result" aria-busy={props.isBusy}>
      <Switch>
        <Match when={props.problem}>
          {(problem) => (
            <p class="combine-problem" role="alert">
              {problem()}
            </p>
          )}
        </Match>
        <Match when={props.outcome}>
          {(outcome) => (
            <>
              <p role="status">
                {outcome().summary.name}: {formatCounted(outcome().summary.techniques, 'technique')} scored
                <Show when={outcome().summary.range}>
                  {(range) => (
                    <>
                      , from {formatScore(range().low)} to {formatScore(range().high)}
                    </>
                  )}
                </Show>
                .
                <Show when={outcome().undefinedCount > 0}>
                  {' '}
                  {formatCount(outcome().undefinedCount)} without a result, such as a division by 0: left unscored.
                </Show>
              </p>
              <For each={outcome().operands}>
                {(operand) => (
                  <Show when={operand.unaligned.length + operand.succeeded + operand.withoutTactic > 0}>
                    <div class="combine-carried">
                      <p>
                        {operand.name}: {describeCarried(operand)}
                      </p>
                      <Show when={operand.unaligned.length > 0}>
                        <Unaligned techniques={operand.unaligned} summary="Not carried over" />
                      </Show>
                    </div>
                  </Show>
                )}
              </For>
              <LayerEntries first={outcome().first} all={outcome().summary.entries} />
            </>
          )}
        </Match>
      </Switch>
    </section>
  );
}

function describeCarried({ succeeded, withoutTactic, unaligned }: CombineOutcome['operands'][number]): string {
  const parts = [
    ...(succeeded > 0 ? [`${formatCounted(succeeded, 'technique')} followed to the successor`] : []),
    ...(withoutTactic > 0
      ? [`${formatCount(withoutTactic)} under a tactic the technique has no longer, counted under all`]
      : []),
    ...(unaligned.length > 0 ? [`${formatCount(unaligned.length)} could not be followed`] : []),
  ];
  return `${parts.join('; ')}.`;
}
