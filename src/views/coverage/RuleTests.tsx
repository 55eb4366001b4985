import { createMemo, For, Show } from 'solid-js';
import type { RuleSummary } from '../../domain/coverage/rule';
import { listTests } from '../../domain/detection/sigma/rule-run';
import { formatCount, formatCounted, formatDateTime } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { createRuleRuns } from '../../state/rule-runs';

/** Analytics tested for one technique, the third fact: its rules ran over records of their log source, when, and what came of it. */
export function RuleTests(props: { readonly rules: readonly RuleSummary[] }) {
  const runs = createRuleRuns(useApp());
  const tests = createMemo(() => listTests(runs() ?? []));
  const tested = createMemo(() =>
    props.rules.flatMap((rule) => {
      const test = tests().get(rule.id);
      return test === undefined ? [] : [{ rule, test }];
    }),
  );
  return (
    <Show when={runs() !== undefined}>
      <h3>
        Analytics tested:{' '}
        {tested().length === 0
          ? 'none'
          : `${formatCount(tested().length)} of ${formatCounted(props.rules.length, 'rule')}`}
      </h3>
      <p class="technique-panel-note">
        A rule is tested when it ran over records of its log source, whether it matched or not.{' '}
        <a href={linkTo('hunts', 'rules')}>Run rules over histories</a>
      </p>
      <ul>
        <For each={tested()}>
          {({ rule, test }) => (
            <li>
              <a href={linkTo('hunts', 'rules', rule.id)}>{rule.name}</a>
              <div class="technique-panel-note">
                {formatDateTime(test.at)}:{' '}
                {test.outcome === 'matched'
                  ? `matched ${formatCount(test.matched)} of ${formatCounted(test.looked, 'record')}`
                  : `no match in ${formatCounted(test.looked, 'record')}`}{' '}
                of {formatCounted(test.histories.length, 'history', 'histories')}
              </div>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
