import { createContext, type JSX, useContext } from 'solid-js';
import { useApp } from '../../state/app-state';
import { createHistoryState, type HistoryState } from '../../state/history';
import { makeWatchState, type WatchState } from '../../state/watch-records';

/** What the screens of "Has it been here?" share, made once for all of them. */
export interface HistoryScope {
  readonly history: HistoryState;
  readonly watch: WatchState;
}

const HistoryContext = createContext<HistoryScope>();

export function HistoryScopeProvider(props: { readonly children: JSX.Element }) {
  const app = useApp();
  return (
    <HistoryContext.Provider value={{ history: createHistoryState(app), watch: makeWatchState(app.workspace) }}>
      {props.children}
    </HistoryContext.Provider>
  );
}

export function useHistories(): HistoryScope {
  const scope = useContext(HistoryContext);
  if (scope === undefined) throw new Error('useHistories needs a HistoryScopeProvider around it');
  return scope;
}
