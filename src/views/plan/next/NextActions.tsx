import { createSignal, Show } from 'solid-js';
import { useApp } from '../../../state/app-state';
import { createPlanningRequest } from '../../../state/planning-answer';
import { makePlanningState } from '../../../state/planning-records';
import { goTo } from '../../../state/route';
import { planningWorker } from '../../../state/workers';
import { Button } from '../../pieces/Button';

/** One or two additions become an option of the plan, or a scenario. */
export function NextActions(props: { readonly candidateIds: readonly string[]; readonly isOption: boolean }) {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const request = createPlanningRequest(app);
  const [said, setSaid] = createSignal<string | null>(null);
  const [isBusy, setBusy] = createSignal(false);

  async function make() {
    setBusy(true);
    try {
      const made = await planningWorker.run((api) => api.makeOption(request(), props.candidateIds));
      if (made.ok && made.value !== null) return made.value;
      setSaid('The inventory has changed: this is no addition any more.');
    } catch (error) {
      setSaid(String(error));
    } finally {
      setBusy(false);
    }
    return null;
  }

  async function addToPlan(): Promise<void> {
    const option = await make();
    if (option === null) return;
    const isSaved = await planning.changePlan(`Add ${option.name} to the plan`, (plan) => ({
      ...plan,
      options: [...plan.options.filter(({ id }) => id !== option.id), option],
    }));
    if (isSaved) setSaid('Added to the plan, where it can be priced.');
  }

  async function makeScenario(): Promise<void> {
    const option = await make();
    if (option === null) return;
    const id = crypto.randomUUID();
    const scenario = { id, name: option.name, notes: '', changes: option.changes };
    if (await planning.putScenarios(`Make the scenario ${option.name}`, [scenario])) goTo('plan', 'scenarios', id);
  }

  return (
    <div class="next-actions">
      <Button kind="primary" disabled={isBusy() || props.isOption} onClick={() => void addToPlan()}>
        {props.isOption ? 'In the plan' : 'Add to the plan'}
      </Button>
      <Button disabled={isBusy()} onClick={() => void makeScenario()}>
        Make a scenario
      </Button>
      <span role="status">
        <Show when={said()}>{(words) => <>{words()}</>}</Show>
      </span>
    </div>
  );
}
