import { createMemo, For, Show } from 'solid-js';
import { useField } from './field-context';
import './Field.css';

export interface Option<Value> {
  readonly value: Value;
  readonly label: string;
  /** Options of one group stand together, under its name. */
  readonly group?: string | undefined;
}

export interface SelectInputProps<Value> {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly title?: string | undefined;
}

/** The browser's own list: the best there is on a phone. Values may be anything; the list counts positions. */
export function SelectInput<Value>(props: SelectInputProps<Value>) {
  const field = useField();
  const runs = createMemo(() => splitByGroup(props.options));
  return (
    <select
      class="input"
      id={props.id ?? field?.id}
      aria-label={props.label}
      aria-describedby={field?.describedBy()}
      aria-invalid={field?.isInvalid() ? 'true' : undefined}
      disabled={props.disabled ?? false}
      title={props.title}
      onChange={(event) => {
        const option = props.options[event.currentTarget.selectedIndex];
        if (option !== undefined) props.onChange(option.value);
      }}
    >
      <For each={runs()}>
        {({ group, options }) => {
          const list = () => (
            <For each={options}>
              {(option) => <option selected={option.value === props.value}>{option.label}</option>}
            </For>
          );
          return (
            <Show when={group} fallback={list()}>
              <optgroup label={group}>{list()}</optgroup>
            </Show>
          );
        }}
      </For>
    </select>
  );
}

interface Run<Value> {
  readonly group: string | undefined;
  readonly options: readonly Option<Value>[];
}

/** Runs of one group, in the order given: positions in the list stay those of the options. */
function splitByGroup<Value>(options: readonly Option<Value>[]): readonly Run<Value>[] {
  const runs: { group: string | undefined; options: Option<Value>[] }[] = [];
  for (const option of options) {
    const last = runs.at(-1);
    if (last !== undefined && last.group === option.group) last.options.push(option);
    else runs.push({ group: option.group, options: [option] });
  }
  return runs;
}
