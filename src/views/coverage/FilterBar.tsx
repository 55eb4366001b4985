import X from 'lucide-solid/icons/x';
import { batch, For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import type { FilterChip } from './filter-chips';
import './FilterBar.css';

/** What is shown of how many, and every filter in force, each with the way to take it away. */
export function FilterBar(props: {
  readonly shown: number;
  readonly all: number;
  readonly chips: readonly FilterChip[];
}) {
  let count: HTMLSpanElement | undefined;
  /** A chip that is gone cannot keep the focus: what it changed can. */
  function remove(chips: readonly FilterChip[]): void {
    // One change, one computation.
    batch(() => {
      for (const chip of chips) chip.remove();
    });
    count?.focus();
  }
  return (
    <div class="filter-bar">
      <span ref={count} class="filter-bar-count" role="status" tabIndex={-1}>
        {props.shown === props.all
          ? `All ${formatCount(props.all)} techniques shown`
          : `${formatCount(props.shown)} of ${formatCount(props.all)} techniques shown`}
      </span>
      <Show when={props.chips.length > 0}>
        <ul class="filter-bar-chips" aria-label="Filters in force">
          <For each={props.chips}>
            {(chip) => (
              <li>
                <button
                  type="button"
                  class="filter-bar-chip"
                  aria-label={`Remove filter ${chip.words}`}
                  onClick={() => remove([chip])}
                >
                  {chip.words}
                  <X size={14} aria-hidden="true" />
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.chips.length > 1}>
        <button type="button" class="filter-bar-clear" onClick={() => remove(props.chips)}>
          Remove all
        </button>
      </Show>
    </div>
  );
}
