import { For, Match, Show, Switch } from 'solid-js';
import { formatBytes, formatCount, formatCounted, formatDateTime } from '../../domain/format';
import { type History, isDamaged } from '../../domain/history/history';
import { describeZone, formatMoment } from '../../domain/history/moments';
import { useApp } from '../../state/app-state';
import { goTo } from '../../state/route';
import { DraftText } from '../inventory/DraftText';
import { AskFirst } from '../pieces/AskFirst';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { DropOldest } from './DropOldest';
import { FirstRecords } from './FirstRecords';
import { useHistories } from './history-scope';

/** One history: its name and vantage can be changed, the rest is as it was read. */
export function HistoryPanel(props: { readonly id: string }) {
  const { history, nameOf } = useHistories();
  const found = () => history.histories()?.find(({ id }) => id === props.id);
  const close = () => goTo('histories');
  return (
    <Switch>
      <Match when={found()}>
        {(kept) => (
          <DetailPanel title={nameOf(kept().id)} onClose={close}>
            <HistoryBody history={kept()} onRemoved={close} />
          </DetailPanel>
        )}
      </Match>
      <Match when={history.histories() !== undefined}>
        <DetailPanel title="No such history" onClose={close}>
          <p>It was removed, or this address comes from another device. Import its file again.</p>
        </DetailPanel>
      </Match>
    </Switch>
  );
}

function HistoryBody(props: { readonly history: History; readonly onRemoved: () => void }) {
  const { workspace } = useApp();
  const { history } = useHistories();
  const facts = () => props.history;
  const isUnderWay = () => history.underWay().has(facts().id);
  /** The history knows ids; its receipt, as long as it is kept, the name. */
  const formatName = () =>
    workspace.receipts().find(({ id }) => id === facts().id)?.formatName ?? facts().formats.join(', ');
  const rename = (change: { name?: string; site?: string }) => history.renameHistory(facts().id, change);
  return (
    <div class="history-panel">
      <DraftText
        label="Name"
        value={facts().name}
        check={(name) => (name === '' ? 'A history needs a name.' : null)}
        save={(name) => rename({ name })}
      />
      <DraftText
        label="Site"
        value={facts().site}
        placeholder="Not said"
        hint="Whose view it is. Inner addresses mean hosts of this site."
        save={(site) => rename({ site })}
      />
      <Show when={!facts().complete}>
        <Show
          when={isUnderWay()}
          fallback={
            <p class="history-warning">
              <Show
                when={isDamaged(facts())}
                fallback={
                  <>
                    Its import was interrupted: the first {formatCounted(facts().rows, 'record')} are here, whole.
                    Import the file again to have the rest.
                  </>
                }
              >
                Its file is damaged: what could be read is here, {formatCounted(facts().rows, 'record')}. The same file
                gives no more; import a sound copy of it to have the rest.
              </Show>
            </p>
          }
        >
          <p role="status">It is being imported: {formatCounted(facts().rows, 'record')} are here until now.</p>
        </Show>
      </Show>
      <dl class="history-facts">
        <dt>File</dt>
        <dd>
          {facts().fileName}, {formatBytes(facts().size)}
        </dd>
        <dt>SHA-256</dt>
        <dd class="history-value">
          {facts().sha256 || <span class="history-quiet">known when the whole file was read</span>}
        </dd>
        <dt>Format</dt>
        <dd>{formatName()}</dd>
        <Show when={facts().members.length > 1}>
          <dt>Holds</dt>
          <dd>
            <Fold summary={formatCounted(facts().members.length, 'file')}>
              <ul class="history-list history-value">
                <For each={facts().members.slice(0, 500)}>{(member) => <li>{member}</li>}</For>
              </ul>
            </Fold>
          </dd>
        </Show>
        <dt>Records</dt>
        <dd>
          {formatCount(facts().rows)}
          <Show when={facts().dropped > 0}>; {formatCount(facts().dropped)} older ones were dropped to make room</Show>
        </dd>
        <dt>From</dt>
        <dd>{facts().from === null ? 'no record has a time' : formatMoment(facts().from ?? 0)}</dd>
        <dt>To</dt>
        <dd>{facts().to === null ? 'no record has a time' : formatMoment(facts().to ?? 0)}</dd>
        <dt>Clock</dt>
        <dd>{describeClock(facts())}</dd>
        <dt>Stored</dt>
        <dd>
          {formatBytes(facts().bytes)} in {formatCounted(facts().segments, 'segment')}
          <Show when={facts().rows > 0}>
            , {formatCount(Math.round((facts().bytes / facts().rows) * 10) / 10)} bytes per record
          </Show>
        </dd>
        <dt>Imported</dt>
        <dd>{formatDateTime(facts().importedAt)}</dd>
      </dl>
      <FirstRecords history={facts().id} rows={facts().rows} />
      <DropOldest history={facts()} />
      <footer class="history-actions">
        <Show
          when={!isUnderWay()}
          fallback={<span class="history-quiet">It can be removed when its import is over.</span>}
        >
          <AskFirst
            label="Remove this history…"
            question={
              <>
                {formatCounted(facts().rows, 'record')} ({formatBytes(facts().bytes)}) of {facts().fileName} go for
                good; that cannot be undone. The file itself stays where it is and can be imported again. What searches
                found in them is kept.
              </>
            }
            confirm={`Remove ${formatCounted(facts().rows, 'record')}`}
            onConfirm={() => history.removeHistory(facts().id).then((isDone) => void (isDone && props.onRemoved()))}
          />
        </Show>
      </footer>
    </div>
  );
}

function describeClock({ time }: History): string {
  const parts = [`times without a zone read as ${describeZone(time.zoneMinutes)}`];
  if (time.skewMs !== 0)
    parts.push(
      `clock ${time.skewMs > 0 ? 'behind' : 'ahead'} by ${formatCount(Math.abs(time.skewMs) / 1000)} s, put right`,
    );
  if (time.year !== null) parts.push(`dates without a year begin in ${time.year}`);
  return parts.join('; ');
}
