import type { Issue, IssueSeverity } from '../../domain/result';

/** The same thing, wrong in the same way and treated alike, wherever it stood. */
export interface IssueGroup {
  readonly severity: IssueSeverity;
  readonly message: string;
  readonly done: string | undefined;
  readonly issues: readonly Issue[];
  /** All of them, also those that are not listed. */
  readonly count: number;
}

const ORDER: readonly IssueSeverity[] = ['error', 'warning', 'note'];

/**
 * Errors first; within a severity in the order of the input.
 * @param counts all by code: where a code has one group, that is how many are of it
 */
export function groupIssues(
  issues: readonly Issue[],
  counts: Readonly<Record<string, number>> = {},
): readonly IssueGroup[] {
  const groups = new Map<
    string,
    { readonly group: Omit<IssueGroup, 'issues' | 'count'>; readonly code: string; readonly issues: Issue[] }
  >();
  for (const issue of issues) {
    const { severity, code, message, done } = issue;
    const key = JSON.stringify([severity, code, message, done]);
    const known = groups.get(key);
    if (known !== undefined) known.issues.push(issue);
    else groups.set(key, { group: { severity, message, done }, code, issues: [issue] });
  }
  const groupsOf = new Map<string, number>();
  for (const { code } of groups.values()) groupsOf.set(code, (groupsOf.get(code) ?? 0) + 1);
  const all = [...groups.values()].map(({ group, code, issues: members }) => {
    const count = groupsOf.get(code) === 1 ? Math.max(members.length, counts[code] ?? 0) : members.length;
    return { ...group, issues: members, count };
  });
  return ORDER.flatMap((severity) => all.filter((group) => group.severity === severity));
}
