import { createSignal, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { runningRules, startRules, stopRules } from '../../state/rule-runs';
import { useHistories } from '../histories/history-scope';
import { Button } from '../pieces/Button';
import { ProgressLine } from '../pieces/ProgressLine';
import { SelectInput } from '../pieces/SelectInput';

/** All rules over all histories, or over one; how far that is. */
export function RunRules(props: { readonly rules: number; readonly hasRun: boolean }) {
  const { workspace } = useApp();
  const { history, nameOf } = useHistories();
  const [chosen, setChosen] = createSignal<string | null>(null);
  const running = () => {
    const run = runningRules();
    return run?.workspace === workspace.name() ? run : null;
  };
  const isRunning = () => running()?.state === 'running' || running()?.state === 'stopping';
  const options = () => [
    { value: null, label: `all ${formatCounted(history.histories()?.length ?? 0, 'history', 'histories')}` },
    ...(history.histories() ?? []).map(({ id }) => ({ value: id, label: nameOf(id) })),
  ];
  const label = () => {
    const found = running()?.progress?.matched ?? 0;
    if (running()?.state === 'stopping') return 'Stopping: what was found is being kept';
    return `Running the rules${found > 0 ? `, ${formatCounted(found, 'record')} matched` : ''}`;
  };
  return (
    <Switch>
      <Match when={isRunning()}>
        <div class="search-running">
          <ProgressLine
            label={label()}
            done={running()?.progress?.segmentsDone ?? 0}
            total={running()?.progress?.segmentsTotal ?? 0}
            startedAt={running()?.startedAt ?? 0}
            onCancel={running()?.state === 'running' ? () => void stopRules() : undefined}
          />
          <p class="history-quiet">
            It goes on while you look at other screens; what was found when you cancel is kept.
          </p>
        </div>
      </Match>
      <Match when={!isRunning()}>
        <Show when={running()?.problem}>
          {(problem) => (
            <p class="history-problem" role="alert">
              The rules could not be run: {problem()} Histories and rules are untouched.
            </p>
          )}
        </Show>
        <div class="history-actions">
          <Button
            kind={props.hasRun ? 'plain' : 'primary'}
            onClick={() => {
              const id = chosen();
              void startRules(workspace.name(), { rules: null, histories: id === null ? null : [id] });
            }}
          >
            Run {formatCount(props.rules)} {props.rules === 1 ? 'rule' : 'rules'}
            {props.hasRun ? ' again' : ''}
          </Button>
          <Show when={(history.histories()?.length ?? 0) > 1}>
            <span>over</span>
            <div class="rules-over">
              <SelectInput label="Histories" options={options()} value={chosen()} onChange={setChosen} />
            </div>
          </Show>
        </div>
      </Match>
    </Switch>
  );
}
