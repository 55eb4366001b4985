import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import type { RuleHost, RuleResult } from '../../domain/detection/sigma/rule-run';
import { formatCount, formatCounted, formatDateTime } from '../../domain/format';
import { formatMoment } from '../../domain/history/moments';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { createRuleRecords } from '../../state/rule-runs';
import { RecordFold } from '../histories/RecordFold';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { IssueList } from '../pieces/IssueList';
import { describeMatches, OUTCOME_WORDS } from './rule-run-words';

const STEP = 20;

/** What one rule came to in a run: why, on which hosts, and the records. */
export function RulePanel(props: {
  readonly result: RuleResult;
  /** When it was run, ISO 8601. */
  readonly at: string;
  readonly isRunning: boolean;
  readonly onRun: () => void;
  readonly onClose: () => void;
}) {
  const result = () => props.result;
  return (
    <DetailPanel title={result().title} label={`Rule ${result().title}`} onClose={props.onClose}>
      <div class="history-panel">
        <dl class="history-facts">
          <dt>Result</dt>
          <dd>
            {OUTCOME_WORDS[result().outcome]}, {formatDateTime(props.at)}
          </dd>
          <Show when={result().outcome === 'matched' || result().outcome === 'silent'}>
            <dt>{result().isCorrelation ? 'Matched' : 'Records'}</dt>
            <dd>
              {describeMatches(result())}
              {result().isCorrelation ? '' : ' of its log source match'}
            </dd>
          </Show>
          <Show when={result().first}>
            {(first) => (
              <>
                <dt>First</dt>
                <dd>{formatMoment(first())}</dd>
              </>
            )}
          </Show>
          <Show when={result().last}>
            {(last) => (
              <>
                <dt>Last</dt>
                <dd>{formatMoment(last())}</dd>
              </>
            )}
          </Show>
          <Show when={result().techniques.length > 0}>
            <dt>Techniques</dt>
            <dd>
              <For each={result().techniques}>
                {(id, at) => (
                  <>
                    {at() > 0 ? ', ' : ''}
                    <a href={linkTo('coverage', id)}>{id}</a>
                  </>
                )}
              </For>
            </dd>
          </Show>
        </dl>
        <Show when={result().issues.length > 0}>
          <IssueList issues={result().issues} />
        </Show>
        <div class="history-actions">
          <Button disabled={props.isRunning} onClick={props.onRun}>
            Run only this rule
          </Button>
          <a class="button" href={linkTo('inventory', 'rule', result().rule)}>
            Its text
          </a>
        </div>
        <For each={result().hosts}>
          {(host) => (
            <HostRecords host={host} isOpen={result().hostCount === 1} isCorrelation={result().isCorrelation} />
          )}
        </For>
        <Show when={result().hostCount > result().hosts.length}>
          <p class="history-quiet">
            and {formatCounted(result().hostCount - result().hosts.length, 'more host')} with fewer records each
          </p>
        </Show>
      </div>
    </DetailPanel>
  );
}

function HostRecords(props: { readonly host: RuleHost; readonly isOpen: boolean; readonly isCorrelation: boolean }) {
  const [isOpen, setOpen] = createSignal(props.isOpen);
  const [limit, setLimit] = createSignal(STEP);
  const kept = createMemo(() => props.host.records.reduce((sum, { rows }) => sum + rows.length, 0));
  const records = createRuleRecords(useApp(), () => (isOpen() ? { rows: props.host.records, limit: limit() } : null));
  return (
    <Fold
      summary={props.host.host === '' ? 'Host not named' : props.host.host}
      kind="head"
      state={props.isCorrelation ? formatCounted(props.host.count, 'time') : formatCounted(props.host.count, 'record')}
      isOpen={props.isOpen}
      onToggle={setOpen}
    >
      <Switch
        fallback={
          <p class="history-quiet" role="status">
            Reading the records…
          </p>
        }
      >
        <Match when={records.problem()}>{(problem) => <p role="alert">{problem()}</p>}</Match>
        <Match when={records.answer()?.length === 0}>
          <p class="history-quiet">Their history was removed since.</p>
        </Match>
        <Match when={records.answer()}>
          {(rows) => (
            <>
              <For each={rows()}>{(record) => <RecordFold record={record} />}</For>
              <Show when={rows().length >= limit() && kept() > limit()}>
                <Button kind="quiet" onClick={() => setLimit((before) => before + STEP)}>
                  {formatCount(Math.min(STEP, kept() - limit()))} more
                </Button>
              </Show>
              <Show when={!props.isCorrelation && props.host.count > kept()}>
                <p class="history-quiet">The places of {formatCount(kept())} of them are kept.</p>
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </Fold>
  );
}
