import { For, Show } from 'solid-js';
import { CheckInput } from '../pieces/CheckInput';
import './ChoiceSet.css';

/** Several of a short list. */
export function ChoiceSet<Value extends string>(props: {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
  readonly error?: string | null;
}) {
  // In the order of the list, whatever order they were ticked in.
  const toggle = (value: Value, on: boolean) =>
    props.onChange(
      props.options
        .map((option) => option.value)
        .filter((other) => (other === value ? on : props.chosen.includes(other))),
    );
  return (
    <fieldset class="choice-set">
      <legend class="choice-set-label">{props.label}</legend>
      <Show when={props.hint}>{(hint) => <p class="choice-set-hint">{hint()}</p>}</Show>
      <div class="choice-set-options">
        <For each={props.options}>
          {(option) => (
            <CheckInput
              label={option.label}
              {...(option.hint === undefined ? {} : { hint: option.hint })}
              checked={props.chosen.includes(option.value)}
              onChange={(on) => toggle(option.value, on)}
            />
          )}
        </For>
      </div>
      <Show when={props.error}>
        {(error) => (
          <p class="choice-set-error" role="alert">
            {error()}
          </p>
        )}
      </Show>
    </fieldset>
  );
}
