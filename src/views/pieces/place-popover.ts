const MARGIN = 8;
const GAP = 4;

export interface PlaceOptions {
  /** Which edge of the anchor the popover keeps to, where there is room. */
  readonly align?: 'start' | 'end';
  /** As wide as the anchor at least. */
  readonly matchWidth?: boolean;
}

/**
 * Puts an open popover below its anchor, above it where there is more room, and keeps it there while the page scrolls.
 * Numbers go through custom properties: the policy forbids style attributes, not this.
 */
export function placePopover(popover: HTMLElement, anchor: HTMLElement, options: PlaceOptions = {}): void {
  const place = () => putBeside(popover, anchor, options);
  const controller = new AbortController();
  addEventListener('scroll', place, { capture: true, passive: true, signal: controller.signal });
  addEventListener('resize', place, { signal: controller.signal });
  const observer = new ResizeObserver(place);
  observer.observe(popover);
  const stop = () => {
    controller.abort();
    observer.disconnect();
  };
  popover.addEventListener(
    'beforetoggle',
    (event) => {
      if ((event as ToggleEvent).newState === 'closed') stop();
    },
    { signal: controller.signal },
  );
  place();
}

function putBeside(popover: HTMLElement, anchor: HTMLElement, { align = 'start', matchWidth }: PlaceOptions): void {
  if (!popover.isConnected) return;
  const box = anchor.getBoundingClientRect();
  const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
  if (matchWidth === true) popover.style.setProperty('--popover-width', `${box.width}px`);
  const below = view.height - box.bottom - GAP - MARGIN;
  const above = box.top - GAP - MARGIN;
  // What it would take, not what it takes: the room it was given last time must not decide.
  const wanted = popover.scrollHeight + popover.offsetHeight - popover.clientHeight;
  const isAbove = below < wanted && above > below;
  const room = Math.max(96, isAbove ? above : below);
  const height = Math.min(wanted, room);
  const wish = align === 'end' ? box.right - popover.offsetWidth : box.left;
  const left = Math.max(MARGIN, Math.min(wish, view.width - popover.offsetWidth - MARGIN));
  popover.style.setProperty('--popover-left', `${Math.round(left)}px`);
  popover.style.setProperty('--popover-top', `${Math.round(isAbove ? box.top - GAP - height : box.bottom + GAP)}px`);
  popover.style.setProperty('--popover-room', `${Math.round(room)}px`);
}
