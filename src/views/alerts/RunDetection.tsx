import { createSignal, Match, Show, Switch } from 'solid-js';
import { endOfDay, startOfDay } from '../../domain/history/moments';
import { runningDetection, startDetection, stopDetection } from '../../state/alerts';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { ProgressLine } from '../pieces/ProgressLine';
import { TextInput } from '../pieces/TextInput';

/** Starts a run over all histories, or a time of them; shows the one that goes on, and what went wrong. */
export function RunDetection(props: { readonly isFirst: boolean }) {
  const { workspace } = useApp();
  const [from, setFrom] = createSignal('');
  const [to, setTo] = createSignal('');
  const running = () => {
    const run = runningDetection();
    return run?.workspace === workspace.name() ? run : null;
  };
  const start = () =>
    void startDetection(workspace.name(), {
      histories: null,
      from: from() === '' ? null : startOfDay(from()),
      to: to() === '' ? null : endOfDay(to()),
    });
  return (
    <Switch
      fallback={
        <>
          <div class="history-actions">
            <Button kind="primary" onClick={start}>
              {props.isFirst ? 'Look through the histories' : 'Run again'}
            </Button>
            <Show when={running()?.state === 'stopped'}>
              <span class="history-quiet" role="status">
                Stopped: nothing of that run was kept.
              </span>
            </Show>
            <Show when={running()?.state === 'failed'}>
              <span class="history-warning" role="alert">
                It could not be run: {running()?.problem} What was found before is untouched.
              </span>
            </Show>
          </div>
          <Fold summary="Only a period" kind="quiet">
            <div class="history-dates alert-dates">
              <Field label="From">{(id) => <TextInput id={id} type="date" value={from()} onChange={setFrom} />}</Field>
              <Field label="To">{(id) => <TextInput id={id} type="date" value={to()} onChange={setTo} />}</Field>
            </div>
          </Fold>
        </>
      }
    >
      <Match when={running()?.state === 'running'}>
        <div class="search-running alert-running">
          <ProgressLine
            label={running()?.progress?.step ?? 'Starting'}
            done={running()?.progress?.done ?? 0}
            total={running()?.progress?.total ?? 0}
            startedAt={running()?.startedAt ?? 0}
            onCancel={stopDetection}
          />
          <p class="history-quiet">It goes on while you look at other screens. Cancelled, nothing of it is kept.</p>
        </div>
      </Match>
    </Switch>
  );
}
