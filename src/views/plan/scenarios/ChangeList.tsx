import { createMemo, createSignal, For, Show } from 'solid-js';
import { indexSensors } from '../../../domain/coverage/estate';
import { formatCounted } from '../../../domain/format';
import { describeChange, makeChangeNames, UNMET_WORDS } from '../../../domain/planning/change-words';
import type { InventoryChange } from '../../../domain/planning/inventory-change';
import type { Scenario } from '../../../domain/planning/scenario';
import type { ScenarioFigures } from '../../../domain/planning/scenario-result';
import { EMPTY_INVENTORY } from '../../../domain/sensors/inventory';
import { useApp } from '../../../state/app-state';
import { makePlanningState } from '../../../state/planning-records';
import { Button } from '../../pieces/Button';
import { ChangePicker } from './ChangePicker';

/** The changes as sentences, each removable, and the way to add one. */
export function ChangeList(props: { readonly scenario: Scenario; readonly figures: ScenarioFigures | undefined }) {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const [isAdding, setAdding] = createSignal(props.scenario.changes.length === 0);
  const inventory = () => app.workspace.inventory() ?? EMPTY_INVENTORY;
  const sensors = createMemo(() => indexSensors(app.coverage.sensors() ?? [], inventory()));
  const names = createMemo(() => makeChangeNames(inventory(), sensors(), props.scenario.changes));
  const unmetOf = (position: number) => props.figures?.unmet.find((unmet) => unmet.position === position);

  function change(label: string, step: (changes: readonly InventoryChange[]) => readonly InventoryChange[]): void {
    void planning.changeScenario(label, props.scenario.id, (scenario) => ({
      ...scenario,
      changes: step(scenario.changes),
    }));
  }

  function add(added: readonly InventoryChange[]): void {
    const all = [...props.scenario.changes, ...added];
    const words = makeChangeNames(inventory(), sensors(), all);
    const [first] = added;
    const label =
      first !== undefined && added.length === 1
        ? `“${props.scenario.name}”: ${describeChange(first, words)}`
        : `“${props.scenario.name}”: ${formatCounted(added.length, 'change')}`;
    change(label, (changes) => [...changes, ...added]);
    setAdding(false);
  }

  return (
    <section class="scenario-changes" aria-labelledby="scenario-changes">
      <h3 id="scenario-changes" class="scenario-heading">
        Changes
      </h3>
      <Show when={props.scenario.changes.length > 0}>
        <ol class="scenario-change-list" aria-label="Changes of the scenario">
          <For each={props.scenario.changes}>
            {(item, position) => (
              <li class="scenario-change">
                <span>
                  {describeChange(item, names())}
                  <Show when={unmetOf(position())}>
                    {(unmet) => <span class="scenario-unmet"> Cannot be applied: {UNMET_WORDS[unmet().reason]}</span>}
                  </Show>
                </span>
                <Button
                  kind="quiet"
                  label={`Take out: ${describeChange(item, names())}`}
                  onClick={() =>
                    change(`“${props.scenario.name}”: take a change out`, (changes) =>
                      changes.filter((_, at) => at !== position()),
                    )
                  }
                >
                  Take out
                </Button>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Show
        when={isAdding()}
        fallback={
          <Button kind={props.scenario.changes.length === 0 ? 'primary' : 'plain'} onClick={() => setAdding(true)}>
            Add a change
          </Button>
        }
      >
        <ChangePicker
          inventory={inventory()}
          sensors={sensors()}
          scenario={props.scenario}
          onAdd={add}
          onCancel={props.scenario.changes.length === 0 ? undefined : () => setAdding(false)}
        />
      </Show>
    </section>
  );
}
