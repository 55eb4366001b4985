import { For } from 'solid-js';
import { useField } from './field-context';
import './Field.css';

export interface Option<Value> {
  readonly value: Value;
  readonly label: string;
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
      <For each={props.options}>
        {(option) => <option selected={option.value === props.value}>{option.label}</option>}
      </For>
    </select>
  );
}
