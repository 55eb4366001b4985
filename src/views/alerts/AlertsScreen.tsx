import { createMemo, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { goTo, linkTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { Button } from '../pieces/Button';
import { EmptyState } from '../pieces/EmptyState';
import { PartLinks } from '../pieces/PartLinks';
import { Screen } from '../pieces/Screen';
import { chooseFiles } from '../shell/ImportButton';
import { AlertPanel } from './AlertPanel';
import { AlertQueue } from './AlertQueue';
import { AlertScopeProvider, useAlerts } from './alert-scope';
import { SignalPanel } from './SignalPanel';
import './Alerts.css';

const SignalsPart = lazy(async () => ({ default: (await import('./SignalsPart')).SignalsPart }));
const DecisionsPart = lazy(async () => ({ default: (await import('./DecisionsPart')).DecisionsPart }));
const LimitsPart = lazy(async () => ({ default: (await import('./LimitsPart')).LimitsPart }));

const PARTS = [
  { id: 'queue', label: 'Queue', address: linkTo('alerts') },
  { id: 'signals', label: 'Signals', address: linkTo('alerts', 'signals') },
  { id: 'decisions', label: 'Decisions', address: linkTo('alerts', 'decisions') },
  { id: 'limits', label: 'What is looked for', address: linkTo('alerts', 'limits') },
];

/** `#/alerts`: the queue; `/open/<alert>`: one alert; `/signals`, `/signals/<signal>`, `/decisions`, `/limits`: what it rests on. */
export function AlertsScreen() {
  return (
    <AlertScopeProvider>
      <Alerts />
    </AlertScopeProvider>
  );
}

function Alerts() {
  const { route } = useApp();
  const { history } = useHistories();
  const state = useAlerts();
  const part = () => PARTS.find(({ id }) => id === route().detail[0])?.id ?? 'queue';
  const opened = createMemo(() => {
    const [way, id] = route().detail;
    return way === 'open' ? state.alerts()?.find((alert) => alert.id === id) : undefined;
  });
  const openedSignal = createMemo(() => {
    const [way, id] = route().detail;
    return way === 'signals' ? state.signals()?.find((signal) => signal.id === id) : undefined;
  });
  const isKnown = () => history.histories() !== undefined && state.run() !== undefined;
  return (
    <Screen
      title="Is it happening?"
      aside={
        <Switch>
          <Match when={opened()?.id} keyed>
            {(_id) => (
              <>
                <Show when={opened()}>
                  {(alert) => (
                    <>
                      <AlertPanel alert={alert()} onClose={() => goTo('alerts')} />
                    </>
                  )}
                </Show>
              </>
            )}
          </Match>
          <Match when={openedSignal()} keyed>
            {(signal) => (
              <>
                <SignalPanel signal={signal} onClose={() => goTo('alerts', 'signals')} />
              </>
            )}
          </Match>
        </Switch>
      }
    >
      <Show when={state.problem()}>
        {(problem) => (
          <>
            <p class="history-problem" role="alert">
              <span>This was not done: {problem()} Alerts and decisions are as they were.</span>
              <Button kind="quiet" onClick={state.dismissProblem}>
                Close
              </Button>
            </p>
          </>
        )}
      </Show>
      <Switch fallback={<p class="history-waiting" role="status" aria-label="Reading your alerts" />}>
        <Match when={isKnown() && history.histories()?.length === 0}>
          <EmptyState
            title="No histories yet"
            actions={
              <Button kind="primary" onClick={chooseFiles}>
                Import a history
              </Button>
            }
          >
            <p>
              Flow records show regular connections, scans, guessing of passwords, data leaving and rare destinations.
              With events, alerts of sensors and indicators that were seen, the few hosts on which several of them agree
              become alerts.
            </p>
          </EmptyState>
        </Match>
        <Match when={isKnown()}>
          <PartLinks label="Alerts" parts={PARTS} current={part()} />
          <Suspense>
            <Switch fallback={<AlertQueue opened={opened()?.id ?? null} />}>
              <Match when={part() === 'signals'}>
                <SignalsPart opened={openedSignal()?.id ?? null} />
              </Match>
              <Match when={part() === 'decisions'}>
                <DecisionsPart />
              </Match>
              <Match when={part() === 'limits'}>
                <LimitsPart />
              </Match>
            </Switch>
          </Suspense>
        </Match>
      </Switch>
    </Screen>
  );
}
