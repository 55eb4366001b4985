import { For, Show } from 'solid-js';
import { letterOf } from '../../domain/layers/letter-of';
import type { OverlayMark } from '../../domain/layers/overlay-marks';
import './OverlayMarks.css';

/** More do not fit beside the name. */
const SHOWN = 3;

/** What chosen layers say of a cell: a sign of its own at the right edge, which leaves the state as it is. */
export function OverlayMarks(props: {
  readonly marks: readonly OverlayMark[];
  /** On the matrix; of several, each mark names its own. */
  readonly layers: number;
}) {
  return (
    <span class="overlay-marks" aria-hidden="true">
      <For each={props.marks.slice(0, SHOWN)}>
        {(mark) => (
          <span
            class="overlay-mark"
            data-ink={mark.color === null ? undefined : mark.isLight ? 'dark' : 'light'}
            data-disabled={mark.enabled ? undefined : 'true'}
            style={{ '--mark': mark.color ?? 'transparent' }}
          >
            <Show when={props.layers > 1}>
              <span class="overlay-mark-letter">{letterOf(mark.layer)}</span>
            </Show>
            {mark.score === null ? (mark.comment === '' ? '' : '…') : formatMark(mark.score)}
          </span>
        )}
      </For>
      <Show when={props.marks.length > SHOWN}>
        <span class="overlay-mark">+{props.marks.length - SHOWN}</span>
      </Show>
    </span>
  );
}

/** "layer Red team: score 3, seen in May". */
export function describeMark({ score, comment, enabled }: OverlayMark, layerName: string): string {
  const said = [
    ...(score === null ? [] : [`score ${score}`]),
    ...(comment === '' ? [] : [comment.length > 80 ? `${comment.slice(0, 79)}…` : comment]),
    ...(enabled ? [] : ['disabled']),
  ];
  return `layer ${layerName}: ${said.join(', ') || 'marked'}`;
}

/** Four characters at most: the panel has the whole number. */
function formatMark(score: number): string {
  const size = Math.abs(score);
  if (size >= 1e6) return score.toExponential(0).replace('+', '');
  if (size >= 10_000) return `${Math.round(score / 1000)}k`;
  if (size >= 100 || Number.isInteger(score)) return String(Math.round(score));
  return String(Number(score.toPrecision(2)));
}
