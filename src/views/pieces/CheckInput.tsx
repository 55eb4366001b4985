import { createEffect, type JSX } from 'solid-js';
import './CheckInput.css';

export interface CheckInputProps {
  readonly label: JSX.Element;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Some of what it stands for is checked. */
  readonly mixed?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** The label is heard, not seen. */
  readonly labelHidden?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
}

export function CheckInput(props: CheckInputProps) {
  let box: HTMLInputElement | undefined;
  createEffect(() => {
    if (box) box.indeterminate = props.mixed ?? false;
  });
  return (
    <label class="check-input">
      <input
        ref={box}
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled ?? false}
        onClick={(event) => props.onClick?.(event)}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span class={props.labelHidden === true ? 'visually-hidden' : 'check-input-label'}>
        {props.label}
        {props.hint === undefined ? null : <span class="check-input-hint">{props.hint}</span>}
      </span>
    </label>
  );
}
