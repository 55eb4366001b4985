import { For, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { describeUnsearched } from '../../domain/indicators/stix-pattern/unsearched-patterns';
import type { Watchlist } from '../../domain/indicators/watchlist';
import { countHeldBack } from '../../domain/indicators/watchlist-figures';
import type { WatchlistFigures } from '../../state/history';
import { useHistories } from '../histories/history-scope';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { OwnValues } from './OwnValues';
import { StateMark } from './StateMark';
import { WatchlistSettings } from './WatchlistSettings';
import { WriteAs } from './WriteAs';
import { describeHeldBack, describeValidity } from './watchlist-words';

/** One watchlist: what it comes to today, why some of it is not watched, and everything that can be set. */
export function WatchlistPanel(props: {
  readonly id: string;
  readonly figures: WatchlistFigures | undefined;
  readonly onClose: () => void;
}) {
  const { watch, nameList } = useHistories();
  const found = () => watch.watchlists().find(({ id }) => id === props.id);
  return (
    <Switch>
      <Match when={found()}>
        {(list) => (
          <DetailPanel title={nameList(list().id)} onClose={props.onClose}>
            <WatchlistBody list={list()} figures={props.figures} onRemoved={props.onClose} />
          </DetailPanel>
        )}
      </Match>
      <Match when={watch.isKnown()}>
        <DetailPanel title="No such watchlist" onClose={props.onClose}>
          <p>
            It was removed, or this address comes from another device. If you removed it just now, undo brings it back.
          </p>
        </DetailPanel>
      </Match>
    </Switch>
  );
}

function WatchlistBody(props: {
  readonly list: Watchlist;
  readonly figures: WatchlistFigures | undefined;
  readonly onRemoved: () => void;
}) {
  const { watch } = useHistories();
  const remove = () =>
    void watch
      .removeWatchlists(`Remove watchlist ${props.list.name}`, new Set([props.list.id]))
      .then((isDone) => isDone && props.onRemoved());
  return (
    <div class="history-panel">
      <Show
        when={props.figures}
        fallback={
          <p class="history-quiet" role="status">
            Counting what is watched…
          </p>
        }
      >
        {(figures) => <WatchlistCounts list={props.list} figures={figures()} />}
      </Show>
      <OwnValues list={props.list} />
      <WriteAs watchlist={props.list.id} />
      <WatchlistSettings list={props.list} />
      <footer class="history-actions">
        <a class="button" href="#/hunts">
          Search the histories
        </a>
        <Button onClick={remove}>Remove</Button>
        <span class="history-quiet">Changes are saved as you make them, and can be undone.</span>
      </footer>
    </div>
  );
}

function WatchlistCounts(props: { readonly list: Watchlist; readonly figures: WatchlistFigures }) {
  const types = () => Object.entries(props.figures.byType).sort(([, one], [, other]) => other - one);
  const held = () => countHeldBack(props.figures.heldBack);
  return (
    <>
      <p>
        <StateMark state={props.figures.state} />, {describeValidity(props.list)}.{' '}
        <strong>{formatCounted(props.figures.watched, 'value')}</strong>{' '}
        {props.figures.state === 'active' ? 'watched' : 'would be watched'}
        <Show when={types().length > 0}>
          :{' '}
          {types()
            .map(([type, count]) => `${typeWord(type)} ${formatCount(count)}`)
            .join(', ')}
        </Show>
        .
      </p>
      <For each={props.figures.unsearched}>
        {(left) => (
          <p class="history-note history-warning">
            {describeUnsearched(left)} <span class="history-value">{left.example}</span>
          </p>
        )}
      </For>
      <Show when={held() > 0}>
        <Fold summary="Why is this not watched?" state={`${formatCount(held())} held back`}>
          <p>{describeHeldBack(props.figures.heldBack)}.</p>
          <ul class="history-list">
            <For each={props.figures.examples}>
              {({ value, type, reason }) => (
                <li>
                  <span class="history-value">{value}</span>{' '}
                  <span class="history-quiet">
                    {typeWord(type)}: {reason}
                  </span>
                </li>
              )}
            </For>
          </ul>
          <Show when={held() > props.figures.examples.length}>
            <p class="history-quiet">and {formatCount(held() - props.figures.examples.length)} more</p>
          </Show>
        </Fold>
      </Show>
    </>
  );
}
