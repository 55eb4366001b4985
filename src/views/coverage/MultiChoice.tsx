import { For, Show } from 'solid-js';
import { FilterPopover } from './FilterPopover';
import './MultiChoice.css';

/** Some of many, or all. */
export function MultiChoice<Value extends string>(props: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[];
  /** `null`: all. */
  readonly chosen: readonly Value[] | null;
  readonly onChange: (chosen: readonly Value[] | null) => void;
}) {
  const summary = () => {
    const chosen = props.chosen;
    if (chosen === null) return 'all';
    const names = props.options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
    return names.length === 1 ? names[0] : `${names.length} of ${props.options.length}`;
  };

  function toggle(value: Value): void {
    const chosen = props.chosen ?? [];
    const next = props.options
      .map((option) => option.value)
      .filter((other) => chosen.includes(other) !== (other === value));
    props.onChange(next.length === 0 || next.length === props.options.length ? null : next);
  }

  return (
    <FilterPopover label={props.label} summary={summary()}>
      <fieldset class="multi-choice">
        <legend class="multi-choice-legend">{props.label}</legend>
        <label class="multi-choice-option">
          <input
            type="checkbox"
            checked={props.chosen === null}
            onChange={(event) => {
              // Nothing chosen is all: this one cannot be unticked, only overruled.
              event.currentTarget.checked = true;
              props.onChange(null);
            }}
          />
          All
        </label>
        <For each={props.options}>
          {(option) => (
            <label class="multi-choice-option">
              <input
                type="checkbox"
                checked={props.chosen?.includes(option.value) ?? false}
                onChange={() => toggle(option.value)}
              />
              <span>{option.label}</span>
              <Show when={option.hint}>
                <span class="multi-choice-hint">{option.hint}</span>
              </Show>
            </label>
          )}
        </For>
      </fieldset>
    </FilterPopover>
  );
}
