import CircleX from 'lucide-solid/icons/circle-x';
import Info from 'lucide-solid/icons/info';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { formatCount } from '../../domain/format';
import { describePlace, type Issue, type IssueSeverity } from '../../domain/result';
import { Button } from './Button';
import './IssueList.css';

export interface IssueListProps {
  readonly issues: readonly Issue[];
  /** All issues by code, where `issues` holds only the first of very many. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
}

const ICONS = { error: CircleX, warning: TriangleAlert, note: Info } as const;
const WORDS: Readonly<Record<IssueSeverity, string>> = { error: 'Error', warning: 'Warning', note: 'Note' };
const FIRST = 12;

/** What was wrong with an input: each thing with its place, what stood there and what was done about it. */
export function IssueList(props: IssueListProps) {
  const [isAll, setAll] = createSignal(false);
  const all = createMemo(() => Object.values(props.counts ?? {}).reduce((sum, count) => sum + count, 0));
  const shown = createMemo(() => (isAll() ? props.issues : props.issues.slice(0, FIRST)));
  const unlisted = () => Math.max(0, all() - props.issues.length);
  return (
    <div class="issue-list">
      <ul class="issue-list-items">
        <For each={shown()}>
          {(issue) => (
            <li class="issue-list-item" data-severity={issue.severity}>
              <Dynamic component={ICONS[issue.severity]} size={16} aria-hidden="true" />
              <div>
                <p class="issue-list-message">
                  <span class="visually-hidden">{WORDS[issue.severity]}: </span>
                  {issue.message}
                </p>
                <p class="issue-list-facts">
                  <span>{capitalise(describePlace(issue.place))}</span>
                  <Show when={issue.found}>
                    <span>
                      found <code>{issue.found}</code>
                    </span>
                  </Show>
                  <Show when={issue.done}>
                    <span>{issue.done}</span>
                  </Show>
                </p>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Show when={shown().length < props.issues.length}>
        <Button kind="quiet" onClick={() => void setAll(true)}>
          Show all {formatCount(props.issues.length)}
        </Button>
      </Show>
      <Show when={unlisted() > 0}>
        <p class="issue-list-more">
          {formatCount(unlisted())} more of the same kinds were counted and are not listed one by one.
        </p>
      </Show>
    </div>
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
