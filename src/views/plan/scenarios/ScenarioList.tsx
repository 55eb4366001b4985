import { createMemo, createSignal, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { Scenario } from '../../../domain/planning/scenario';
import { useApp } from '../../../state/app-state';
import { makePlanningState } from '../../../state/planning-records';
import { goTo } from '../../../state/route';
import { createComparison } from '../../../state/scenarios';
import { createWidth, fitColumns } from '../../inventory/fit-columns';
import { AnswerLine } from '../../pieces/AnswerLine';
import { Button } from '../../pieces/Button';
import { DataTable } from '../../pieces/DataTable';
import { EmptyState } from '../../pieces/EmptyState';
import { WeightsLine } from '../WeightsLine';
import { listScenarioColumns, type ScenarioRow } from './scenario-columns';
import { deltaOf, formatDelta, freeName } from './scenario-words';

/** All scenarios beside each other. */
export function ScenarioList() {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const comparison = createComparison(app, () => (planning.scenarios().length === 0 ? null : planning.scenarios()));
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [width, observeWidth] = createWidth();
  const rows = createMemo<readonly ScenarioRow[]>(() => {
    const figures = new Map(comparison.answer()?.map((compared) => [compared.id, compared.figures]));
    return [...planning.scenarios()]
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map((scenario) => ({ scenario, figures: figures.get(scenario.id) ?? null }));
  });
  const bound = () => planning.plan().objective.bound;
  const chosen = () => rows().filter(({ scenario }) => selected().has(scenario.id));
  const best = createMemo(() => {
    const gains = rows().flatMap(({ scenario, figures }) => {
      const delta = figures === null ? null : deltaOf(figures, bound());
      return figures === null || delta === null || delta <= 0 ? [] : [{ scenario, figures, delta }];
    });
    return gains.sort((a, b) => b.delta - a.delta)[0];
  });

  async function add(): Promise<void> {
    const name = freeName(
      'New scenario',
      planning.scenarios().map((scenario) => scenario.name),
    );
    const scenario: Scenario = { id: crypto.randomUUID(), name, notes: '', changes: [] };
    if (await planning.putScenarios(`Make “${name}”`, [scenario])) goTo('plan', 'scenarios', scenario.id);
  }

  function remove(): void {
    const [only, other] = chosen();
    const label =
      only !== undefined && other === undefined
        ? `Delete “${only.scenario.name}”`
        : `Delete ${formatCounted(chosen().length, 'scenario')}`;
    void planning.removeScenarios(label, selected());
    setSelected(new Set<string>());
  }

  return (
    <Show
      when={rows().length > 0}
      fallback={
        <EmptyState
          title="No scenario yet"
          actions={
            <Button kind="primary" onClick={() => void add()}>
              Make a scenario
            </Button>
          }
        >
          <p>
            A scenario is a list of changes to your inventory: a sensor more, a deployment less, events switched on, a
            rollout finished. You see exactly which techniques it changes and through what, before anything is bought.
          </p>
          <p>Your inventory stays as it is until you apply a scenario, and that can be undone.</p>
        </EmptyState>
      }
    >
      <AnswerLine>
        <Show when={best()} fallback={<>{formatCounted(rows().length, 'scenario')}; none covers more than today.</>}>
          {(found) => (
            <>
              <Show
                when={rows().length > 1}
                fallback={
                  <>
                    “{found().scenario.name}” adds {formatDelta(found().figures, bound())}.
                  </>
                }
              >
                Of {formatCounted(rows().length, 'scenario')}, “{found().scenario.name}” adds most:{' '}
                {formatDelta(found().figures, bound())}.
              </Show>
            </>
          )}
        </Show>
      </AnswerLine>
      <div class="scenarios-line">
        <Button kind="primary" onClick={() => void add()}>
          Make a scenario
        </Button>
        <WeightsLine />
      </div>
      <Show when={comparison.problem()}>{(problem) => <p role="alert">{problem()}</p>}</Show>
      <div ref={observeWidth}>
        <DataTable
          label="Scenarios"
          order="by name"
          noun={rows().length === 1 ? 'scenario' : 'scenarios'}
          rows={rows()}
          columns={fitColumns(listScenarioColumns(bound()), width())}
          rowKey={({ scenario }) => scenario.id}
          selected={selected()}
          onSelect={setSelected}
          onOpen={({ scenario }) => goTo('plan', 'scenarios', scenario.id)}
          bulkActions={<Button onClick={remove}>Delete</Button>}
          empty={null}
        />
      </div>
    </Show>
  );
}
