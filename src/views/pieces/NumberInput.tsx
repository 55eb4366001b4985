import { createUniqueId, Show } from 'solid-js';
import { type NumberRule, readNumber } from '../../domain/read-number';
import { createDraft } from './create-draft';
import { useField } from './field-context';
import './Field.css';
import './NumberInput.css';

export interface NumberInputProps {
  /** `null`: not said. A missing number is never a 0. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => unknown;
  /** Of the number as it is shown. */
  readonly rule: NumberRule;
  /** Hands it on when typing pauses or the control is left, and nothing that is wrong: for a record that saves itself. */
  readonly savesItself?: boolean | undefined;
  readonly required?: boolean | undefined;
  /** What else may be wrong with the value, as a sentence. */
  readonly check?: ((value: number) => string | null) | undefined;
  /** The control shows the value times this: 100 for a share in percent. */
  readonly scale?: number | undefined;
  /** What the arrow keys add; 1 if not said. */
  readonly step?: number | undefined;
  /** Shown behind the number: "%", "days". */
  readonly unit?: string | undefined;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
}

/**
 * A number as text: `type="number"` swallows what it does not understand and changes under the mouse wheel.
 * What is wrong stays in sight, with the reason; a form is told that there is no number then.
 */
export function NumberInput(props: NumberInputProps) {
  const field = useField();
  const problemId = createUniqueId();
  const scale = () => props.scale ?? 1;
  const draft = createDraft<number | null>({
    value: () => props.value,
    // 0.07 × 100 is 7.000000000000001.
    write: (value) => (value === null ? '' : String(Number((value * scale()).toPrecision(12)))),
    read: (text) => {
      const reading = readNumber(text, props.rule);
      if ('error' in reading) return reading;
      if (reading.value === null) return props.required === true ? { error: 'Enter a number.' } : reading;
      const value = Number((reading.value / scale()).toPrecision(12));
      const error = props.check?.(value) ?? null;
      return error === null ? { value } : { error };
    },
    save: (value) => props.onChange(value),
    eager: props.savesItself === true ? undefined : { whileWrong: null },
  });
  const shown = () => {
    const reading = readNumber(draft.text(), props.rule);
    return 'error' in reading ? null : reading.value;
  };
  const describedBy = () =>
    [field?.describedBy(), draft.error() === null ? undefined : problemId].filter(Boolean).join(' ') || undefined;

  function press(event: KeyboardEvent): void {
    // A form that is sent by it has to know what is wrong.
    if (event.key === 'Enter') draft.leave();
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    const { min = -Infinity, max = Infinity } = props.rule;
    const step = props.step ?? 1;
    const from = shown() ?? props.rule.min ?? 0;
    const moved = Math.round((from + direction * step) / step) * step;
    draft.input(String(Math.min(max, Math.max(min, moved))));
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
        aria-describedby={describedBy()}
        aria-invalid={draft.error() !== null || field?.isInvalid() ? 'true' : undefined}
        aria-valuenow={shown() ?? undefined}
        aria-valuetext={shown() === null ? 'not said' : `${shown()} ${props.unit ?? ''}`.trim()}
        aria-valuemin={props.rule.min}
        aria-valuemax={props.rule.max}
        placeholder={props.placeholder}
        value={draft.text()}
        onInput={(event) => draft.input(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={draft.leave}
      />
      <Show when={props.unit}>
        <span class="number-input-unit" aria-hidden="true">
          {props.unit}
        </span>
      </Show>
      <Show when={draft.error()}>
        {(words) => (
          <span id={problemId} class="number-input-problem" role="alert">
            {words()}
          </span>
        )}
      </Show>
    </span>
  );
}
