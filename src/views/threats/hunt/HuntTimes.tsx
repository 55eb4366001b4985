import { Show } from 'solid-js';
import { formatDateTime } from '../../../domain/format';
import type { HuntSheet } from '../../../domain/threats/hunt-sheet';
import { Button } from '../../pieces/Button';

/** When the hunt began and ended. */
export function HuntTimes(props: {
  readonly sheet: HuntSheet | undefined;
  readonly onChange: (label: string, part: Pick<Partial<HuntSheet>, 'startedAt' | 'finishedAt'>) => void;
}) {
  const now = () => new Date().toISOString();
  return (
    <div class="hunt-times">
      <Show
        when={props.sheet?.startedAt}
        fallback={
          <Button kind="primary" onClick={() => props.onChange('Hunt: begun', { startedAt: now() })}>
            Begin the hunt
          </Button>
        }
      >
        {(startedAt) => (
          <>
            <p class="hunt-time">
              Begun {formatDateTime(startedAt())}
              <Show when={props.sheet?.finishedAt}>{(at) => <>, finished {formatDateTime(at())}</>}</Show>
            </p>
            <Show
              when={props.sheet?.finishedAt}
              fallback={
                <Button onClick={() => props.onChange('Hunt: finished', { finishedAt: now() })}>Finish the hunt</Button>
              }
            >
              <Button onClick={() => props.onChange('Hunt: taken up again', { finishedAt: null })}>
                Take it up again
              </Button>
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}
