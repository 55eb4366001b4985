import type { SearchRequest, SearchRun } from '../../src/domain/history/sighting';
import { type PackedValues, packValues, type TypedValue } from '../../src/domain/indicators/packed-values';
import {
  describeUnsearched,
  sortPatterns,
  type UnsearchedPatterns,
} from '../../src/domain/indicators/stix-pattern/unsearched-patterns';
import { countLogged, type IssueLog, makeIssueLog } from '../../src/domain/issue-log';
import { excerpt, type Issue, issue, WHOLE_FILE } from '../../src/domain/result';
import type { WatchRecords } from '../../src/domain/workspace/content';
import type { HistoryDatabase } from '../../src/store/history-database';
import { computeEffectiveWatch, type Moment } from './effective-watch';

/** What a search looks for, each value once. */
export interface SearchValues {
  readonly packed: PackedValues;
  /** Of the patterns among them: those that one event does not decide. */
  readonly severalEvents: number;
  /** Patterns that cannot be looked for, whole or in part, by what stands in the way. */
  readonly unsearched: readonly UnsearchedPatterns[];
  /** Patterns that cannot be looked for, lists that are out of their time, and files that lists name and that are gone. */
  readonly issues: IssueLog;
}

export async function collectSearchValues(
  db: HistoryDatabase,
  watch: WatchRecords,
  { watchlists, values }: Pick<SearchRequest, 'watchlists' | 'values'>,
  moment: Moment,
): Promise<SearchValues> {
  const wanted = new Set(watchlists);
  const lists = watch.watchlists.filter(({ id }) => wanted.has(id));
  const { indicators, outcomes } = await computeEffectiveWatch(db, lists, watch, moment);
  const issues = makeIssueLog();
  for (const { id, state } of outcomes)
    if (state !== 'active') issues.add(outOfTime(lists.find((list) => list.id === id)?.name ?? '', state));
  const here = new Set<string>(await db.collections.toCollection().primaryKeys());
  for (const { name, collections } of lists) {
    const gone = collections.filter((id) => !here.has(id)).length;
    if (gone > 0) issues.add(withoutFiles(name, gone));
  }
  const all: TypedValue[] = [...indicators];
  if (values.length > 0) {
    const known = new Set(indicators.map(({ type, value }) => `${type} ${value}`));
    for (const value of values) if (!known.has(`${value.type} ${value.value}`)) all.push(value);
  }
  const patterns = sortPatterns(all.filter(({ type }) => type === 'pattern').map(({ value }) => value));
  const { unsearched, severalEvents } = patterns;
  for (const each of unsearched) issues.add(leftOut(each));
  const kept = all.filter(({ type, value }) => type !== 'pattern' || patterns.searched.has(value));
  return { packed: packValues(kept), severalEvents, unsearched, issues };
}

/** As a run keeps them, for whoever looks at it later. */
export function issuesOfRun(log: IssueLog): Pick<SearchRun, 'issues' | 'issueCounts'> {
  const issues = log.list();
  return issues.length === 0 ? {} : { issues, issueCounts: countLogged(log) };
}

function leftOut(unsearched: UnsearchedPatterns): Issue {
  return issue('warning', 'pattern-not-searched', WHOLE_FILE, describeUnsearched(unsearched), {
    found: excerpt(unsearched.example),
    done: unsearched.isPartly ? 'The other alternatives are looked for.' : 'Left out of the search.',
  });
}

function outOfTime(name: string, state: 'expired' | 'not-yet'): Issue {
  const message = state === 'expired' ? `The time of “${name}” is over.` : `The time of “${name}” has not come yet.`;
  return issue('warning', 'watchlist-out-of-time', WHOLE_FILE, message, { done: 'Its values were not looked for.' });
}

function withoutFiles(name: string, gone: number): Issue {
  const message =
    gone === 1
      ? `A file of indicators of “${name}” is not here any more.`
      : `${gone.toLocaleString('en')} files of indicators of “${name}” are not here any more.`;
  return issue('warning', 'watchlist-file-gone', WHOLE_FILE, message, {
    done: 'Only what else is on the watchlist was looked for. Open the watchlist to choose others, or to take out what is gone.',
  });
}
