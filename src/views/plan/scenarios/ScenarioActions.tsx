import { createSignal, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { UnmetChange } from '../../../domain/planning/inventory-change';
import type { Scenario } from '../../../domain/planning/scenario';
import { useApp } from '../../../state/app-state';
import { makePlanningState } from '../../../state/planning-records';
import { goTo, linkTo } from '../../../state/route';
import { applyScenario } from '../../../state/scenarios';
import { Button } from '../../pieces/Button';
import { Menu } from '../../pieces/Menu';
import { TextInput } from '../../pieces/TextInput';
import { freeName } from './scenario-words';

/** What can be done with a scenario as a whole; each is one step that can be undone. */
export function ScenarioActions(props: { readonly scenario: Scenario; readonly unmet: readonly UnmetChange[] }) {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const [name, setName] = createSignal<string | null>(null);
  const [isApplied, setApplied] = createSignal(false);
  const others = () =>
    planning.scenarios().flatMap((scenario) => (scenario.id === props.scenario.id ? [] : scenario.name));

  async function apply(): Promise<void> {
    if (await applyScenario(app, props.scenario)) setApplied(true);
  }

  async function rename(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const wanted = (name() ?? '').trim();
    setName(null);
    if (wanted === '' || wanted === props.scenario.name) return;
    const label = `Rename “${props.scenario.name}”`;
    await planning.changeScenario(label, props.scenario.id, (scenario) => ({ ...scenario, name: wanted }));
  }

  async function duplicate(): Promise<void> {
    const copy = freeName(props.scenario.name, [...others(), props.scenario.name]);
    const scenario = { ...props.scenario, id: crypto.randomUUID(), name: copy };
    if (await planning.putScenarios(`Make “${copy}”`, [scenario])) goTo('plan', 'scenarios', scenario.id);
  }

  async function remove(): Promise<void> {
    const { id, name: gone } = props.scenario;
    if (await planning.removeScenarios(`Delete “${gone}”`, new Set([id]))) goTo('plan', 'scenarios');
  }

  return (
    <Show
      when={name() !== null}
      fallback={
        <>
          <Button
            disabled={props.scenario.changes.length === props.unmet.length}
            onClick={() => void apply()}
            title="Makes these changes to the inventory; can be undone"
          >
            Apply to the inventory
          </Button>
          <Menu
            label="Scenario"
            align="start"
            items={[
              { label: 'Rename', onSelect: () => setName(props.scenario.name) },
              { label: 'Duplicate', onSelect: () => void duplicate() },
              { label: 'Delete', hint: 'Can be undone.', onSelect: () => void remove() },
            ]}
          />
          <Show when={props.unmet.length > 0 && !isApplied()}>
            <span class="scenario-quiet">
              Applying leaves out {formatCounted(props.unmet.length, 'change')} whose deployment or group is gone.
            </span>
          </Show>
          <Show when={isApplied()}>
            <span role="status" class="scenario-quiet">
              Applied. <a href={linkTo('inventory')}>See the inventory</a>; undo takes all of it back.
            </span>
          </Show>
        </>
      }
    >
      <form class="scenario-rename" onSubmit={(event) => void rename(event)}>
        <TextInput label="Name of the scenario" value={name() ?? ''} maxLength={120} onChange={setName} />
        <Button type="submit" kind="primary">
          Rename
        </Button>
        <Button onClick={() => setName(null)}>Cancel</Button>
      </form>
    </Show>
  );
}
