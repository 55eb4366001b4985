import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted, formatDateTime, formatDuration } from '../../domain/format';
import { findGrowth } from '../../domain/history/search-growth';
import type { Sighting } from '../../domain/history/sighting';
import type { Observable } from '../../domain/indicators/observable';
import { useApp } from '../../state/app-state';
import type { ListedSearch } from '../../state/history';
import { searchUnderWay, startSearch } from '../../state/history-search';
import { goTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { WatchForm } from '../indicators/ValueActions';
import { DraftText } from '../inventory/DraftText';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { RunIssues } from './RunIssues';
import { describeGrowth, describeLoss, describeRequest, describeUnfinished } from './search-words';

/** What can be done with a search: run it again, keep an eye on what it looked for, see what it went through. */
export function SearchTools(props: {
  readonly search: ListedSearch;
  readonly sightings: readonly Sighting[];
  readonly isRunning: boolean;
}) {
  const app = useApp();
  const { history, watch, nameList, nameOf } = useHistories();
  const [isWatching, setWatching] = createSignal(false);
  const [said, setSaid] = createSignal('');
  const run = () => props.search.run;
  /** There is one search at a time. */
  const obstacle = () => (!props.isRunning && searchUnderWay() !== null ? 'Another search is running.' : null);
  const unfinished = () => (run()?.complete === false ? run() : null);
  /** Values of its own: those of watchlists are on one already. */
  const own = (): readonly Observable[] =>
    props.search.request.values.flatMap(({ type, value }) => (type === 'pattern' ? [] : [{ type, value }]));
  const changed = createMemo(() => findGrowth(props.search.request, run(), history.histories() ?? []));
  const growth = () => describeGrowth(changed());
  const loss = () => (history.histories() === undefined ? null : describeLoss(changed()));
  const lines = () =>
    describeRequest(props.search.request, {
      lists: new Map(watch.watchlists().map(({ id }) => [id, nameList(id)])),
      histories: new Map(history.histories()?.map(({ id }) => [id, nameOf(id)])),
    });
  const strip = ({ run: _, ...search }: ListedSearch) => search;

  return (
    <div class="search-tools">
      <Show when={loss()}>{(words) => <p class="history-note history-warning">{words()}</p>}</Show>
      <Show when={growth()}>{(words) => <p class="history-note history-warning">{words()}</p>}</Show>
      <Show when={!props.isRunning && unfinished()}>
        {(known) => (
          <p class="history-note history-warning">
            <Show when={known().undecided} fallback={describeUnfinished(known(), props.search.request)}>
              {(records) => (
                <>
                  Of {formatCount(records())} records that fit parts of a pattern it was not decided whether they match:
                  more of them fit together than can be tried. Narrow the time or the pattern.
                </>
              )}
            </Show>
          </p>
        )}
      </Show>
      <Show when={run()?.issues}>{(issues) => <RunIssues issues={issues()} counts={run()?.issueCounts} />}</Show>
      <div class="history-actions">
        <Button
          kind={growth() === null && run() !== null ? 'plain' : 'primary'}
          disabled={props.isRunning || obstacle() !== null}
          describedBy="run-again-obstacle"
          onClick={() => void startSearch(app.workspace.name(), strip(props.search))}
        >
          {run() === null ? 'Run it' : 'Run again'}
        </Button>
        <Show when={own().length > 0}>
          <Button pressed={isWatching()} onClick={() => setWatching((before) => !before)}>
            {props.sightings.length === 0 ? 'Watch for these from now on' : 'Make a watchlist of these'}
          </Button>
        </Show>
        <Button
          title="With the records it found; it can be undone at once"
          onClick={() => void history.removeSearches([props.search]).then((isDone) => isDone && goTo('hunts'))}
        >
          Remove
        </Button>
        <span id="run-again-obstacle" class="history-quiet">
          {obstacle()}
        </span>
        <span role="status">{said()}</span>
      </div>
      <Show when={isWatching()}>
        <WatchForm
          values={own()}
          reason={props.search.name}
          onDone={(words) => {
            setWatching(false);
            setSaid(words);
          }}
        />
      </Show>
      <Fold summary="What was searched" state={run() === null ? '' : formatDateTime(run()?.at ?? '')}>
        <div class="history-panel">
          <DraftText
            label="Name"
            value={props.search.name}
            check={(name) => (name === '' ? 'A search needs a name.' : null)}
            save={(name) => history.saveSearch({ ...strip(props.search), name })}
          />
          <dl class="history-facts">
            <For each={lines()}>
              {([what, words]) => (
                <>
                  <dt>{what}</dt>
                  <dd>{words}</dd>
                </>
              )}
            </For>
            <Switch>
              <Match when={run()}>
                {(known) => (
                  <>
                    <dt>Went through</dt>
                    <dd>
                      {formatCounted(known().records, 'record')} in{' '}
                      {formatCounted(Object.keys(known().histories).length, 'history', 'histories')} (
                      {formatCounted(known().segments, 'segment')}) for {formatCounted(known().indicators, 'indicator')}
                      <Show when={changed().removed > 0}>
                        ; {formatCounted(changed().removed, 'history', 'histories')} of these{' '}
                        {changed().removed === 1 ? 'was' : 'were'} removed since
                      </Show>
                    </dd>
                    <dt>Took</dt>
                    <dd>
                      {known().tookMs < 5000
                        ? `${formatCount(Math.round(known().tookMs))}\u00a0ms`
                        : formatDuration(known().tookMs)}
                    </dd>
                  </>
                )}
              </Match>
            </Switch>
          </dl>
        </div>
      </Fold>
    </div>
  );
}
