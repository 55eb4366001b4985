import { Show } from 'solid-js';
import { formatDuration, formatPercent } from '../../domain/format';
import { Button } from './Button';
import './ProgressLine.css';

export interface ProgressLineProps {
  readonly label: string;
  readonly done: number;
  /** 0: not known. */
  readonly total: number;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly onCancel?: (() => void) | undefined;
}

/** No estimate before this: the first numbers say little. */
const SETTLING_MS = 1500;

/** Long work: how far it is, how long it may still take, and the way to stop it. */
export function ProgressLine(props: ProgressLineProps) {
  const share = () => (props.total > 0 ? Math.min(1, props.done / props.total) : 0);
  const left = () => {
    const spent = performance.now() - props.startedAt;
    if (share() <= 0 || share() >= 1 || spent < SETTLING_MS) return null;
    return (spent / share()) * (1 - share());
  };
  return (
    <div class="progress-line">
      <div class="progress-line-words">
        <span class="progress-line-label">{props.label}</span>
        <span class="progress-line-share">
          <Show when={share() > 0}>{formatPercent(share())}</Show>
          <Show when={left()}>{(time) => <>, about {formatDuration(time())} left</>}</Show>
        </span>
      </div>
      <progress class="progress-line-bar" max={1} value={share()} aria-label={props.label} />
      <Show when={props.onCancel}>{(cancel) => <Button onClick={() => cancel()()}>Cancel</Button>}</Show>
    </div>
  );
}
