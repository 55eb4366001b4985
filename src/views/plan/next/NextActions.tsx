import { createSignal, Show } from 'solid-js';
import { addOptions, listNewOptions } from '../../../domain/planning/edit-plan';
import { useApp } from '../../../state/app-state';
import { createPlanningRequest } from '../../../state/planning-answer';
import { makePlanningState } from '../../../state/planning-records';
import { goTo } from '../../../state/route';
import { planningWorker } from '../../../state/workers';
import { Button } from '../../pieces/Button';

/** Additions become options of the plan, each with a price of its own, or a scenario together. */
export function NextActions(props: { readonly candidateIds: readonly string[]; readonly areOptions: boolean }) {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const request = createPlanningRequest(app);
  const [said, setSaid] = createSignal<string | null>(null);
  const [isBusy, setBusy] = createSignal(false);

  async function make() {
    setBusy(true);
    try {
      const made = await planningWorker.run((api) => api.makeOptions(request(), props.candidateIds));
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
    const made = await make();
    if (made === null) return;
    // What is there already keeps its price.
    const [first, second] = listNewOptions(planning.plan(), made);
    if (first === undefined) return void setSaid('In the plan already.');
    const what = second === undefined ? first.name : nameTogether(made);
    const isSaved = await planning.changePlan(`Add ${what} to the plan`, (plan) => addOptions(plan, made));
    if (isSaved) setSaid(`Added to the plan, where ${second === undefined ? 'it' : 'each'} can be priced.`);
  }

  async function makeScenario(): Promise<void> {
    const made = await make();
    if (made === null) return;
    const id = crypto.randomUUID();
    const name = nameTogether(made);
    const scenario = { id, name, notes: '', changes: made.flatMap(({ changes }) => changes) };
    if (await planning.putScenarios(`Make the scenario ${name}`, [scenario])) goTo('plan', 'scenarios', id);
  }

  return (
    <div class="next-actions">
      <Button kind="primary" disabled={isBusy() || props.areOptions} onClick={() => void addToPlan()}>
        {props.areOptions ? 'In the plan' : props.candidateIds.length > 1 ? 'Add both to the plan' : 'Add to the plan'}
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

function nameTogether(options: readonly { readonly name: string }[]): string {
  return options.map(({ name }) => name).join(' and ');
}
