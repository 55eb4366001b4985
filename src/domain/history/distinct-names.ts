import { formatCounted, formatDate, formatDateTime } from '../format';
import type { IndicatorCollection } from '../indicators/statement';
import type { Watchlist } from '../indicators/watchlist';
import type { History } from './history';
import { formatSpan } from './moments';
import type { SavedSearch } from './sighting';

/**
 * What lists call things: those of the same name are told apart by the first thing said of them in which they differ, and by
 * their number where nothing does.
 * @param sayMore of each thing, one after the other; empty: nothing
 */
export function nameApart<Item extends { readonly id: string; readonly name: string }>(
  items: readonly Item[],
  sayMore: (item: Item) => readonly string[],
): ReadonlyMap<string, string> {
  const byName = new Map<string, Item[]>();
  for (const item of items) byName.set(item.name, [...(byName.get(item.name) ?? []), item]);
  const names = new Map<string, string>();
  for (const [name, same] of byName) {
    const said = same.map(sayMore);
    const told = said[0]?.findIndex((_, at) => isDistinct(said.map((each) => each[at] ?? '')));
    for (const [at, { id }] of same.entries()) {
      const more = told === undefined || told === -1 ? `no. ${at + 1}` : (said[at]?.[told] ?? '');
      names.set(id, same.length === 1 ? name : `${name} (${more})`);
    }
  }
  return names;
}

function isDistinct(words: readonly string[]): boolean {
  return !words.includes('') && new Set(words).size === words.length;
}

/** Histories by what tells them apart: site, file, both, period; the oldest import is number 1. */
export function nameHistories(histories: readonly History[]): ReadonlyMap<string, string> {
  const oldestFirst = [...histories].sort((one, other) => one.importedAt.localeCompare(other.importedAt));
  return nameApart(oldestFirst, ({ site, fileName, from, to }) => {
    const span = formatSpan(from, to) ?? '';
    return [site, fileName, span, [fileName, span].filter((part) => part !== '').join(', ')];
  });
}

/** Searches by what tells them apart: the file they looked through, and when they were made; the oldest is number 1. */
export function nameSearches(
  searches: readonly Pick<SavedSearch, 'id' | 'name' | 'request' | 'createdAt'>[],
  histories: readonly History[],
): ReadonlyMap<string, string> {
  const byId = new Map(histories.map((history) => [history.id, history]));
  const oldestFirst = [...searches].sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  return nameApart(oldestFirst, ({ request, createdAt }) => {
    const [only] = request.histories?.length === 1 ? request.histories : [];
    const history = byId.get(only ?? '');
    const span = history === undefined ? '' : (formatSpan(history.from, history.to) ?? '');
    return [history?.fileName ?? '', span, formatDateTime(createdAt)];
  });
}

/** Watchlists by what tells them apart: why, whose, how long, and when they were made; the oldest is number 1. */
export function nameWatchlists(lists: readonly Watchlist[]): ReadonlyMap<string, string> {
  const oldestFirst = [...lists].sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  return nameApart(oldestFirst, ({ reason, owner, validUntil, createdAt }) => [
    // A longer reason is no name.
    reason.length > 40 ? '' : reason,
    owner,
    validUntil === null ? '' : `until ${formatDate(validUntil)}`,
    `made ${formatDate(createdAt)}`,
    `made ${formatDateTime(createdAt)}`,
  ]);
}

/** Collections by what tells them apart: who says so, file, size, and when they were imported; the oldest is number 1. */
export function nameCollections(collections: readonly IndicatorCollection[]): ReadonlyMap<string, string> {
  const oldestFirst = [...collections].sort((one, other) => one.importedAt.localeCompare(other.importedAt));
  return nameApart(oldestFirst, ({ publisher, fileName, published, statements, importedAt }) => [
    publisher,
    fileName,
    published === null ? '' : formatDate(published),
    formatCounted(statements, 'statement'),
    `imported ${formatDateTime(importedAt)}`,
  ]);
}
