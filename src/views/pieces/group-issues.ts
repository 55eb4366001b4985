import type { Issue, IssueSeverity } from '../../domain/result';

/** The same thing, wrong in the same way and treated alike, wherever it stood. */
export interface IssueGroup {
  readonly severity: IssueSeverity;
  readonly message: string;
  readonly done: string | undefined;
  readonly issues: readonly Issue[];
}

const ORDER: readonly IssueSeverity[] = ['error', 'warning', 'note'];

/** Errors first; within a severity in the order of the input. */
export function groupIssues(issues: readonly Issue[]): readonly IssueGroup[] {
  const groups = new Map<string, { readonly group: Omit<IssueGroup, 'issues'>; readonly issues: Issue[] }>();
  for (const issue of issues) {
    const { severity, code, message, done } = issue;
    const key = JSON.stringify([severity, code, message, done]);
    const known = groups.get(key);
    if (known !== undefined) known.issues.push(issue);
    else groups.set(key, { group: { severity, message, done }, issues: [issue] });
  }
  const all = [...groups.values()].map(({ group, issues: members }) => ({ ...group, issues: members }));
  return ORDER.flatMap((severity) => all.filter((group) => group.severity === severity));
}
