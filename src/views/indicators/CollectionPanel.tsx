import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { formatBytes, formatCount, formatCounted, formatDate, formatDateTime } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { listTypes } from '../../domain/indicators/collection-figures';
import type { IndicatorCollection } from '../../domain/indicators/statement';
import { nameTlp } from '../../domain/threats/tlp';
import { useApp } from '../../state/app-state';
import { goTo, linkTo } from '../../state/route';
import { makeThreatState } from '../../state/threat-records';
import { useHistories } from '../histories/history-scope';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { TlpMark } from '../pieces/TlpMark';

/** One file of indicators: what it is, and what it holds by type. */
export function CollectionPanel(props: { readonly id: string; readonly onClose: () => void }) {
  const { history, nameCollection } = useHistories();
  const found = () => history.collections()?.find(({ id }) => id === props.id);
  return (
    <Switch>
      <Match when={found()}>
        {(kept) => (
          <DetailPanel title={nameCollection(kept().id)} onClose={props.onClose}>
            <CollectionBody collection={kept()} onRemoved={props.onClose} />
          </DetailPanel>
        )}
      </Match>
      <Match when={history.collections() !== undefined}>
        <DetailPanel title="No such file of indicators" onClose={props.onClose}>
          <p>It was removed, or this address comes from another device. Import its file again.</p>
        </DetailPanel>
      </Match>
    </Switch>
  );
}

function CollectionBody(props: { readonly collection: IndicatorCollection; readonly onRemoved: () => void }) {
  const { history, watch, nameList } = useHistories();
  const threats = makeThreatState(useApp().workspace);
  const [problem, setProblem] = createSignal('');
  const facts = () => props.collection;
  const lists = () => watch.watchlists().filter(({ collections }) => collections.includes(facts().id));

  async function watchAll(): Promise<void> {
    const id = await watch.addWatchlist(`Make watchlist ${facts().name}`, {
      name: facts().name,
      reason: facts().publisher === '' ? '' : `Given by ${facts().publisher}`,
      collections: [facts().id],
    });
    if (id === null) setProblem('The watchlist was not saved.');
    else goTo('watchlists', id);
  }

  return (
    <div class="history-panel">
      <dl class="history-facts">
        <dt>Says who</dt>
        <dd>
          {facts().publisher || 'not stated'}
          <Show when={facts().published}>{(day) => <>, {formatDate(day())}</>}</Show>
        </dd>
        <dt>Marking</dt>
        <dd>
          <Show when={facts().marking} fallback="not marked: treated as TLP:AMBER">
            {(level) => <TlpMark tlp={nameTlp(level())} />}
          </Show>
        </dd>
        <dt>File</dt>
        <dd>
          {facts().fileName}, {formatBytes(facts().size)}, {facts().format}
        </dd>
        <dt>SHA-256</dt>
        <dd class="history-value">{facts().sha256}</dd>
        <dt>Holds</dt>
        <dd>
          {formatCounted(facts().statements, 'statement')}
          <ul class="history-list">
            <For each={listTypes(facts().counts)}>
              {([type, count]) => (
                <li>
                  {typeWord(type)} <span class="history-quiet">{formatCount(count)}</span>
                </li>
              )}
            </For>
          </ul>
        </dd>
        <dt>Stored</dt>
        <dd>
          {formatBytes(facts().bytes)}, imported {formatDateTime(facts().importedAt)}
        </dd>
        <Show when={facts().reportId}>
          {(id) => (
            <>
              <dt>Report</dt>
              <dd>
                <Show
                  when={!threats.isKnown() || threats.reports().some((report) => report.id === id())}
                  fallback="removed; what it gives to look for stays until you remove it here"
                >
                  <a href={linkTo('threats', id())}>Can I see this threat?</a>
                </Show>
              </dd>
            </>
          )}
        </Show>
        <dt>Watched on</dt>
        <dd>
          <Show when={lists().length > 0} fallback="no watchlist yet">
            <For each={lists()}>
              {(list, at) => (
                <>
                  {at() > 0 ? ', ' : ''}
                  <a href={linkTo('watchlists', list.id)}>{nameList(list.id)}</a>
                </>
              )}
            </For>
          </Show>
        </dd>
      </dl>
      <div class="history-actions">
        <Button kind={lists().length === 0 ? 'primary' : 'plain'} onClick={() => void watchAll()}>
          Make a watchlist of it
        </Button>
        <span role="status">{problem()}</span>
      </div>
      <footer class="history-actions">
        <Button onClick={() => void history.removeCollection(facts()).then((isDone) => isDone && props.onRemoved())}>
          Remove this file
        </Button>
        <span class="history-quiet">It can be undone at once; the file itself stays where it is.</span>
      </footer>
    </div>
  );
}
