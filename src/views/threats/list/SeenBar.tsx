import { Show } from 'solid-js';
import { formatCount } from '../../../domain/format';
import type { VerdictFigures } from '../../../domain/threats/verdict';
import './SeenBar.css';

const WIDTH = 48;

/** How much of a threat can be seen: a bar, and the same in numbers. */
export function SeenBar(props: { readonly figures: VerdictFigures; readonly otherDomain?: number | undefined }) {
  const share = () => (props.figures.observable === 0 ? 0 : props.figures.seen / props.figures.observable);
  return (
    <span class="seen-bar">
      <Show
        when={props.figures.observable > 0}
        fallback={<span class="seen-bar-none">{describeNone(props.figures, props.otherDomain ?? 0)}</span>}
      >
        <svg class="seen-bar-picture" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
          <rect class="seen-bar-all" width={WIDTH} height="8" />
          <rect class="seen-bar-seen" width={share() * WIDTH} height="8" />
        </svg>
        <span class="seen-bar-words">
          {formatCount(props.figures.seen)} of {formatCount(props.figures.observable)}
        </span>
      </Show>
    </span>
  );
}

function describeNone({ steps }: VerdictFigures, otherDomain: number): string {
  if (steps === 0 && otherDomain > 0) return `${formatCount(otherDomain)} of another domain`;
  return steps === 0 ? 'no technique' : 'none observable';
}
