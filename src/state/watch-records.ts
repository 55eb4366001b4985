import type { Accessor } from 'solid-js';
import {
  addWatchedValues,
  nextWatchlistPosition,
  putBenignValue,
  putWatchlist,
  removeBenignValues,
  removeWatchedValues,
  removeWatchlists,
} from '../domain/indicators/edit-watchlists';
import type { Observable } from '../domain/indicators/observable';
import type { BenignValue, ListedValue, Watchlist } from '../domain/indicators/watchlist';
import type { Workspace } from './workspace';

/** What is looked for and what is held back, and the undoable steps over it; each resolves to whether it was saved. */
export interface WatchState {
  /** False until the database has answered for the first time; until then the lists are empty. */
  readonly isKnown: Accessor<boolean>;
  /** In the order of their positions. */
  readonly watchlists: Accessor<readonly Watchlist[]>;
  readonly benignValues: Accessor<readonly BenignValue[]>;
  /** A new one, last in the order. @returns its id; `null`: it was not saved */
  addWatchlist(label: string, said: Partial<Watchlist> & Pick<Watchlist, 'name'>): Promise<string | null>;
  /** A step over the list as it is then; nothing happens when it is gone. */
  changeWatchlist(label: string, id: string, step: (list: Watchlist) => Watchlist): Promise<boolean>;
  removeWatchlists(label: string, ids: ReadonlySet<string>): Promise<boolean>;
  addValues(label: string, id: string, values: readonly ListedValue[], note?: string): Promise<boolean>;
  removeValues(label: string, id: string, values: readonly ListedValue[]): Promise<boolean>;
  /** Held back from every watchlist from now on. */
  markBenign(label: string, value: Observable, reason: string, author: string): Promise<boolean>;
  unmarkBenign(label: string, values: readonly Observable[]): Promise<boolean>;
}

export function makeWatchState({ watch, changeWatch }: Pick<Workspace, 'watch' | 'changeWatch'>): WatchState {
  const changeWatchlist: WatchState['changeWatchlist'] = (label, id, step) =>
    changeWatch(label, (kept) => {
      const list = kept.watchlists.find((other) => other.id === id);
      if (list === undefined) return kept;
      const changed = step(list);
      return changed === list ? kept : putWatchlist(kept, changed);
    });
  const now = () => new Date().toISOString();
  return {
    isKnown: () => watch() !== undefined,
    watchlists: () => [...(watch()?.watchlists ?? [])].sort((one, other) => one.position - other.position),
    benignValues: () => watch()?.benignValues ?? [],
    async addWatchlist(label, said) {
      const id = crypto.randomUUID();
      const isSaved = await changeWatch(label, (kept) =>
        putWatchlist(kept, {
          reason: '',
          owner: '',
          validFrom: null,
          validUntil: null,
          minimumConfidence: 0,
          collections: [],
          values: [],
          warninglists: [],
          createdAt: now(),
          ...said,
          id,
          position: nextWatchlistPosition(kept.watchlists),
        }),
      );
      return isSaved ? id : null;
    },
    changeWatchlist,
    removeWatchlists: (label, ids) => changeWatch(label, (kept) => removeWatchlists(kept, ids)),
    addValues: (label, id, values, note = '') =>
      changeWatchlist(label, id, (list) =>
        addWatchedValues(
          list,
          values.map(({ type, value }) => ({ type, value, addedAt: now(), note })),
        ),
      ),
    removeValues: (label, id, values) => changeWatchlist(label, id, (list) => removeWatchedValues(list, values)),
    markBenign: (label, { type, value }, reason, author) =>
      changeWatch(label, (kept) =>
        putBenignValue(kept, { id: crypto.randomUUID(), type, value, reason, author, at: now() }),
      ),
    unmarkBenign: (label, values) => changeWatch(label, (kept) => removeBenignValues(kept, values)),
  };
}
