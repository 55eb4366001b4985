import { createMemo, Match, Show, Switch } from 'solid-js';
import { formatBytes, formatCount, formatCounted, formatPercent } from '../../domain/format';
import type { History } from '../../domain/history/history';
import { summariseHistories } from '../../domain/history/history-figures';
import { formatSpan } from '../../domain/history/moments';
import { useApp } from '../../state/app-state';
import { createHistoryRoom } from '../../state/history';
import { goTo, linkTo } from '../../state/route';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { EmptyState } from '../pieces/EmptyState';
import { Screen } from '../pieces/Screen';
import { chooseFiles } from '../shell/ImportButton';
import { HistoryPanel } from './HistoryPanel';
import { listHistoryColumns } from './history-columns';
import { useHistories } from './history-scope';

/** `#/histories`: what can be searched, and what it takes; `#/histories/<id>`: one of them. */
export function HistoriesScreen() {
  const app = useApp();
  const { history, nameOf } = useHistories();
  const room = createHistoryRoom(app, history);
  const histories = () => history.histories();
  const figures = createMemo(() => summariseHistories(histories() ?? [], history.underWay()));
  const opened = () => app.route().detail[0] ?? null;
  const [width, observeWidth] = createWidth();
  const receipts = createMemo(() => new Map(app.workspace.receipts().map(({ id, formatName }) => [id, formatName])));
  /** The history knows ids; its receipt, as long as it is kept, the name. */
  const formatOf = ({ id, formats }: History) => receipts().get(id) ?? formats.join(', ');
  const columns = createMemo(() =>
    fitColumns(listHistoryColumns({ nameOf, formatOf, isUnderWay: (id) => history.underWay().has(id) }), width()),
  );
  const roomWords = () => {
    const { quota, usage } = room() ?? {};
    if (quota == null || usage == null) return 'The browser does not say how much room is left.';
    return `${formatBytes(usage)} of the ${formatBytes(quota)} that the browser grants are in use (${formatPercent(quota === 0 ? 1 : usage / quota)}), everything of Vedette included.`;
  };
  return (
    <Screen
      title="What can be searched?"
      aside={
        <Show when={opened()} keyed>
          {(id) => <HistoryPanel id={id} />}
        </Show>
      }
    >
      <Switch fallback={<p class="history-waiting" role="status" aria-label="Reading the list of histories" />}>
        <Match when={histories()?.length === 0}>
          <AnswerLine>Nothing yet: no history was imported.</AnswerLine>
          <EmptyState
            title="A history is a file of records"
            actions={
              <Button kind="primary" onClick={chooseFiles}>
                Import a history
              </Button>
            }
          >
            <p>
              Flow records and logs: Zeek, Suricata, NetFlow, Windows events, Sysmon, CloudTrail, osquery, auditd,
              syslog, web servers, firewalls and proxies, and tables exported from a SIEM; compressed ones too.
            </p>
            <p>They are kept on this device as compact columns, and never leave it by themselves.</p>
          </EmptyState>
        </Match>
        <Match when={histories()}>
          {(all) => (
            <>
              <AnswerLine>
                {formatCounted(figures().histories, 'history', 'histories')} with{' '}
                {formatCounted(figures().rows, 'record')}
                <Show when={formatSpan(figures().from, figures().to)}>{(span) => <>, {span()}</>}</Show>
                <Show when={figures().sites.length > 0}>
                  , as seen from {figures().sites.slice(0, 3).join(', ')}
                  <Show when={figures().sites.length > 3}> and {formatCount(figures().sites.length - 3)} more</Show>
                </Show>
                .
              </AnswerLine>
              <p class="history-note">
                They take {formatBytes(figures().bytes)}
                <Show when={figures().bytesPerRow}>
                  {(bytes) => <>, {formatCount(Math.round(bytes() * 10) / 10)} bytes per record</>}
                </Show>
                . {roomWords()} When room runs short, drop the oldest part of a history: open it here.
              </p>
              <Show when={figures().importing > 0}>
                <p class="history-note" role="status">
                  {formatCounted(figures().importing, 'import is', 'imports are')} under way: it grows while you look.
                </p>
              </Show>
              <Show when={figures().interrupted > 0}>
                <p class="history-note history-warning">
                  {formatCounted(figures().interrupted, 'import was', 'imports were')} interrupted: what is here of it
                  is whole from its beginning. Import the file again to have the rest.
                </p>
              </Show>
              <Show when={figures().damaged > 0}>
                <p class="history-note history-warning">
                  {formatCounted(figures().damaged, 'file is', 'files are')} damaged: what could be read is here. A
                  sound copy of the file has the rest.
                </p>
              </Show>
              <Show when={figures().withoutSite > 0}>
                <p class="history-note">
                  {formatCounted(figures().withoutSite, 'history says', 'histories say')} no site. Whose network a
                  record was seen from tells its own hosts from others: open a history to name it.
                </p>
              </Show>
              <div class="history-actions">
                <Button kind="primary" onClick={chooseFiles}>
                  Import a history
                </Button>
                <a class="button" href={linkTo('hunts')}>
                  Search them
                </a>
              </div>
              <div ref={observeWidth}>
                <DataTable
                  label="Histories"
                  noun={all().length === 1 ? 'history' : 'histories'}
                  order="newest import first"
                  rows={all()}
                  columns={columns()}
                  rowKey={({ id }) => id}
                  opened={opened()}
                  onOpen={({ id }) => goTo('histories', id)}
                  empty={null}
                />
              </div>
            </>
          )}
        </Match>
      </Switch>
    </Screen>
  );
}
