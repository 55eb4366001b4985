import ChevronDown from 'lucide-solid/icons/chevron-down';
import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js';
import { useField } from './field-context';
import { findOptions } from './find-options';
import { placePopover } from './place-popover';
import './Field.css';
import './ComboInput.css';

export interface ComboOption<Value> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly group?: string | undefined;
  /** Found by, and not shown. */
  readonly terms?: string | undefined;
}

export interface ComboInputProps<Value> {
  readonly value: Value | null;
  /** Options of one group stand together. */
  readonly options: readonly ComboOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly id?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** More than this nobody reads; typing narrows. */
const LIMIT = 100;

/** One of many, found by typing (WAI-ARIA APG, "Combobox", list autocomplete with manual selection). */
export function ComboInput<Value>(props: ComboInputProps<Value>) {
  const field = useField();
  const listId = createUniqueId();
  let input: HTMLInputElement | undefined;
  let list: HTMLDivElement | undefined;
  const [isOpen, setOpen] = createSignal(false);
  /** `null`: nothing typed since it was opened; all options are shown. */
  const [typed, setTyped] = createSignal<string | null>(null);
  const [active, setActive] = createSignal(0);

  const chosen = () => props.options.find(({ value }) => value === props.value);
  const found = createMemo(() => findOptions(props.options, typed() ?? ''));
  // Nothing while it is closed: a page may have hundreds of these.
  const shown = createMemo(() => (isOpen() ? found().slice(0, LIMIT) : []));

  createEffect(
    on(isOpen, (open) => {
      if (!list || !input) return;
      if (!open) {
        if (list.matches(':popover-open')) list.hidePopover();
        return;
      }
      list.showPopover();
      placePopover(list, input, { matchWidth: true });
      scrollToActive();
    }),
  );

  function open(): void {
    if (props.disabled || isOpen()) return;
    setTyped(null);
    setActive(
      Math.max(
        0,
        props.options.findIndex(({ value }) => value === props.value),
      ),
    );
    setOpen(true);
  }

  function close(): void {
    setOpen(false);
    setTyped(null);
  }

  function choose(option: ComboOption<Value> | undefined): void {
    close();
    if (option !== undefined) props.onChange(option.value);
  }

  function scrollToActive(): void {
    queueMicrotask(() => list?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
  }

  function press(event: KeyboardEvent): void {
    const last = shown().length - 1;
    switch (event.key) {
      case 'ArrowDown':
        if (isOpen()) setActive((active() + 1) % (last + 1 || 1));
        else open();
        break;
      case 'ArrowUp':
        if (isOpen()) setActive(active() <= 0 ? Math.max(0, last) : active() - 1);
        else open();
        break;
      case 'Enter':
        if (!isOpen()) return;
        choose(shown()[active()]);
        break;
      case 'Escape':
        if (!isOpen()) return;
        close();
        break;
      case 'Tab':
        close();
        return;
      default:
        return;
    }
    event.preventDefault();
    // Escape closes the list, not the panel around it.
    event.stopPropagation();
    scrollToActive();
  }

  return (
    <div class="combo-input">
      <input
        ref={input}
        class="input combo-input-text"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        id={props.id ?? field?.id}
        aria-label={props.label}
        aria-describedby={field?.describedBy()}
        aria-invalid={field?.isInvalid() ? 'true' : undefined}
        aria-expanded={isOpen()}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen() && shown().length > 0 ? `${listId}-${active()}` : undefined}
        placeholder={isOpen() ? (chosen()?.label ?? props.placeholder) : props.placeholder}
        disabled={props.disabled ?? false}
        value={typed() ?? (isOpen() ? '' : (chosen()?.label ?? ''))}
        onInput={(event) => {
          const text = event.currentTarget.value;
          open();
          setTyped(text);
          setActive(0);
        }}
        on:click={open}
        on:keydown={press}
        on:blur={close}
      />
      <ChevronDown class="combo-input-arrow" size={14} aria-hidden="true" />
      {/* The pointer must not take the focus away from the text. */}
      <div
        ref={list}
        id={listId}
        class="combo-input-list"
        role="listbox"
        aria-label={props.label ?? 'Choices'}
        popover="manual"
        on:pointerdown={(event) => event.preventDefault()}
        on:mousedown={(event) => event.preventDefault()}
      >
        <For each={shown()}>
          {(option, position) => (
            <>
              <Show when={option.group !== undefined && option.group !== shown()[position() - 1]?.group}>
                <div class="combo-input-group" role="presentation">
                  {option.group}
                </div>
              </Show>
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's, as the pattern has it. */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text, which names the active option. */}
              <div
                id={`${listId}-${position()}`}
                class="combo-input-option"
                role="option"
                tabindex="-1"
                aria-selected={position() === active()}
                data-chosen={option.value === props.value ? '' : undefined}
                onClick={() => choose(option)}
              >
                {option.label}
                <Show when={option.hint}>
                  <span class="combo-input-hint">{option.hint}</span>
                </Show>
              </div>
            </>
          )}
        </For>
        <Show when={isOpen() && (found().length !== shown().length || found().length === 0)}>
          <p class="combo-input-note">
            {found().length === 0 ? 'Nothing matches.' : `${found().length - shown().length} more: type to find them.`}
          </p>
        </Show>
      </div>
    </div>
  );
}
