import type { Relevance } from '../../domain/history/sighting';
import { RELEVANCE_WORDS } from '../../domain/history/history-words';

const BARS: Readonly<Record<Relevance, number>> = { high: 3, medium: 2, low: 1 };

/** How much a sighting matters: so many bars, and the word. */
export function RelevanceMark(props: { readonly relevance: Relevance }) {
  return (
    <span class="relevance-mark" data-relevance={props.relevance}>
      <svg viewBox="0 0 14 12" width="14" height="12" aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <rect
            class={bar <= BARS[props.relevance] ? 'relevance-mark-on' : 'relevance-mark-off'}
            x={(bar - 1) * 5}
            y={12 - bar * 4}
            width="4"
            height={bar * 4}
          />
        ))}
      </svg>
      {RELEVANCE_WORDS[props.relevance]}
    </span>
  );
}
