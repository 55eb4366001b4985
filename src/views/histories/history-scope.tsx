import {
  type Accessor,
  createContext,
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  on,
  useContext,
} from 'solid-js';
import { nameCollections, nameHistories, nameSearches, nameWatchlists } from '../../domain/history/distinct-names';
import { useApp } from '../../state/app-state';
import { createHistoryState, type HistoryState } from '../../state/history';
import { makeWatchState, type WatchState } from '../../state/watch-records';

/** What the screens of "Has it been here?" share, made once for all of them. */
export interface HistoryScope {
  readonly history: HistoryState;
  readonly watch: WatchState;
  /** Of a history, told apart from others of the same name. */
  nameOf(history: string): string;
  /** The same of a watchlist, a search and a collection of indicators. */
  nameList(watchlist: string): string;
  nameSearch(search: string): string;
  nameCollection(collection: string): string;
  /** Label of the watchlist's removal, while undo would bring it back. */
  readonly removedLists: Accessor<string | null>;
  /** What the demonstration begins with is being read. */
  readonly isPreparing: Accessor<boolean>;
}

const REMOVED = 'one that was removed';

const HistoryContext = createContext<HistoryScope>();

export function HistoryScopeProvider(props: { readonly children: JSX.Element }) {
  const app = useApp();
  const [isPreparing, setPreparing] = createSignal(app.workspace.name() === 'demonstration');
  createEffect(
    on(app.workspace.name, (name) => {
      setPreparing(name === 'demonstration');
      // What could not be read is not there: each screen says then what to do first.
      if (name === 'demonstration') void prepareOnce().finally(() => setPreparing(false));
    }),
  );
  const history = createHistoryState(app);
  const names = createMemo(() => nameHistories(history.histories() ?? []));
  const searchNames = createMemo(() => nameSearches(history.searches() ?? [], history.histories() ?? []));
  const collectionNames = createMemo(() => nameCollections(history.collections() ?? []));
  const made = makeWatchState(app.workspace);
  const listNames = createMemo(() => nameWatchlists(made.watchlists()));
  const [lastRemoval, setLastRemoval] = createSignal<string | null>(null);
  const scope: HistoryScope = {
    history,
    watch: {
      ...made,
      async removeWatchlists(label, ids) {
        const isDone = await made.removeWatchlists(label, ids);
        if (isDone) setLastRemoval(label);
        return isDone;
      },
    },
    nameOf: (id) => names().get(id) ?? REMOVED,
    nameList: (id) => listNames().get(id) ?? REMOVED,
    // Nothing is said of what is not read yet.
    nameSearch: (id) => searchNames().get(id) ?? (history.searches() === undefined ? '' : REMOVED),
    nameCollection: (id) => collectionNames().get(id) ?? (history.collections() === undefined ? '' : REMOVED),
    removedLists: () => (lastRemoval() === app.workspace.history().undo ? lastRemoval() : null),
    isPreparing,
  };
  return <HistoryContext.Provider value={scope}>{props.children}</HistoryContext.Provider>;
}

let preparing: Promise<void> | null = null;

/** Who comes back while it is being read waits for the same. */
function prepareOnce(): Promise<void> {
  preparing ??= import('../../state/demonstration-histories')
    .then(({ fillDemonstration }) => fillDemonstration())
    .catch(() => undefined)
    .finally(() => {
      preparing = null;
    });
  return preparing;
}

export function useHistories(): HistoryScope {
  const scope = useContext(HistoryContext);
  if (scope === undefined) throw new Error('useHistories needs a HistoryScopeProvider around it');
  return scope;
}
