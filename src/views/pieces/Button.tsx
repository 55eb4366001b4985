import type { JSX } from 'solid-js';
import './Button.css';

export interface ButtonProps {
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly children: JSX.Element;
  /** `primary`: the one thing to do next; `quiet`: beside others; `danger`: cannot be undone. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  readonly disabled?: boolean | undefined;
  /** Accessible name, where the text alone does not say enough. */
  readonly label?: string | undefined;
  readonly title?: string | undefined;
  readonly pressed?: boolean | undefined;
  /** Id of what says more about it: why it is disabled. */
  readonly describedBy?: string | undefined;
  readonly type?: 'button' | 'submit' | undefined;
}

export function Button(props: ButtonProps) {
  return (
    <button
      type={props.type ?? 'button'}
      class="button"
      data-kind={props.kind ?? 'plain'}
      disabled={props.disabled ?? false}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-describedby={props.describedBy}
      title={props.title}
      onClick={(event) => props.onClick?.(event)}
    >
      {props.children}
    </button>
  );
}
