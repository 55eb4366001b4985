import { For, Show } from 'solid-js';
import { Button } from '../../pieces/Button';
import { describeConflict, explainContradiction } from './best-words';
import { constraintElementId } from './Constraints';
import { stanceElementId } from './option-columns';
import { BUDGET_ID } from './PlanMeans';
import { usePlan } from './plan-scope';

/** Conditions that cannot hold together, each needed for this contradiction; there may be others beside it. */
export function Conflicts() {
  const { plan, best, names } = usePlan();
  const positions = () => best.answer()?.contradiction ?? [];

  function elementOf(position: number): HTMLElement | null {
    const constraint = plan().constraints[position];
    const isStance = constraint?.kind === 'must-have' || constraint?.kind === 'must-not-have';
    if (position < 0) return document.getElementById(BUDGET_ID);
    return document.getElementById(isStance ? stanceElementId(constraint.option) : constraintElementId(position));
  }

  function show(position: number): void {
    const element = elementOf(position);
    element?.closest('details')?.setAttribute('open', '');
    element?.scrollIntoView({ block: 'center' });
    const control = element?.matches('input, [tabindex]')
      ? element
      : element?.querySelector<HTMLElement>('input:checked, input');
    control?.focus({ preventScroll: true });
  }

  return (
    <Show when={positions().length > 0}>
      <section class="best-conflicts" aria-label="Conditions that cannot hold together">
        <ul>
          <For each={positions()}>
            {(position) => (
              <li>
                <span>{describeConflict(position, plan(), names)}</span>
                <Button
                  kind="quiet"
                  label={`Change: ${describeConflict(position, plan(), names)}`}
                  onClick={() => show(position)}
                >
                  Change it
                </Button>
              </li>
            )}
          </For>
        </ul>
        <p class="best-note">{explainContradiction(positions().length)}</p>
      </section>
    </Show>
  );
}
