import { Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { applyChanges } from '../../../domain/planning/inventory-change';
import type { LeftOut } from '../../../domain/planning/left-out';
import { formatExactPercent, formatMoney } from '../../../domain/planning/plan-figures';
import { useApp } from '../../../state/app-state';
import { goTo, linkTo } from '../../../state/route';
import { Button } from '../../pieces/Button';
import { usePlan } from './plan-scope';

function describeProven(leftOut: readonly LeftOut[]): string {
  return `, proven the best${leftOut.length === 0 ? '' : `; not examined: ${leftOut.map(({ name }) => name).join(', ')}`}`;
}

/** What can be done with what was found. */
export function PlanActions() {
  const { workspace } = useApp();
  const { best, plan } = usePlan();
  const chosen = () => {
    const ids = new Set(best.answer()?.chosen);
    return plan().options.filter(({ id }) => ids.has(id));
  };
  const changes = () => chosen().flatMap((option) => option.changes);

  async function keep(): Promise<void> {
    const answer = best.answer();
    if (answer === undefined) return;
    const id = crypto.randomUUID();
    const name =
      plan().budget === null ? 'Best plan' : `Best plan for ${formatMoney(plan().budget ?? 0, plan().currency)}`;
    const notes = `${chosen()
      .map((option) => option.name)
      .join(
        '; ',
      )}. ${formatExactPercent(answer.before)} to ${formatExactPercent(answer.after)}${answer.isProven ? describeProven(answer.leftOut) : ''}.`;
    const isSaved = await best.planning.putScenarios('Keep the best plan as a scenario', [
      { id, name, notes, changes: changes() },
    ]);
    if (isSaved) goTo('plan', 'scenarios', id);
  }

  function apply(): void {
    const wanted = changes();
    void workspace.change(
      `Apply the best plan: ${formatCounted(chosen().length, 'option')}`,
      (inventory) => applyChanges(inventory, wanted).inventory,
    );
  }

  return (
    <Show when={chosen().length > 0}>
      <div class="best-actions">
        <Button onClick={() => void keep()}>Keep as a scenario</Button>
        <Button title="One step, which undo takes back" onClick={apply}>
          Apply to the inventory
        </Button>
        <a class="best-link" href={linkTo('plan', 'report')}>
          Report for the person who signs
        </a>
      </div>
    </Show>
  );
}
