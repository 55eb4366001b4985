import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { formatMoment } from '../../domain/history/moments';
import type { SearchGrowth } from '../../domain/history/search-growth';
import type { SearchRequest, SearchRun } from '../../domain/history/sighting';

/** What a search is called that was given no name: what it looks for. */
export function nameSearch({ watchlists, values }: SearchRequest, names: ReadonlyMap<string, string>): string {
  const lists = watchlists.flatMap((id) => names.get(id) ?? []);
  const [first] = values;
  const parts = [
    ...(lists.length > 3 ? [`${formatCount(lists.length)} watchlists`] : lists),
    ...(first === undefined ? [] : [values.length === 1 ? first.value : formatCounted(values.length, 'value')]),
  ];
  const name = parts.join(', ') || 'Search';
  return name.length > 120 ? `${name.slice(0, 119)}…` : name;
}

/** What was looked for and where, line by line. */
export function describeRequest(
  { watchlists, values, histories, from, to, hostsOfUrls }: SearchRequest,
  names: { readonly lists: ReadonlyMap<string, string>; readonly histories: ReadonlyMap<string, string> },
): readonly (readonly [what: string, words: string])[] {
  const nameAll = (ids: readonly string[], known: ReadonlyMap<string, string>) =>
    ids.map((id) => known.get(id) ?? 'one that was removed').join(', ');
  const shown = values.slice(0, 10).map(({ type, value }) => `${typeWord(type)} ${value}`);
  const rest = values.length - shown.length;
  return [
    ...(watchlists.length > 0 ? [['Watchlists', nameAll(watchlists, names.lists)] as const] : []),
    ...(values.length > 0
      ? [['Values', `${shown.join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`] as const]
      : []),
    ['Histories', histories === null ? 'all' : nameAll(histories, names.histories)],
    [
      'Time',
      from === null && to === null
        ? 'all, and records without a time'
        : `${from === null ? 'the beginning' : formatMoment(from)} to ${to === null ? 'the end' : formatMoment(to)}`,
    ],
    ['Hosts of URLs', hostsOfUrls ? 'looked for, too' : 'not looked for'],
  ];
}

/** "Since this run 1 history was removed: …" `null`: none was, and none lost records. */
export function describeLoss({ removed, shrunk }: Pick<SearchGrowth, 'removed' | 'shrunk'>): string | null {
  if (removed === 0 && shrunk === 0) return null;
  const parts = [
    removed === 0 ? '' : `${formatCounted(removed, 'history was', 'histories were')} removed`,
    shrunk === 0 ? '' : `${formatCounted(shrunk, 'history', 'histories')} lost the oldest records`,
  ].filter((part) => part !== '');
  return `Since this run ${parts.join(' and ')}: ${
    removed === 0 ? 'what' : 'it is not counted as searched any more; what'
  } was found there is still listed until you run it again.`;
}

/** "Since this run 1 history came and 2 grew." `null`: nothing did. */
export function describeGrowth({ added, grown }: Pick<SearchGrowth, 'added' | 'grown'>): string | null {
  if (added === 0 && grown === 0) return null;
  const parts = [
    added === 0 ? '' : `${formatCounted(added, 'history', 'histories')} came`,
    grown === 0 ? '' : `${added === 0 ? formatCounted(grown, 'history', 'histories') : formatCount(grown)} grew`,
  ].filter((part) => part !== '');
  return `Since this run ${parts.join(' and ')}: run it again to see them.`;
}

/** A run that is not the whole: how far it came, what of it is here, and what to do. */
export function describeUnfinished(
  { records, histories }: Pick<SearchRun, 'records' | 'histories'>,
  { from, to }: Pick<SearchRequest, 'from' | 'to'>,
): string {
  const ids = Object.keys(histories);
  const all = ids.reduce((sum, id) => sum + (histories[id] ?? 0), 0);
  const where = formatCounted(ids.length, 'history', 'histories');
  const isTimed = from !== null || to !== null;
  // An import looks for single records only; who stops a search while its records are kept has all of its counts.
  if (records >= all)
    return `This is not the whole: every record of ${where} was searched, but patterns over several records were left aside, or not every record that was found is kept. Run it again for the whole.`;
  const far = isTimed
    ? `${formatCounted(records, 'record')} of the time that was asked for, in ${where}, had been searched`
    : `${formatCount(records)} of ${formatCounted(all, 'record')} in ${where} had been searched`;
  return `This is not the whole: it was ${isTimed ? 'stopped, or left patterns over several records aside' : 'stopped'}. ${far}. What was found in them is here; run it again for the rest.`;
}
