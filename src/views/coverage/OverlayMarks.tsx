import { For, Show } from 'solid-js';
import { letterOf } from '../../domain/layers/letter-of';
import type { OverlayMark } from '../../domain/layers/overlay-marks';
import './OverlayMarks.css';

/** More do not fit beside the name. */
const SHOWN = 3;

/** How many of several threats on the matrix use a technique. */
export interface ThreatUse {
  readonly users: number;
  readonly of: number;
}

/** What chosen layers say of a cell: a sign of its own at the right edge, which leaves the state as it is. */
export function OverlayMarks(props: {
  readonly marks: readonly OverlayMark[];
  /** On the matrix; of several, each mark names its own. */
  readonly layers: number;
  /** Said in one mark, before those of layers; `null`: not several threats are chosen, or none uses it. */
  readonly use: ThreatUse | null;
  readonly isThreat: (layer: number) => boolean;
}) {
  return (
    <span class="overlay-marks" aria-hidden="true">
      <Show when={props.use}>
        {(use) => (
          <span class="overlay-mark overlay-mark-use" data-all={use().users === use().of ? '' : undefined}>
            {use().users}/{use().of}
          </span>
        )}
      </Show>
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
            {props.isThreat(mark.layer) ? '•' : writeMark(mark)}
          </span>
        )}
      </For>
      <Show when={props.marks.length > SHOWN}>
        <span class="overlay-mark">+{props.marks.length - SHOWN}</span>
      </Show>
    </span>
  );
}

function writeMark({ score, comment }: OverlayMark): string {
  if (score !== null) return formatMark(score);
  return comment === '' ? '' : '…';
}

/** "used by APT29", "used by 2 of 3 threats: APT29 and FIN6". */
export function describeThreats(names: readonly string[], of: number): string {
  const listed = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return of === 1 ? `used by ${listed}` : `used by ${names.length} of ${of} threats: ${listed}`;
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
