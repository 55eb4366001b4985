import ChevronDown from 'lucide-solid/icons/chevron-down';
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { placePopover } from '../pieces/place-popover';
import './FilterPopover.css';

/** Choices folded behind a button that says what is chosen; the browser's own popover, as in `Explain`. */
export function FilterPopover(props: {
  readonly label: string;
  /** What is chosen. */
  readonly summary?: string | undefined;
  readonly children: JSX.Element;
}) {
  const [isOpen, setOpen] = createSignal(false);
  const panelId = createUniqueId();
  let button: HTMLButtonElement | undefined;
  let panel: HTMLDivElement | undefined;

  function follow(event: ToggleEvent): void {
    setOpen(event.newState === 'open');
    if (event.newState === 'open' && button && panel) placePopover(panel, button);
  }

  return (
    <div class="filter-popover">
      <button
        ref={button}
        type="button"
        class="filter-popover-button"
        aria-expanded={isOpen()}
        aria-controls={panelId}
        popovertarget={panelId}
      >
        <span class="filter-popover-label">
          {props.label}
          <Show when={props.summary}>
            {(summary) => (
              <>
                : <span class="filter-popover-summary">{summary()}</span>
              </>
            )}
          </Show>
        </span>
        <ChevronDown size={16} aria-hidden="true" />
      </button>
      <div ref={panel} class="filter-popover-panel" id={panelId} popover="auto" on:toggle={follow}>
        <Show when={isOpen()}>{props.children}</Show>
      </div>
    </div>
  );
}
