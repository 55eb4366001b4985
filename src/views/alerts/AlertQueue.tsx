import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Alert } from '../../domain/detection/alerts/alert';
import { formatCounted, formatDateTime } from '../../domain/format';
import { describeZone, formatSpan } from '../../domain/history/moments';
import { goTo, linkTo } from '../../state/route';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { DataTable } from '../pieces/DataTable';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { ALERT_COLUMNS } from './alert-columns';
import { useAlerts } from './alert-scope';
import { nameEvidence } from './alert-words';
import { Distillation } from './Distillation';
import { RunDetection } from './RunDetection';

/** The answer, what it was distilled from, and the alerts that wait for a decision. */
export function AlertQueue(props: { readonly opened: string | null }) {
  const { alerts, run } = useAlerts();
  const [isDecidedShown, setDecidedShown] = createSignal(false);
  const open = createMemo(() => (alerts() ?? []).filter(({ verdict }) => verdict === null));
  const rows = createMemo(() => (isDecidedShown() ? (alerts() ?? []) : open()));
  const decided = () => (alerts()?.length ?? 0) - open().length;
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(ALERT_COLUMNS, width()));
  return (
    <>
      <Show when={run()} fallback={<AnswerLine>Nobody has looked yet.</AnswerLine>}>
        {(known) => (
          <>
            <Answer alerts={open()} decided={decided()} />
            <Distillation steps={known().distillation} />
            <p class="history-note">
              {[
                formatSpan(known().from, known().to),
                formatCounted(known().flows, 'flow'),
                formatCounted(known().requests, 'request by name', 'requests by name'),
                `run ${formatDateTime(known().at)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <Show when={known().notLookedAt.length > 0}>
              <ul class="alert-limits">
                <For each={known().notLookedAt}>{({ why }) => <li class="history-note">{why}</li>}</For>
              </ul>
            </Show>
          </>
        )}
      </Show>
      <RunDetection isFirst={run() === null} />
      <Show when={(alerts()?.length ?? 0) > 0}>
        <section class="history-section" aria-labelledby="alert-queue">
          <h2 id="alert-queue">Alerts</h2>
          <Show when={decided() > 0}>
            <div class="history-filters">
              <SegmentedControl
                label="Alerts shown"
                labelHidden
                value={isDecidedShown()}
                options={[
                  { value: false, label: `Open ${open().length}` },
                  { value: true, label: `All ${alerts()?.length ?? 0}` },
                ]}
                onChange={setDecidedShown}
              />
            </div>
          </Show>
          <div ref={observeWidth}>
            <DataTable
              label="Alerts"
              noun={rows().length === 1 ? 'alert' : 'alerts'}
              order="surest first"
              rows={rows()}
              columns={columns()}
              rowKey={({ id }) => id}
              opened={props.opened}
              onOpen={({ id }) => goTo('alerts', 'open', id)}
              empty={<p class="history-note">All of them are decided.</p>}
            />
          </div>
          <p class="history-note">
            Times as this device counts them, {describeZone(-new Date().getTimezoneOffset())} today.
          </p>
        </section>
      </Show>
    </>
  );
}

function Answer(props: { readonly alerts: readonly Alert[]; readonly decided: number }) {
  const first = () => props.alerts[0];
  return (
    <>
      <AnswerLine>
        {props.alerts.length === 0
          ? props.decided === 0
            ? 'On no host do several signs agree.'
            : 'Every alert is decided.'
          : `${formatCounted(props.alerts.length, 'alert waits', 'alerts wait')} for a decision.`}
      </AnswerLine>
      <Show when={first()}>
        {(alert) => (
          <p class="search-first alert-first">
            Surest:{' '}
            <a href={linkTo('alerts', 'open', alert().id)}>
              <strong>{alert().host}</strong>
            </a>
            , {nameEvidence(alert())}.
          </p>
        )}
      </Show>
    </>
  );
}
