import './tokens.css';
import './base.css';
import { ErrorBoundary, lazy, Match, Suspense, Switch } from 'solid-js';
import { AppStateProvider, useApp } from '../state/app-state';
import { CoverageScreen } from './coverage/CoverageScreen';
import { LaterScreen } from './later/LaterScreen';
import { isLater, type LaterScreen as LaterScreenName } from './later/later-words';
import { UnknownScreen } from './later/UnknownScreen';
import { BrokenScreen } from './shell/BrokenScreen';
import { Shell } from './shell/Shell';
import { StartScreen } from './start/StartScreen';

// The start screen and the matrix come with the first load; what is not on them waits until it is asked for.
const InventoryScreen = lazy(async () => ({ default: (await import('./inventory/InventoryScreen')).InventoryScreen }));
const LayersScreen = lazy(async () => ({ default: (await import('./layers/LayersScreen')).LayersScreen }));
const DataScreen = lazy(async () => ({ default: (await import('./data/DataScreen')).DataScreen }));
const PlanScreen = lazy(async () => ({ default: (await import('./plan/PlanScreen')).PlanScreen }));
const ThreatsScreen = lazy(async () => ({ default: (await import('./threats/ThreatsScreen')).ThreatsScreen }));
const HistoryScreens = lazy(async () => ({ default: (await import('./histories/HistoryScreens')).HistoryScreens }));
const InboxScreen = lazy(async () => ({ default: (await import('./inbox/InboxScreen')).InboxScreen }));
const OpenScreen = lazy(async () => ({ default: (await import('./open/OpenScreen')).OpenScreen }));

export function App() {
  return (
    <AppStateProvider>
      <Shell>
        <CurrentScreen />
      </Shell>
    </AppStateProvider>
  );
}

function CurrentScreen() {
  const { route } = useApp();
  const screen = () => route().screen;
  const later = (): LaterScreenName | undefined => {
    const current = screen();
    return current !== null && isLater(current) ? current : undefined;
  };
  return (
    <ErrorBoundary fallback={(error, reset) => <BrokenScreen error={error} onReset={reset} />}>
      <Switch fallback={<UnknownScreen />}>
        <Match when={screen() === 'start'}>
          <StartScreen />
        </Match>
        <Match when={screen() === 'coverage'}>
          <CoverageScreen />
        </Match>
        <Match when={screen() === 'inventory'}>
          <Suspense>
            <InventoryScreen />
          </Suspense>
        </Match>
        <Match when={screen() === 'layers'}>
          <Suspense>
            <LayersScreen />
          </Suspense>
        </Match>
        <Match when={screen() === 'plan'}>
          <Suspense>
            <PlanScreen />
          </Suspense>
        </Match>
        <Match when={screen() === 'threats'}>
          <Suspense>
            <ThreatsScreen />
          </Suspense>
        </Match>
        <Match when={/^(?:alerts|hunts|watchlists|indicators|histories)$/.test(screen() ?? '')}>
          <Suspense>
            <HistoryScreens />
          </Suspense>
        </Match>
        <Match when={screen() === 'data'}>
          <Suspense>
            <DataScreen />
          </Suspense>
        </Match>
        <Match when={screen() === 'inbox'}>
          <Suspense>
            <InboxScreen />
          </Suspense>
        </Match>
        <Match when={screen() === 'open'}>
          <Suspense>
            <OpenScreen />
          </Suspense>
        </Match>
        <Match when={later()}>{(name) => <LaterScreen screen={name()} />}</Match>
      </Switch>
    </ErrorBoundary>
  );
}
