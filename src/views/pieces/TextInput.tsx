import { Show } from 'solid-js';
import { useField } from './field-context';
import './Field.css';

export interface TextInputProps {
  readonly value: string;
  /** With every character. */
  readonly onChange: (text: string) => void;
  /** When the control is left. */
  readonly onLeave?: (() => void) | undefined;
  readonly id?: string | undefined;
  /** Accessible name, where no `Field` gives one. */
  readonly label?: string | undefined;
  readonly type?: 'text' | 'search' | 'date' | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly invalid?: boolean | undefined;
  /** Above 1: a text of several lines. */
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
}

export function TextInput(props: TextInputProps) {
  const field = useField();
  const shared = () => ({
    id: props.id ?? field?.id,
    'aria-label': props.label,
    'aria-describedby': field?.describedBy(),
    'aria-invalid': (props.invalid ?? field?.isInvalid()) ? ('true' as const) : undefined,
    placeholder: props.placeholder,
    disabled: props.disabled ?? false,
    maxLength: props.maxLength,
  });
  return (
    <Show
      when={(props.rows ?? 1) > 1}
      fallback={
        <input
          class="input"
          type={props.type ?? 'text'}
          autocomplete="off"
          spellcheck={false}
          {...shared()}
          value={props.value}
          onInput={(event) => props.onChange(event.currentTarget.value)}
          onBlur={() => props.onLeave?.()}
        />
      }
    >
      <textarea
        class="input"
        rows={props.rows}
        {...shared()}
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
        onBlur={() => props.onLeave?.()}
      />
    </Show>
  );
}
