import type { Component } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import './IconButton.css';

export interface IconButtonProps {
  readonly label: string;
  /** Of lucide-solid, imported singly: `import X from 'lucide-solid/icons/x'`. */
  readonly icon: Component<{ readonly size?: number; readonly 'aria-hidden'?: 'true' }>;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly disabled?: boolean | undefined;
  readonly pressed?: boolean | undefined;
  /** What a pointer resting on it reads; the label, if nothing else. */
  readonly title?: string | undefined;
}

export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      aria-pressed={props.pressed}
      title={props.title ?? props.label}
      disabled={props.disabled ?? false}
      onClick={(event) => props.onClick?.(event)}
    >
      <Dynamic component={props.icon} size={16} aria-hidden="true" />
    </button>
  );
}
