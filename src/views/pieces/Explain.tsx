import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { placePopover } from './place-popover';
import './Explain.css';

export interface ExplainProps {
  /** What is explained: the word or number that opens the explanation. */
  readonly label: JSX.Element;
  /** Accessible name, where the label alone does not say enough. */
  readonly name?: string | undefined;
  readonly children: JSX.Element;
}

/**
 * A word or number that opens the facts behind it. The browser's own popover: above everything, closed by Escape or a
 * click elsewhere, and part of the panel it stands in, so that it also works in a sheet.
 */
export function Explain(props: ExplainProps) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let popover: HTMLDivElement | undefined;

  function follow(event: ToggleEvent): void {
    setOpen(event.newState === 'open');
    if (event.newState === 'open' && button && popover) placePopover(popover, button);
  }

  return (
    <span class="explain">
      <button
        ref={button}
        type="button"
        class="explain-button"
        aria-label={props.name}
        aria-expanded={isOpen()}
        aria-controls={id}
        popovertarget={id}
      >
        {props.label}
      </button>
      <div ref={popover} id={id} class="explain-body" popover="auto" role="note" on:toggle={follow}>
        <Show when={isOpen()}>{props.children}</Show>
      </div>
    </span>
  );
}
