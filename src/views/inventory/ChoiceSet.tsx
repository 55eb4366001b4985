import { createMemo, createSignal, For, Show } from 'solid-js';
import { CheckInput } from '../pieces/CheckInput';
import { TextInput } from '../pieces/TextInput';
import './ChoiceSet.css';

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** More than this is searched, not read. */
const LONG = 16;

/** Several of a list. */
export function ChoiceSet<Value extends string>(props: {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly Choice<Value>[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
  readonly error?: string | null;
}) {
  const [search, setSearch] = createSignal('');
  const byValue = createMemo(() => new Map(props.options.map((option) => [option.value, option])));
  const isLong = () => byValue().size > LONG;
  // Values, not options: a box must stay the same element, and keep the focus, when the list is made anew.
  const shown = createMemo(() => {
    const words = search().trim().toLowerCase();
    return [...byValue().values()]
      .filter(({ label }) => !isLong() || label.toLowerCase().includes(words))
      .map(({ value }) => value);
  });
  // In the order of the list, whatever order they were ticked in.
  const toggle = (value: Value, on: boolean) =>
    props.onChange([...byValue().keys()].filter((other) => (other === value ? on : props.chosen.includes(other))));

  return (
    <fieldset class="choice-set">
      <legend class="choice-set-label">{props.label}</legend>
      <Show when={props.hint}>{(hint) => <p class="choice-set-hint">{hint()}</p>}</Show>
      <Show when={isLong()}>
        <TextInput type="search" label="Find" placeholder="Find" value={search()} onChange={setSearch} />
        <p class="choice-set-hint" role="status">
          {props.chosen.length} chosen, {shown().length} of {byValue().size} shown
        </p>
      </Show>
      <div class="choice-set-options">
        <For each={shown()}>
          {(value) => (
            <CheckInput
              label={byValue().get(value)?.label}
              {...hintOf(byValue().get(value))}
              checked={props.chosen.includes(value)}
              onChange={(on) => toggle(value, on)}
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

function hintOf(choice: Choice<unknown> | undefined): { readonly hint?: string } {
  return choice?.hint === undefined ? {} : { hint: choice.hint };
}
