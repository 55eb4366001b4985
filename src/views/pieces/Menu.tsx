import ChevronDown from 'lucide-solid/icons/chevron-down';
import { type Component, createSignal, createUniqueId, For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { placePopover } from './place-popover';
import './Button.css';
import './Menu.css';

export interface MenuItem {
  readonly label: string;
  readonly onSelect: () => void;
  readonly disabled?: boolean | undefined;
  /** A line below the label. */
  readonly hint?: string | undefined;
}

export interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: Component<{ readonly size?: number; readonly 'aria-hidden'?: 'true' }> | undefined;
  /** Only the icon is seen. */
  readonly labelHidden?: boolean | undefined;
  readonly align?: 'start' | 'end' | undefined;
}

/** A button that opens a list of things to do (WAI-ARIA APG, "Menu button"), in the browser's own popover. */
export function Menu(props: MenuProps) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let list: HTMLDivElement | undefined;

  const items = () => [...(list?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  function focusOn(position: number): void {
    const all = items();
    all[(position + all.length) % all.length]?.focus();
  }

  function follow(event: ToggleEvent): void {
    setOpen(event.newState === 'open');
    if (event.newState !== 'open' || !button || !list) return;
    placePopover(list, button, { align: props.align ?? 'end' });
    focusOn(0);
  }

  function openBy(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    list?.showPopover();
    if (event.key === 'ArrowUp') setTimeout(() => focusOn(-1));
  }

  function move(event: KeyboardEvent): void {
    const at = items().indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') list?.hidePopover();
    if (step !== undefined) focusOn(step);
    else if (/^\S$/.test(event.key) && !event.ctrlKey && !event.metaKey) focusByLetter(event.key, at);
    else return;
    event.preventDefault();
  }

  function focusByLetter(letter: string, from: number): void {
    const all = items();
    const order = [...all.slice(from + 1), ...all.slice(0, from + 1)];
    order.find((item) => item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase()))?.focus();
  }

  function select(item: MenuItem): void {
    if (item.disabled === true) return;
    list?.hidePopover();
    button?.focus();
    item.onSelect();
  }

  return (
    <div class="menu">
      <button
        ref={button}
        type="button"
        class="button menu-button"
        aria-haspopup="menu"
        aria-expanded={isOpen()}
        aria-controls={id}
        aria-label={props.labelHidden === true ? props.label : undefined}
        title={props.labelHidden === true ? props.label : undefined}
        popovertarget={id}
        onKeyDown={openBy}
      >
        <Show when={props.icon}>{(icon) => <Dynamic component={icon()} size={16} aria-hidden="true" />}</Show>
        <Show when={props.labelHidden !== true}>
          {props.label}
          <ChevronDown size={14} aria-hidden="true" />
        </Show>
      </button>
      <div
        ref={list}
        id={id}
        class="menu-list"
        role="menu"
        aria-label={props.label}
        popover="auto"
        on:toggle={follow}
        on:keydown={move}
      >
        <For each={props.items}>
          {(item) => (
            <button
              type="button"
              class="menu-item"
              role="menuitem"
              tabindex="-1"
              aria-disabled={item.disabled === true ? 'true' : undefined}
              aria-label={item.label}
              aria-description={item.hint}
              onClick={() => select(item)}
            >
              {item.label}
              <Show when={item.hint}>
                <span class="menu-item-hint">{item.hint}</span>
              </Show>
            </button>
          )}
        </For>
      </div>
    </div>
  );
}
