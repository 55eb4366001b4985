import type { IndicatorStatement } from '../statement';
import { groupValues, type ValueGroups } from './value-groups';
import { writeEsqlFiles } from './write-esql';
import { withoutVariables } from './write-kinds';
import { writeKqlFiles } from './write-kql';
import { writeNfdumpFiles } from './write-nfdump';
import { writeRwfilterFiles } from './write-rwfilter';
import { writeSigmaFiles } from './write-sigma';
import { writeSplFiles } from './write-spl';
import { writeAthenaFiles, writeBigQueryFiles } from './write-sql';

export const WATCHLIST_LANGUAGES = [
  'sigma',
  'kql',
  'spl',
  'esql',
  'athena-sql',
  'bigquery-sql',
  'rwfilter',
  'nfdump',
] as const;
export type WatchlistLanguage = (typeof WATCHLIST_LANGUAGES)[number];

/** A watchlist for an engine, cut to its limits: one or more files. */
export interface WatchlistQueries {
  /** Different values of the list that stand in them, however many of them each stands in. */
  readonly values: number;
  readonly files: readonly WatchlistFile[];
  /** Values that this engine cannot search for, with the reason. */
  readonly left: readonly LeftValues[];
  /** A sentence: where the files are cut, and why. */
  readonly limit: string;
  /** For the name of an archive of them. */
  readonly slug: string;
}

export interface WatchlistFile {
  readonly name: string;
  readonly text: string;
  /** Of the watchlist, each once; a value may stand in several files that ask different logs. */
  readonly values: number;
}

export interface LeftValues {
  readonly type: string;
  readonly count: number;
  readonly reason: string;
}

/** What a watchlist looks for: observables, normalised, and patterns. */
export interface QueriedValue {
  readonly type: IndicatorStatement['type'];
  readonly value: string;
}

/** What a writer makes of the values that its engine can search for. */
export interface WrittenFiles {
  readonly files: readonly WatchlistFile[];
  /** Types of which it searches nothing, and single values that its limits do not hold. */
  readonly left: readonly LeftValues[];
  readonly limit: string;
}

/** Sigma alone can ask for the end of a path. */
const NEEDS_WHOLE_PATHS = new Set<WatchlistLanguage>(WATCHLIST_LANGUAGES.filter((language) => language !== 'sigma'));

const WRITERS: Readonly<Record<WatchlistLanguage, (groups: ValueGroups) => WrittenFiles>> = {
  sigma: writeSigmaFiles,
  kql: writeKqlFiles,
  spl: writeSplFiles,
  esql: writeEsqlFiles,
  'athena-sql': writeAthenaFiles,
  'bigquery-sql': writeBigQueryFiles,
  rwfilter: writeRwfilterFiles,
  nfdump: writeNfdumpFiles,
};

/**
 * @param name of the watchlist: in the files' names and their first lines
 * @param tell how much is done, from 0 to 1
 */
export function writeWatchlistQueries(
  language: WatchlistLanguage,
  name: string,
  values: readonly QueriedValue[],
  tell: (share: number) => void = () => undefined,
): WatchlistQueries {
  const all = groupValues(name, values, tell);
  const groups = NEEDS_WHOLE_PATHS.has(language) ? withoutVariables(all) : all;
  const { files, left: unwritten, limit } = WRITERS[language](groups);
  const left = [...groups.left, ...unwritten];
  const written = all.count - left.reduce((sum, { count }) => sum + count, 0);
  return { values: Math.max(0, written), files, left, limit, slug: all.slug };
}
