import { For, Show } from 'solid-js';
import { stateWord } from '../../domain/coverage/lens-words';
import type { Lens } from '../../domain/coverage/settings';
import type { TechniqueState } from '../../domain/coverage/state';
import type { Totals } from '../../domain/coverage/totals';
import { formatCount } from '../../domain/format';
import { coverageFilters } from '../../state/coverage-filters';
import { Explain } from '../pieces/Explain';
import { COUNTED, STATES_OF, stateMeaning } from './coverage-words';
import { StateMeanings } from './StateMeanings';
import { StateSwatch } from './StateSwatch';
import './StateLegend.css';

/** What the cells mean, how many there are of each, and the way to see only some: one thing, said once. */
export function StateLegend(props: {
  readonly lens: Lens;
  readonly totals: Totals | undefined;
  /** Whether there are rules, whose mark then needs a word. */
  readonly hasRules: boolean;
}) {
  /** What is no gap and does not occur needs no explanation. */
  const states = () =>
    STATES_OF[props.lens].filter(
      (state) =>
        COUNTED.includes(state) || isChosen(state) || props.totals === undefined || countOf(props.totals, state) > 0,
    );
  const isChosen = (state: TechniqueState) => coverageFilters.states().includes(state);
  const toggle = (state: TechniqueState) => {
    const chosen = coverageFilters.states();
    coverageFilters.chooseStates(isChosen(state) ? chosen.filter((other) => other !== state) : [...chosen, state]);
  };
  return (
    <div class="state-legend">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a box and needs a legend of its own. */}
      <div role="group" aria-label="States; choose some to see only those" class="state-legend-states">
        <For each={states()}>
          {(state) => (
            <button
              type="button"
              class="state-legend-state"
              aria-pressed={isChosen(state)}
              title={stateMeaning(state, props.lens)}
              onClick={() => toggle(state)}
            >
              <Show
                when={state === 'runs' && props.lens === 'analytics'}
                fallback={<StateSwatch state={state} grade={3} />}
              >
                <span class="state-legend-ramp">
                  <For each={[1, 2, 3, 4, 5] as const}>{(grade) => <StateSwatch state="runs" grade={grade} />}</For>
                </span>
              </Show>
              <span>{stateWord(state, props.lens)}</span>
              <span class="state-legend-count">
                {props.totals === undefined ? '' : formatCount(countOf(props.totals, state))}
              </span>
            </button>
          )}
        </For>
        <Show when={props.hasRules}>
          <button
            type="button"
            class="state-legend-state"
            aria-pressed={coverageFilters.rules() === 'rule'}
            title="You have a rule for it that is in service. Whether what the rule needs arrives is another question."
            onClick={() => coverageFilters.chooseRules(coverageFilters.rules() === 'rule' ? 'any' : 'rule')}
          >
            <span class="state-legend-rule" aria-hidden="true" />
            <span>has a rule</span>
          </button>
        </Show>
      </div>
      <span class="state-legend-explain">
        <Explain label="What they mean">
          <StateMeanings lens={props.lens} />
        </Explain>
      </span>
      <div class="state-legend-printed" aria-hidden="true">
        <StateMeanings lens={props.lens} />
      </div>
    </div>
  );
}

function countOf(totals: Totals, state: TechniqueState): number {
  switch (state) {
    case 'runs':
      return totals.runs;
    case 'one short':
      return totals.oneShort;
    case 'partial':
      return totals.partial;
    case 'blind':
      return totals.blind;
    case 'no analytic':
      return totals.noAnalytic;
    case 'not observable':
      return totals.notObservable;
    case 'not applicable':
      return totals.notApplicable;
  }
}
