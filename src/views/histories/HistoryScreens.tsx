import { lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import { RemovalLine } from '../pieces/RemovalLine';
import { Screen } from '../pieces/Screen';
import { HistoryScopeProvider, useHistories } from './history-scope';
import './Histories.css';

const SearchesScreen = lazy(async () => ({ default: (await import('../searches/SearchesScreen')).SearchesScreen }));
const WatchlistsScreen = lazy(async () => ({
  default: (await import('../watchlists/WatchlistsScreen')).WatchlistsScreen,
}));
const IndicatorsScreen = lazy(async () => ({
  default: (await import('../indicators/IndicatorsScreen')).IndicatorsScreen,
}));
const AlertsScreen = lazy(async () => ({ default: (await import('../alerts/AlertsScreen')).AlertsScreen }));
const HistoriesScreen = lazy(async () => ({ default: (await import('./HistoriesScreen')).HistoriesScreen }));

/** Everything about "Has it been here?": searches, alerts, watchlists, indicators, histories. */
export function HistoryScreens() {
  return (
    <HistoryScopeProvider>
      <ProblemLine />
      <RemovedLines />
      <CurrentScreen />
    </HistoryScopeProvider>
  );
}

function CurrentScreen() {
  const { route } = useApp();
  const { isPreparing } = useHistories();
  return (
    <Suspense>
      <Switch>
        <Match when={isPreparing()}>
          <Screen title="Has it been here?">
            <p role="status">Reading the demonstration’s histories…</p>
            <p class="history-waiting" aria-hidden="true" />
          </Screen>
        </Match>
        <Match when={route().screen === 'hunts'}>
          <SearchesScreen />
        </Match>
        <Match when={route().screen === 'alerts'}>
          <AlertsScreen />
        </Match>
        <Match when={route().screen === 'watchlists'}>
          <WatchlistsScreen />
        </Match>
        <Match when={route().screen === 'indicators'}>
          <IndicatorsScreen />
        </Match>
        <Match when={route().screen === 'histories'}>
          <HistoriesScreen />
        </Match>
      </Switch>
    </Suspense>
  );
}

/** Neither search nor file of indicators nor watchlist asks before it goes: all of them can be brought back. */
function RemovedLines() {
  const { workspace } = useApp();
  const { history, removedLists } = useHistories();
  const removed = () => {
    const what = history.removed()?.what;
    return what === undefined ? null : `${what} removed`;
  };
  return (
    <>
      <RemovalLine said={removed()} onUndo={() => void history.putBack()} onClose={() => void history.throwAway()} />
      <RemovalLine said={removedLists()?.replace(/^Remove/, 'Removed') ?? null} onUndo={() => void workspace.undo()} />
    </>
  );
}

function ProblemLine() {
  const { history } = useHistories();
  return (
    <Show when={history.problem()}>
      {(problem) => (
        <p class="history-problem" role="alert">
          <span>This was not done: {problem()} What is stored already is untouched.</span>
          <Button kind="quiet" onClick={history.dismissProblem}>
            Close
          </Button>
        </p>
      )}
    </Show>
  );
}
