import { createUniqueId, type JSX, Show } from 'solid-js';
import { FieldContext } from './field-context';
import './Field.css';

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  /** The control; it takes the id, so that the label is its name. */
  readonly children: (id: string) => JSX.Element;
}

/** A labelled control with its hint and what is wrong with its value. */
export function Field(props: FieldProps) {
  const id = createUniqueId();
  const describedBy = () => {
    const ids = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter((part) => part !== '');
    return ids.length > 0 ? ids.join(' ') : undefined;
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <FieldContext.Provider value={{ id, describedBy, isInvalid: () => Boolean(props.error) }}>
        {props.children(id)}
      </FieldContext.Provider>
      <Show when={props.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p class="field-error" id={`${id}-error`} role="alert">
          {props.error}
        </p>
      </Show>
    </div>
  );
}
