import { createEffect, createSignal, on, Show } from 'solid-js';
import { type NumberReading, readNumber } from '../../domain/read-number';
import { useField } from './field-context';
import './Field.css';
import './NumberInput.css';

export interface NumberInputProps {
  /** `null`: not said. A missing number is never a 0. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly onLeave?: (() => void) | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What the arrow keys add; 1 if not said. */
  readonly step?: number | undefined;
  /** Shown behind the number: "%", "days". */
  readonly unit?: string | undefined;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * A number as text: `type="number"` swallows what it does not understand and changes under the mouse wheel.
 * Only numbers within the bounds are handed on; what was typed stays until it is right or the control is left.
 */
export function NumberInput(props: NumberInputProps) {
  const field = useField();
  const [text, setText] = createSignal(write(props.value));
  const read = (typed: string): NumberReading =>
    readNumber(typed, {
      ...(props.min === undefined ? {} : { min: props.min }),
      ...(props.max === undefined ? {} : { max: props.max }),
    });
  const numberOf = (reading: NumberReading) => ('value' in reading ? reading.value : undefined);
  const problem = () => {
    const reading = read(text());
    return 'error' in reading ? reading.error : null;
  };

  createEffect(
    on(
      () => props.value,
      (value) => {
        if (numberOf(read(text())) !== value) setText(write(value));
      },
      { defer: true },
    ),
  );

  function take(next: string): void {
    setText(next);
    const reading = read(next);
    if ('value' in reading && reading.value !== props.value) props.onChange(reading.value);
  }

  function nudge(event: KeyboardEvent): void {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    const step = props.step ?? 1;
    const from = numberOf(read(text())) ?? props.min ?? 0;
    const moved = Math.round((from + direction * step) / step) * step;
    take(write(Math.min(props.max ?? Infinity, Math.max(props.min ?? -Infinity, moved))));
  }

  return (
    <span class="number-input" data-unit={props.unit === undefined ? undefined : ''}>
      <input
        class="input"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        role="spinbutton"
        id={props.id ?? field?.id}
        aria-label={props.label}
        aria-describedby={field?.describedBy()}
        aria-invalid={problem() !== null || field?.isInvalid() ? 'true' : undefined}
        aria-valuenow={props.value ?? undefined}
        aria-valuetext={props.value === null ? 'not said' : `${props.value} ${props.unit ?? ''}`.trim()}
        aria-valuemin={props.min}
        aria-valuemax={props.max}
        placeholder={props.placeholder}
        disabled={props.disabled ?? false}
        value={text()}
        onInput={(event) => take(event.currentTarget.value)}
        onKeyDown={nudge}
        onBlur={() => {
          setText(write(props.value));
          props.onLeave?.();
        }}
      />
      <Show when={props.unit}>
        <span class="number-input-unit" aria-hidden="true">
          {props.unit}
        </span>
      </Show>
      <Show when={problem()}>
        {(words) => (
          <span class="number-input-problem" role="alert">
            {words()}
          </span>
        )}
      </Show>
    </span>
  );
}

function write(value: number | null): string {
  return value === null ? '' : String(Math.round(value * 1e6) / 1e6);
}
