import { Show } from 'solid-js';
import { type NumberRule, readNumber } from '../../domain/read-number';
import { Field } from '../pieces/Field';
import { createDraft } from './create-draft';
import '../pieces/NumberInput.css';

/** A number of a record, or nothing, that is saved while it is edited. What is wrong stays, with the reason. */
export function DraftNumber(props: {
  readonly label: string;
  readonly value: number | null;
  readonly save: (value: number | null) => void;
  readonly rule: NumberRule;
  /** The field shows the value times this: 100 for a share in percent. */
  readonly scale?: number;
  readonly unit?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly check?: (value: number) => string | null;
}) {
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
    save: (value) => props.save(value),
  });
  return (
    <Field label={props.label} hint={props.hint} error={draft.error()}>
      {(id) => (
        <span class="number-input" data-unit={props.unit === undefined ? undefined : ''}>
          <input
            id={id}
            class="input"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            placeholder={props.placeholder}
            value={draft.text()}
            aria-invalid={draft.error() === null ? undefined : 'true'}
            aria-describedby={draft.error() === null ? undefined : `${id}-error`}
            onInput={(event) => draft.input(event.currentTarget.value)}
            onBlur={draft.leave}
          />
          <Show when={props.unit}>
            {(unit) => (
              <span class="number-input-unit" aria-hidden="true">
                {unit()}
              </span>
            )}
          </Show>
        </span>
      )}
    </Field>
  );
}
