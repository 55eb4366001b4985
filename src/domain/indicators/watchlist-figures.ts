/** What several watchlists come to together. Counts per list are of values each once; lists may share values. */

interface Counted {
  readonly watched: number;
  readonly heldBack: Readonly<Record<string, number>>;
  readonly state: 'active' | 'expired' | 'not-yet';
}

export interface WatchFigures {
  readonly lists: number;
  readonly active: number;
  /** Of the lists in force; a value on two of them counts twice. */
  readonly watched: number;
  readonly heldBack: number;
}

export function summariseWatchlists(figures: readonly Counted[]): WatchFigures {
  const active = figures.filter(({ state }) => state === 'active');
  return {
    lists: figures.length,
    active: active.length,
    watched: active.reduce((sum, { watched }) => sum + watched, 0),
    heldBack: active.reduce((sum, { heldBack }) => sum + countHeldBack(heldBack), 0),
  };
}

export function countHeldBack(heldBack: Readonly<Record<string, number>>): number {
  return Object.values(heldBack).reduce((sum, count) => sum + count, 0);
}
