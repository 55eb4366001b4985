import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { Scenario } from '../../../domain/planning/scenario';
import { useApp } from '../../../state/app-state';
import { createPlanningRequest } from '../../../state/planning-answer';
import { linkTo } from '../../../state/route';
import { createScenarioAnswer, exportScenario } from '../../../state/scenarios';
import { AnswerLine } from '../../pieces/AnswerLine';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { createScreenExports } from '../../shell/screen-exports';
import { WeightsLine } from '../WeightsLine';
import { ChangedTechniques } from './ChangedTechniques';
import { ChangeList } from './ChangeList';
import { ScenarioActions } from './ScenarioActions';
import { ScenarioMatrix } from './ScenarioMatrix';
import {
  decimalsOf,
  describeResult,
  formatBothDeltas,
  formatDelta,
  formatWeighted,
  MEASURE_WORDS,
  weightedOf,
} from './scenario-words';

const VIEWS = [
  { value: 'techniques', label: 'Techniques' },
  { value: 'matrix', label: 'Matrix' },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** One scenario: what it does first, then what it is made of, then technique by technique. */
export function ScenarioPage(props: { readonly scenario: Scenario }) {
  const app = useApp();
  const request = createPlanningRequest(app);
  const result = createScenarioAnswer(app, () => props.scenario);
  const [view, setView] = createSignal<View>('techniques');
  // Of another release, positions mean other techniques.
  const answer = createMemo(() => {
    const latest = result.answer();
    return latest?.catalogId === app.coverage.catalogId() ? latest : undefined;
  });
  const figures = () => answer()?.figures;
  const bound = () => request().objective.bound;

  createScreenExports(() => {
    const { scenario } = props;
    const run = (kind: Parameters<typeof exportScenario>[2]) => () => exportScenario(request(), scenario, kind);
    const hint = 'A Navigator layer, version 4.5.';
    return [
      {
        label: 'Changed techniques (CSV)',
        hint: 'A row per technique, group and requirement.',
        run: run('changes-table'),
      },
      {
        label: 'Layer: difference',
        hint: 'What changes, and through what. Version 4.5.',
        run: run('layer-difference'),
      },
      { label: 'Layer: before', hint, run: run('layer-before') },
      { label: 'Layer: after', hint, run: run('layer-after') },
    ];
  });

  return (
    <article class="scenario" aria-labelledby="scenario-name">
      <p class="scenario-back">
        <a href={linkTo('plan', 'scenarios')}>All scenarios</a>
      </p>
      <h2 id="scenario-name" class="scenario-name">
        {props.scenario.name}
      </h2>
      <Switch fallback={<p class="scenarios-waiting" role="status" aria-label="Computing" />}>
        <Match when={result.problem()}>{(problem) => <p role="alert">{problem()}</p>}</Match>
        <Match when={props.scenario.changes.length === 0}>
          <AnswerLine>It changes nothing yet. Add a first change below.</AnswerLine>
        </Match>
        <Match when={figures()}>
          {(known) => (
            <>
              <AnswerLine>
                {describeResult(known())}; weighted coverage {formatDelta(known(), bound())}.
              </AnswerLine>
              <p class="scenario-figures">
                <Show when={weightedOf(known()).before} fallback="Nothing that counts has a weight.">
                  {(before) => (
                    <>
                      {formatWeighted(before(), decimalsOf(known()))} today,{' '}
                      {formatWeighted(weightedOf(known()).after ?? before(), decimalsOf(known()))} with it, by{' '}
                      {MEASURE_WORDS[known().measure]}: {formatBothDeltas(known())}.{' '}
                    </>
                  )}
                </Show>
                <Show when={known().unmet.length > 0}>
                  {formatCounted(known().unmet.length, 'change')} cannot be applied, and{' '}
                  {known().unmet.length === 1 ? 'is' : 'are'} left out.
                </Show>
              </p>
            </>
          )}
        </Match>
      </Switch>
      <div class="scenarios-line">
        <ScenarioActions scenario={props.scenario} unmet={figures()?.unmet ?? []} />
        <WeightsLine />
      </div>
      <ChangeList scenario={props.scenario} figures={figures()} />
      <Show when={props.scenario.changes.length > 0 && answer()}>
        {(known) => (
          <section aria-labelledby="scenario-changed">
            <div class="scenario-head">
              <h3 id="scenario-changed" class="scenario-heading">
                What it changes
              </h3>
              <SegmentedControl label="Shown as" labelHidden value={view()} options={VIEWS} onChange={setView} />
            </div>
            <Switch>
              <Match when={view() === 'techniques'}>
                <ChangedTechniques scenarioId={props.scenario.id} changes={known().changes} />
              </Match>
              <Match when={view() === 'matrix' && app.coverage.facts()}>
                {(facts) => <ScenarioMatrix scenarioId={props.scenario.id} facts={facts()} answer={known()} />}
              </Match>
            </Switch>
          </section>
        )}
      </Show>
    </article>
  );
}
