/** Issues of a file that may have very many: the first of each kind are listed, all are counted. */
import type { Issue, IssueSeverity } from './result';

export interface IssueCount {
  readonly code: string;
  readonly severity: IssueSeverity;
  readonly count: number;
  /** How many of them are listed. */
  readonly listed: number;
}

export interface IssueLog {
  add(found: Issue): void;
  /** Counts one more of a kind (`key`), of which enough are listed; `false`: too few are. */
  addUnlisted(key: string): boolean;
  list(): readonly Issue[];
  counts(): readonly IssueCount[];
}

/** Issues of one key are counted together. */
export function keyOfIssue({ severity, code }: Issue): string {
  return `${severity} ${code}`;
}

/** Per code, so that ten thousand bad numbers do not hide the one row that was left out. */
export const LISTED_PER_CODE = 250;

export function makeIssueLog(limit = LISTED_PER_CODE): IssueLog {
  const listed: Issue[] = [];
  const counts = new Map<string, { code: string; severity: IssueSeverity; count: number; listed: number }>();
  return {
    add(found) {
      const key = keyOfIssue(found);
      const entry = counts.get(key) ?? { code: found.code, severity: found.severity, count: 0, listed: 0 };
      counts.set(key, entry);
      entry.count++;
      if (entry.listed >= limit) return;
      entry.listed++;
      listed.push(found);
    },
    addUnlisted(key) {
      const entry = counts.get(key);
      if (entry === undefined || entry.listed < limit) return false;
      entry.count++;
      return true;
    },
    list: () => listed,
    counts: () => [...counts.values()].map((entry) => ({ ...entry })),
  };
}

/** All that were added, by code. */
export function countLogged(log: IssueLog): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code, count } of log.counts()) counts[code] = (counts[code] ?? 0) + count;
  return counts;
}

/** The first of each kind: what goes to the page and into a receipt. */
export function listFirst(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= LISTED_PER_CODE) return issues;
  const log = makeIssueLog();
  for (const found of issues) log.add(found);
  return log.list();
}
