import { type JSX, untrack } from 'solid-js';
import './FactFold.css';

/** A line that opens. Native, so that the page's search finds what is folded and print can open it. */
export function FactFold(props: {
  readonly summary: JSX.Element;
  /** At first; from then on it is the reader's. */
  readonly isOpen?: boolean;
  readonly kind?: 'head' | 'line' | 'quiet';
  readonly children: JSX.Element;
}) {
  const isOpenAtFirst = untrack(() => props.isOpen ?? false);
  return (
    <details class="fact-fold" data-kind={props.kind ?? 'line'} open={isOpenAtFirst}>
      <summary class="fact-fold-summary">{props.summary}</summary>
      <div class="fact-fold-body">{props.children}</div>
    </details>
  );
}
