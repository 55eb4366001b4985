import { type JSX, Show, untrack } from 'solid-js';
import './Fold.css';

export interface FoldProps {
  readonly summary: JSX.Element;
  /** At the end of the line: what is set inside, "20 of 22 on". */
  readonly state?: JSX.Element;
  /** At first; from then on it is the reader's. */
  readonly isOpen?: boolean | undefined;
  /** `head`: a part of a page or form; `line`: one fact among others; `quiet`: beside the matter. */
  readonly kind?: 'head' | 'line' | 'quiet' | undefined;
  /** For what is only computed while it is seen. */
  readonly onToggle?: ((isOpen: boolean) => void) | undefined;
  readonly children: JSX.Element;
}

/** A line that opens. The browser's own, so that its search finds what is folded and print can open it. */
export function Fold(props: FoldProps) {
  return (
    <details
      class="fold-line"
      data-kind={props.kind ?? 'line'}
      open={untrack(() => props.isOpen ?? false)}
      on:toggle={(event) => props.onToggle?.(event.currentTarget.open)}
    >
      <summary class="fold-line-summary">
        <span class="fold-line-words">{props.summary}</span>
        <Show when={props.state}>{(state) => <span class="fold-line-state">{state()}</span>}</Show>
      </summary>
      <div class="fold-line-body">{props.children}</div>
    </details>
  );
}
