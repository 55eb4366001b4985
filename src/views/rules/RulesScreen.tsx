import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { isInService } from '../../domain/coverage/rule-index';
import { latestResults } from '../../domain/detection/sigma/rule-run';
import { formatCount, formatCounted, formatDateTime } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { goTo, linkTo } from '../../state/route';
import { createRuleRuns, removeRuleRun, runningRules, startRules } from '../../state/rule-runs';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { EmptyState } from '../pieces/EmptyState';
import { Fold } from '../pieces/Fold';
import { PartLinks } from '../pieces/PartLinks';
import { Screen } from '../pieces/Screen';
import { chooseFiles } from '../shell/ImportButton';
import { RulePanel } from './RulePanel';
import { RunRules } from './RunRules';
import { listRuleColumns } from './rule-columns';
import { describeResults, sortResults } from './rule-run-words';

/** `#/hunts/rules`: the rules of the workspace over its histories; `/<rule>`: what one of them found. */
export function RulesScreen() {
  const app = useApp();
  const { workspace, route } = app;
  const { history, nameOf } = useHistories();
  const runs = createRuleRuns(app);
  const latest = () => runs()?.[0];
  const known = createMemo(() => new Map(workspace.rules()?.map((rule) => [rule.id, rule])));
  const ids = createMemo(() => new Set(history.histories()?.map(({ id }) => id)));
  const dated = createMemo(() =>
    // Of a rule that was removed since, nothing is to be done.
    sortResults(latestResults(runs() ?? [], ids()).filter(({ result }) => known().has(result.rule))),
  );
  const results = createMemo(() => dated().map(({ result }) => result));
  const opened = createMemo(() => dated().find(({ result }) => result.rule === route().detail[1]));
  const rules = () =>
    [...known().values()].filter((rule) => isInService(rule) && rule.language !== 'sigma-filter').length;
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listRuleColumns(), width()));
  const isRunning = () => runningRules()?.state === 'running' || runningRules()?.state === 'stopping';
  const isKnown = () => runs() !== undefined && history.histories() !== undefined && workspace.rules() !== undefined;
  return (
    <Screen
      title="Do the rules find anything?"
      aside={
        <Show when={opened()}>
          {(found) => (
            <RulePanel
              result={found().result}
              at={found().at}
              isRunning={isRunning()}
              onRun={() => void startRules(workspace.name(), { rules: [found().result.rule], histories: null })}
              onClose={() => goTo('hunts', 'rules')}
            />
          )}
        </Show>
      }
    >
      <PartLinks
        label="Searches"
        parts={[
          { id: 'list', label: '‹ All searches', address: linkTo('hunts') },
          { id: 'rules', label: 'Detection rules', address: linkTo('hunts', 'rules') },
        ]}
        current="rules"
      />
      <Switch fallback={<p class="history-waiting" role="status" aria-label="Reading the runs of your rules" />}>
        <Match when={isKnown() && (rules() === 0 || history.histories()?.length === 0)}>
          <AnswerLine>
            That cannot be said yet: there {rules() === 0 ? 'are no rules' : 'is no history to run them over'}.
          </AnswerLine>
          <EmptyState
            title={rules() === 0 ? 'First, your Sigma rules' : 'First, what was recorded'}
            actions={
              <Button kind="primary" onClick={chooseFiles}>
                {rules() === 0 ? 'Import rules' : 'Import a history'}
              </Button>
            }
          >
            <p>
              Sigma rules run over imported events of Windows, Sysmon, Linux, clouds and the network, on this device. A
              run shows which of them match, and is the evidence that a technique’s rules were tested.
            </p>
          </EmptyState>
        </Match>
        <Match when={isKnown()}>
          <Show when={latest()} fallback={<AnswerLine>No rule was run yet.</AnswerLine>}>
            {(run) => (
              <>
                <AnswerLine>{describeResults(results())}</AnswerLine>
                <p class="history-note">
                  Last run {formatDateTime(run().at)}: {formatCounted(run().rules.length, 'rule')} over{' '}
                  {formatCounted(run().records, 'record')} of{' '}
                  {Object.keys(run().histories).map(nameOf).slice(0, 3).join(', ')}
                  <Show when={Object.keys(run().histories).length > 3}>
                    {' '}
                    and {formatCount(Object.keys(run().histories).length - 3)} more
                  </Show>
                  .<Show when={!run().complete}> It was stopped: this is what was found until then.</Show>
                </p>
              </>
            )}
          </Show>
          <RunRules rules={rules()} hasRun={latest() !== undefined} />
          <p class="history-note">
            What to do next:{' '}
            <a href={`${linkTo('coverage')}?rules=telemetry+only`}>techniques with telemetry but no rule</a>,{' '}
            <a href={`${linkTo('coverage')}?rules=rule+only`}>techniques with a rule but no telemetry</a>.
          </p>
        </Match>
      </Switch>
      <Show when={results().length > 0}>
        <section class="history-section" aria-labelledby="rule-results">
          <h2 id="rule-results">Rule by rule</h2>
          <div ref={observeWidth}>
            <DataTable
              label="Rules"
              noun={results().length === 1 ? 'rule' : 'rules'}
              order="matches first, then what was not run"
              rows={results()}
              columns={columns()}
              rowKey={({ rule }) => rule}
              opened={opened()?.result.rule ?? null}
              onOpen={({ rule }) => goTo('hunts', 'rules', rule)}
              empty={null}
            />
          </div>
        </section>
      </Show>
      <Show when={(runs()?.length ?? 0) > 1}>
        <Fold kind="quiet" summary={`${formatCounted((runs()?.length ?? 1) - 1, 'earlier run')}`}>
          <ul>
            <For each={runs()?.slice(1)}>
              {(run) => (
                <li>
                  {formatDateTime(run.at)}: {describeResults(run.rules)}{' '}
                  <Button kind="quiet" onClick={() => void removeRuleRun(workspace.name(), run.id)}>
                    Remove
                  </Button>
                </li>
              )}
            </For>
          </ul>
        </Fold>
      </Show>
    </Screen>
  );
}
