import X from 'lucide-solid/icons/x';
import { createEffect, createUniqueId, type JSX, on, onCleanup, onMount, Show, useContext } from 'solid-js';
import { IconButton } from './IconButton';
import { createMediaQuery, WIDE } from './media-query';
import { SheetNoticeContext } from './sheet-notice';
import './DetailPanel.css';

export interface DetailPanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: JSX.Element;
  /** Accessible name, where the title alone does not say enough. */
  readonly label?: string | undefined;
}

/**
 * What is open beside the content: a column where there is room, a sheet above everything where there is not. The
 * browser's own dialog keeps the focus inside the sheet; as a column it leaves it free.
 */
export function DetailPanel(props: DetailPanelProps) {
  const titleId = createUniqueId();
  const sheetNotice = useContext(SheetNoticeContext);
  const isWide = createMediaQuery(WIDE);
  const before = document.activeElement;
  let panel: HTMLDialogElement | undefined;
  let title: HTMLHeadingElement | undefined;

  onMount(() => {
    show();
    title?.focus({ preventScroll: true });
  });
  createEffect(on(isWide, show, { defer: true }));
  onCleanup(() => {
    const active = document.activeElement;
    const isOurs = active === null || active === document.body || panel?.contains(active);
    panel?.close();
    if (isOurs && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  });

  function show(): void {
    panel?.close();
    if (isWide()) panel?.show();
    else panel?.showModal();
  }

  return (
    <dialog
      ref={panel}
      class="detail-panel"
      aria-labelledby={props.label === undefined ? titleId : undefined}
      aria-label={props.label}
      on:cancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      on:keydown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || hasOpenPopover(event.currentTarget)) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      <header class="detail-panel-head">
        <h2 ref={title} id={titleId} class="detail-panel-title" tabindex="-1">
          {props.title}
        </h2>
        <IconButton label="Close" icon={X} onClick={() => props.onClose()} />
      </header>
      <Show when={!isWide()}>{sheetNotice?.()}</Show>
      <div class="detail-panel-body">{props.children}</div>
    </dialog>
  );
}

/** Then Escape is for the popover. */
function hasOpenPopover(panel: HTMLElement): boolean {
  return panel.querySelector(':popover-open') !== null;
}
