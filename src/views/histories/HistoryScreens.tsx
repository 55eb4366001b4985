import { lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
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
const HistoriesScreen = lazy(async () => ({ default: (await import('./HistoriesScreen')).HistoriesScreen }));

/** Everything about "Has it been here?": searches, watchlists, indicators, histories. */
export function HistoryScreens() {
  return (
    <HistoryScopeProvider>
      <ProblemLine />
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
