import { createMemo, createSignal, For, Index, Match, Show, Switch } from 'solid-js';
import type { CatalogFacts } from '../../../domain/attack/catalog-facts';
import type { Coverage } from '../../../domain/coverage/coverage';
import { RUNS } from '../../../domain/coverage/state';
import { readTechniqueFigures } from '../../../domain/coverage/technique-figures';
import { formatCount } from '../../../domain/format';
import { TREND_WORDS } from '../../../domain/planning/change-words';
import type { ExplainedChange } from '../../../domain/planning/scenario-result';
import { TRENDS } from '../../../domain/planning/technique-changes';
import { goTo } from '../../../state/route';
import type { ScenarioAnswer } from '../../../state/scenarios';
import { STATES_IN_ORDER, stateSlug } from '../../coverage/coverage-words';
import { StateSwatch } from '../../coverage/StateSwatch';
import { createMediaQuery } from '../../pieces/media-query';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { ChangeReading } from './ChangeReading';
import { TREND_SIGNS, TrendMark } from './TrendMark';
import './ScenarioMatrix.css';

const SIDES = [
  { value: 'before', label: 'Before' },
  { value: 'after', label: 'After' },
  { value: 'difference', label: 'Difference' },
] as const;
type Side = (typeof SIDES)[number]['value'];

/**
 * The matrix three times: before, after, and what differs; side by side where there is room, else one of them. Blocks
 * alone, tactic by tactic; the table of changed techniques says the same in words.
 */
export function ScenarioMatrix(props: {
  readonly scenarioId: string;
  readonly facts: CatalogFacts;
  readonly answer: ScenarioAnswer;
}) {
  const isNarrow = createMediaQuery('(width < 900px)');
  const [chosen, setChosen] = createSignal<Side>('difference');
  const [picked, setPicked] = createSignal<number | null>(null);
  const sides = () => SIDES.filter(({ value }) => !isNarrow() || value === chosen());
  const byTechnique = createMemo(() => new Map(props.answer.changes.map((change) => [change.technique, change])));
  const pickedChange = () => byTechnique().get(picked() ?? -1);

  function pick(event: MouseEvent): void {
    const block = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-technique]') : null;
    if (block === null) return;
    const technique = Number(block.dataset['technique']);
    if (byTechnique().has(technique)) setPicked(technique);
  }

  return (
    <>
      <Show when={isNarrow()}>
        <SegmentedControl label="Side" labelHidden value={chosen()} options={SIDES} onChange={setChosen} />
      </Show>
      <Legend answer={props.answer} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: what a block opens, the table of changed techniques opens by key. */}
      <table class="scenario-matrix" onClick={pick}>
        <caption class="visually-hidden">Techniques by tactic, before, after and what differs</caption>
        <thead>
          <tr>
            <th scope="col">Tactic</th>
            <For each={sides()}>{({ label }) => <th scope="col">{label}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.facts.tactics}>
            {(tactic) => {
              const members = tactic.techniques.flatMap((technique) => [
                technique,
                ...(props.facts.techniques[technique]?.subTechniques ?? []),
              ]);
              return (
                <tr>
                  <th scope="row">{tactic.name}</th>
                  <For each={sides()}>
                    {({ value }) => (
                      <td>
                        <Switch>
                          <Match when={value === 'difference'}>
                            <Difference members={members} facts={props.facts} byTechnique={byTechnique()} />
                          </Match>
                          <Match when={value !== 'difference'}>
                            <Blocks
                              members={members}
                              facts={props.facts}
                              coverage={(value === 'before' ? props.answer.before : props.answer.after).coverage}
                            />
                          </Match>
                        </Switch>
                      </td>
                    )}
                  </For>
                </tr>
              );
            }}
          </For>
        </tbody>
      </table>
      <Show when={pickedChange()}>
        {(change) => (
          <section class="changed-detail" aria-label={`Why ${change().id} changes`}>
            <ChangeReading change={change()} />
            <button
              type="button"
              class="button"
              data-kind="quiet"
              onClick={() => goTo('plan', 'scenarios', props.scenarioId, change().id)}
            >
              Keep it open by its address
            </button>
          </section>
        )}
      </Show>
    </>
  );
}

function Blocks(props: {
  readonly members: readonly number[];
  readonly facts: CatalogFacts;
  readonly coverage: Coverage;
}) {
  const runs = () => props.members.filter((technique) => props.coverage.states[technique] === RUNS).length;
  return (
    <div
      class="scenario-blocks"
      role="img"
      aria-label={`${formatCount(runs())} of ${formatCount(props.members.length)} run`}
    >
      <Index each={props.members}>
        {(technique) => {
          const figures = () => readTechniqueFigures(props.coverage, technique(), 'analytics');
          return (
            <span
              class="state-swatch"
              data-technique={technique()}
              data-state={stateSlug(figures().state)}
              data-strength={figures().grade || undefined}
              title={`${nameOf(props.facts, technique())}: ${figures().state}`}
            />
          );
        }}
      </Index>
    </div>
  );
}

function Difference(props: {
  readonly members: readonly number[];
  readonly facts: CatalogFacts;
  readonly byTechnique: ReadonlyMap<number, ExplainedChange>;
}) {
  const summary = () => {
    const parts = TRENDS.flatMap((trend) => {
      const count = props.members.filter((technique) => props.byTechnique.get(technique)?.trend === trend).length;
      return count === 0 ? [] : [`${formatCount(count)} ${TREND_WORDS[trend]}`];
    });
    return parts.length === 0 ? 'nothing changes' : parts.join('; ');
  };
  return (
    <div class="scenario-blocks" role="img" aria-label={summary()}>
      <Index each={props.members}>
        {(technique) => {
          const change = () => props.byTechnique.get(technique());
          return (
            <span
              class="difference-block"
              data-technique={technique()}
              data-trend={change()?.trend}
              title={describeBlock(props.facts, technique(), change())}
            >
              <Show when={change()}>{(found) => <>{TREND_SIGNS[found().trend]}</>}</Show>
            </span>
          );
        }}
      </Index>
    </div>
  );
}

function Legend(props: { readonly answer: ScenarioAnswer }) {
  const states = () =>
    STATES_IN_ORDER.filter((state) =>
      [props.answer.before, props.answer.after].some(({ coverage }) =>
        coverage.states.some((_, technique) => readTechniqueFigures(coverage, technique, 'analytics').state === state),
      ),
    );
  return (
    <ul class="scenario-legend" aria-label="What the blocks mean">
      <For each={states()}>
        {(state) => (
          <li>
            <StateSwatch state={state} grade={3} /> {state}
          </li>
        )}
      </For>
      <For each={TRENDS.filter((trend) => props.answer.changes.some((change) => change.trend === trend))}>
        {(trend) => (
          <li>
            <TrendMark trend={trend} /> {TREND_WORDS[trend]}
          </li>
        )}
      </For>
    </ul>
  );
}

function nameOf({ techniques }: CatalogFacts, technique: number): string {
  const facts = techniques[technique];
  return facts === undefined ? '' : `${facts.id} ${facts.name}`;
}

function describeBlock(facts: CatalogFacts, technique: number, change: ExplainedChange | undefined): string {
  const name = nameOf(facts, technique);
  if (change === undefined) return `${name}: as today`;
  const { from, to, trend } = change;
  return `${name}: ${from === to ? `${to}, ${TREND_WORDS[trend]}` : `${from} → ${to}`}`;
}
