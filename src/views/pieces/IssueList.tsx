import CircleX from 'lucide-solid/icons/circle-x';
import Info from 'lucide-solid/icons/info';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { formatCount } from '../../domain/format';
import type { Issue, IssueSeverity } from '../../domain/result';
import { Button } from './Button';
import { groupIssues, type IssueGroup } from './group-issues';
import { IssuePlaces } from './IssuePlaces';
import './IssueList.css';

export interface IssueListProps {
  readonly issues: readonly Issue[];
  /** All issues by code, where `issues` holds only the first of very many. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
}

const ICONS = { error: CircleX, warning: TriangleAlert, note: Info } as const;
const WORDS: Readonly<Record<IssueSeverity, string>> = { error: 'Error', warning: 'Warning', note: 'Note' };
const FIRST = 20;

/** What was wrong with an input: each thing with every place it stood at, what stood there, and what was done. */
export function IssueList(props: IssueListProps) {
  const [isAll, setAll] = createSignal(false);
  const groups = createMemo(() => groupIssues(props.issues, props.counts));
  const shown = createMemo(() => (isAll() ? groups() : groups().slice(0, FIRST)));
  const all = createMemo(() => Object.values(props.counts ?? {}).reduce((sum, count) => sum + count, 0));
  const unlisted = () => Math.max(0, all() - groups().reduce((sum, { count }) => sum + count, 0));
  return (
    <div class="issue-list">
      <ul class="issue-list-items">
        <For each={shown()}>{(group) => <IssueListItem group={group} />}</For>
      </ul>
      <Show when={shown().length < groups().length}>
        <Button kind="quiet" onClick={() => setAll(true)}>
          Show all {formatCount(groups().length)}
        </Button>
      </Show>
      <Show when={unlisted() > 0}>
        <p class="issue-list-more">
          {formatCount(unlisted())} more were counted, of kinds seen above, and are not listed one by one.
        </p>
      </Show>
    </div>
  );
}

function IssueListItem(props: { readonly group: IssueGroup }) {
  return (
    <li class="issue-list-item" data-severity={props.group.severity}>
      <Dynamic component={ICONS[props.group.severity]} size={16} aria-hidden="true" />
      <div>
        <p>
          <span class="visually-hidden">{WORDS[props.group.severity]}: </span>
          {props.group.message}{' '}
          <Show when={props.group.count > 1}>
            <span class="issue-list-count">{formatCount(props.group.count)} times.</span>
          </Show>
        </p>
        <p class="issue-list-facts">
          <IssuePlaces issues={props.group.issues} />
          <Show when={props.group.done}>{(done) => <span class="issue-list-done">{done()}</span>}</Show>
        </p>
      </div>
    </li>
  );
}
