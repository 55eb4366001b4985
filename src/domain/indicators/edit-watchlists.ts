import type { WatchRecords } from '../workspace/content';
import type { Observable } from './observable';
import type { BenignValue, ListedValue, WatchedValue, Watchlist } from './watchlist';

/** Changes to what is looked for and what is held back; records that do not change stay the same objects. */

export function putWatchlist(watch: WatchRecords, list: Watchlist): WatchRecords {
  const isKnown = watch.watchlists.some(({ id }) => id === list.id);
  return {
    ...watch,
    watchlists: isKnown
      ? watch.watchlists.map((other) => (other.id === list.id ? list : other))
      : [...watch.watchlists, list],
  };
}

export function removeWatchlists(watch: WatchRecords, ids: ReadonlySet<string>): WatchRecords {
  return { ...watch, watchlists: watch.watchlists.filter(({ id }) => !ids.has(id)) };
}

/** Values that stand in it already keep their note and their date. */
export function addWatchedValues(list: Watchlist, values: readonly WatchedValue[]): Watchlist {
  const known = new Set(list.values.map(keyOf));
  const fresh = values.filter((value) => {
    const key = keyOf(value);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
  return fresh.length === 0 ? list : { ...list, values: [...list.values, ...fresh] };
}

export function removeWatchedValues(list: Watchlist, values: readonly ListedValue[]): Watchlist {
  const going = new Set(values.map(keyOf));
  return { ...list, values: list.values.filter((value) => !going.has(keyOf(value))) };
}

/** One entry per value: a newer reason takes the place of the older one. */
export function putBenignValue(watch: WatchRecords, benign: BenignValue): WatchRecords {
  const others = watch.benignValues.filter((other) => keyOf(other) !== keyOf(benign));
  return { ...watch, benignValues: [...others, benign] };
}

export function removeBenignValues(watch: WatchRecords, values: readonly Observable[]): WatchRecords {
  const going = new Set(values.map(keyOf));
  return { ...watch, benignValues: watch.benignValues.filter((value) => !going.has(keyOf(value))) };
}

export function nextWatchlistPosition(watchlists: readonly Watchlist[]): number {
  return watchlists.reduce((last, { position }) => Math.max(last, position), 0) + 1;
}

function keyOf({ type, value }: ListedValue): string {
  return `${type} ${value}`;
}
