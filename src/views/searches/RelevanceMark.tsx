import { For } from 'solid-js';
import { RELEVANCE_WORDS } from '../../domain/history/history-words';
import type { Relevance } from '../../domain/history/sighting';

const BARS: Readonly<Record<Relevance, number>> = { high: 3, medium: 2, low: 1 };

/** How much a sighting matters: so many bars, and the word. */
export function RelevanceMark(props: { readonly relevance: Relevance }) {
  return (
    <span class="relevance-mark" data-relevance={props.relevance}>
      <svg viewBox="0 0 14 12" width="14" height="12" aria-hidden="true">
        <For each={[1, 2, 3]}>
          {(bar) => (
            <rect
              class={bar <= BARS[props.relevance] ? 'relevance-mark-on' : 'relevance-mark-off'}
              x={(bar - 1) * 5}
              y={12 - bar * 4}
              width="4"
              height={bar * 4}
            />
          )}
        </For>
      </svg>
      {RELEVANCE_WORDS[props.relevance]}
    </span>
  );
}
