import { Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted, formatDuration } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { runningSearch, stopSearch } from '../../state/history-search';
import { linkTo } from '../../state/route';
import { ProgressLine } from '../pieces/ProgressLine';

/** The search that runs now, wherever one looks; what went wrong with it; nothing while there is none. */
export function RunningLine(props: { readonly id?: string }) {
  const { workspace } = useApp();
  const running = () => {
    const search = runningSearch();
    return search?.workspace === workspace.name() && (props.id === undefined || search.search.id === props.id)
      ? search
      : null;
  };
  const label = () => {
    const { search, progress, state } = running() ?? {};
    if (state === 'stopping') return `Stopping ${search?.name ?? ''}: what was found is being kept`;
    const found = progress ? `, ${formatCounted(progress.matched, 'record')} found` : '';
    return `Searching: ${search?.name ?? ''}${found}`;
  };
  return (
    <Switch>
      <Match when={running()?.state === 'searching' || running()?.state === 'stopping'}>
        <div class="search-running">
          <ProgressLine
            label={label()}
            done={running()?.progress?.segmentsDone ?? 0}
            total={running()?.progress?.segmentsTotal ?? 0}
            startedAt={running()?.startedAt ?? 0}
            onCancel={running()?.state === 'searching' ? () => void stopSearch() : undefined}
          />
          <Show when={running()?.progress?.estimatedMs}>
            {(ms) => <p class="history-quiet">By earlier searches it takes {formatDuration(ms())}.</p>}
          </Show>
          <Show when={running()?.progress}>
            {(progress) => (
              <p class="history-quiet">
                {formatCount(progress().segmentsDone)} of {formatCounted(progress().segmentsTotal, 'segment')}. It goes
                on while you look at other screens; what was found when you cancel is kept.
              </p>
            )}
          </Show>
        </div>
      </Match>
      <Match when={running()?.state === 'failed' && running()}>
        {(failed) => (
          <p class="history-problem" role="alert">
            <span>
              {failed().search.name} could not be run: {failed().problem} Histories and watchlists are untouched.
            </span>
            <Show when={props.id === undefined}>
              <a href={linkTo('hunts', failed().search.id)}>Open it</a>
            </Show>
          </p>
        )}
      </Match>
    </Switch>
  );
}
