import { Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
import type { Issue } from '../../domain/result';
import { Fold } from '../pieces/Fold';
import { IssueList } from '../pieces/IssueList';

/** As many stand open: more would push what was found out of sight. */
const OPEN = 2;

/** What was wrong with what a search looked for, though it ran: what it left out, and why. */
export function RunIssues(props: {
  readonly issues: readonly Issue[];
  readonly counts: Readonly<Record<string, number>> | undefined;
}) {
  const count = () =>
    Math.max(
      props.issues.length,
      Object.values(props.counts ?? {}).reduce((sum, each) => sum + each, 0),
    );
  return (
    <Show when={props.issues.length > OPEN} fallback={<IssueList issues={props.issues} counts={props.counts} />}>
      <Fold summary="Not everything could be looked for" kind="head" state={formatCounted(count(), 'remark')}>
        <IssueList issues={props.issues} counts={props.counts} />
      </Fold>
    </Show>
  );
}
