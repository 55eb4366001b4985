import { createEffect, createMemo, createSignal, Match, on, Show, Switch } from 'solid-js';
import { endOfRun } from '../../domain/history/new-sightings';
import { useApp } from '../../state/app-state';
import { createSightings } from '../../state/history';
import { exportSearch } from '../../state/history-exports';
import { runningSearch, searchUnderWay } from '../../state/history-search';
import { goTo, linkTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { EmptyState } from '../pieces/EmptyState';
import { PartLinks } from '../pieces/PartLinks';
import { Screen } from '../pieces/Screen';
import { createScreenExports } from '../shell/screen-exports';
import { RunningLine } from './RunningLine';
import { SearchAnswer } from './SearchAnswer';
import { SearchTools } from './SearchTools';
import { SightingPanel } from './SightingPanel';
import { SightingTable } from './SightingTable';

/** What one search found, and what can be done with it. */
export function SearchPage(props: { readonly id: string }) {
  const app = useApp();
  const { history, nameSearch } = useHistories();
  const search = () => history.searches()?.find(({ id }) => id === props.id);
  const run = () => search()?.run ?? null;
  const sightings = createSightings(app, history, () => (run() === null ? null : props.id));
  const ranked = () => sightings.answer() ?? [];
  const opened = createMemo(() => {
    const [, type, ...value] = app.route().detail;
    const wanted = value.join('/');
    return type === undefined
      ? undefined
      : ranked().find((sighting) => sighting.value === wanted && sighting.type === type);
  });
  const isRunning = () => searchUnderWay()?.search.id === props.id;
  const hasFailed = () => runningSearch()?.search.id === props.id && runningSearch()?.state === 'failed';

  // When it was last looked at before this run came into sight: what was found since is marked for as long as it is.
  const [lookedBefore, setLookedBefore] = createSignal<string | null>(null);
  const ranAt = createMemo(() => {
    const known = run();
    return known === null ? undefined : new Date(endOfRun(known)).toISOString();
  });
  createEffect(
    on(ranAt, (at) => {
      if (at === undefined) return;
      const before = search()?.lookedAt ?? null;
      setLookedBefore(before !== null && before < at ? before : null);
      if (before === null || before < at) void history.markLooked(props.id, at);
    }),
  );

  createScreenExports(() => {
    if (ranked().length === 0) return [];
    const hint = 'Marked as strictly as its strictest source';
    return [
      { label: 'Sightings as CSV', hint, run: () => exportSearch(app, props.id, 'sightings-csv') },
      { label: 'Sightings as Markdown', hint, run: () => exportSearch(app, props.id, 'sightings-markdown') },
      {
        label: 'Matched records as CSV',
        hint: 'Whole, with file, hash, line and byte; formulas neutralised',
        run: () => exportSearch(app, props.id, 'records-csv'),
      },
    ];
  });

  return (
    <Screen
      title="Has it been here?"
      aside={
        <Show when={opened()}>
          {(sighting) => (
            <SightingPanel search={props.id} sighting={sighting()} onClose={() => goTo('hunts', props.id)} />
          )}
        </Show>
      }
    >
      <PartLinks
        label="Searches"
        parts={[
          { id: 'list', label: '‹ All searches', address: linkTo('hunts') },
          {
            id: 'this',
            label: search() === undefined ? 'This search' : nameSearch(props.id),
            address: linkTo('hunts', props.id),
          },
        ]}
        current="this"
      />
      <Switch fallback={<p class="history-waiting" role="status" aria-label="Reading the search" />}>
        <Match when={search()}>
          {(known) => (
            <>
              <Show when={run() !== null || !isRunning()}>
                <SearchAnswer search={known()} sightings={sightings.answer()} />
              </Show>
              <RunningLine id={props.id} />
              <Show when={sightings.problem()}>
                {(problem) => <p role="alert">{problem()} What was found is kept; load the page again.</p>}
              </Show>
              <SearchTools search={known()} sightings={ranked()} isRunning={isRunning()} />
              <Show when={ranked().length > 0}>
                <SightingTable
                  search={props.id}
                  sightings={ranked()}
                  opened={opened()}
                  isNewShown={lookedBefore() !== null}
                />
              </Show>
            </>
          )}
        </Match>
        <Match when={isRunning() || hasFailed()}>
          <RunningLine id={props.id} />
        </Match>
        <Match when={history.searches() !== undefined}>
          <EmptyState title="This search is not here" actions={<a href={linkTo('hunts')}>All searches</a>}>
            <p>It was removed, or the address comes from another device.</p>
          </EmptyState>
        </Match>
      </Switch>
    </Screen>
  );
}
