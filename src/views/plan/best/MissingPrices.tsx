import { Show } from 'solid-js';
import { describeLeftOut } from '../../../domain/planning/left-out';
import { priceElementId } from './PriceFields';
import { usePlan } from './plan-scope';

/** What the answer says nothing about, in front of it, and the way to the first price that is missing. */
export function MissingPrices() {
  const { leftOut } = usePlan();
  const first = () => leftOut().find(({ why }) => why !== 'other');

  function show(id: string): void {
    const field = document.getElementById(priceElementId(id));
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }

  return (
    <Show when={leftOut().length > 0}>
      <span class="best-missing">
        {describeLeftOut(leftOut())}{' '}
        <Show when={first()}>
          {(option) => (
            <button
              type="button"
              class="best-missing-way"
              aria-label={`Set the price of ${option().name}`}
              onClick={() => show(option().id)}
            >
              Set the price
            </button>
          )}
        </Show>
      </span>
    </Show>
  );
}
