import { type JSX, Show, untrack } from 'solid-js';
import './Fold.css';

/** A part of a form that is folded until wanted; its heading says what is set inside. */
export function Fold(props: {
  readonly title: string;
  /** What is set: "20 of 22 on". */
  readonly state?: string | undefined;
  /** At first; from then on it is the user's. */
  readonly open?: boolean;
  readonly children: JSX.Element;
}) {
  return (
    <details class="fold" open={untrack(() => props.open ?? false)}>
      <summary class="fold-head">
        <span class="fold-title">{props.title}</span>
        <Show when={props.state}>{(state) => <span class="fold-state">{state()}</span>}</Show>
      </summary>
      <div class="fold-body">{props.children}</div>
    </details>
  );
}
