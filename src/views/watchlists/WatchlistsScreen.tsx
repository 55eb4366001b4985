import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { summariseWatchlists } from '../../domain/indicators/watchlist-figures';
import { useApp } from '../../state/app-state';
import { createWatchlistFigures } from '../../state/history';
import { goTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { EmptyState } from '../pieces/EmptyState';
import { Screen } from '../pieces/Screen';
import { chooseFiles } from '../shell/ImportButton';
import { BenignTable } from './BenignTable';
import { WarninglistTable } from './WarninglistTable';
import { WatchlistNew } from './WatchlistNew';
import { WatchlistPanel } from './WatchlistPanel';
import { listWatchlistColumns } from './watchlist-columns';
import './Watchlists.css';

const NEW = 'new';

/** `#/watchlists`: what is looked for and what is held back; behind it `/new` and `/<id>`. */
export function WatchlistsScreen() {
  const app = useApp();
  const { history, watch, nameList } = useHistories();
  const figures = createWatchlistFigures(app, history);
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const opened = () => app.route().detail[0] ?? null;
  const rows = createMemo(() => {
    const byId = new Map(figures.answer()?.map((each) => [each.id, each]));
    return watch.watchlists().map((list) => ({ list, figures: byId.get(list.id) }));
  });
  const sums = createMemo(() => {
    const known = rows().flatMap((row) => row.figures ?? []);
    return known.length < rows().length ? null : summariseWatchlists(known);
  });
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listWatchlistColumns(nameList), width()));
  const close = () => goTo('watchlists');
  const chosen = () => watch.watchlists().filter(({ id }) => selected().has(id));

  async function removeChosen(): Promise<void> {
    const [first] = chosen();
    const label =
      chosen().length === 1 ? `Remove watchlist ${first?.name ?? ''}` : `Remove ${chosen().length} watchlists`;
    if (await watch.removeWatchlists(label, new Set(chosen().map(({ id }) => id)))) setSelected(new Set<string>());
  }

  return (
    <Screen
      title="What do we watch for?"
      aside={
        <Show when={opened()} keyed>
          {(id) => (
            <Show
              when={id === NEW}
              fallback={
                <WatchlistPanel id={id} figures={figures.answer()?.find((each) => each.id === id)} onClose={close} />
              }
            >
              <WatchlistNew onClose={close} />
            </Show>
          )}
        </Show>
      }
    >
      <Switch fallback={<p class="history-waiting" role="status" aria-label="Reading your watchlists" />}>
        <Match when={watch.isKnown() && rows().length === 0}>
          <AnswerLine>Nothing yet: there is no watchlist.</AnswerLine>
          <EmptyState
            title="A watchlist says what to look for, and why"
            actions={
              <>
                <Button kind="primary" onClick={() => goTo('watchlists', NEW)}>
                  Make a watchlist
                </Button>
                <Button onClick={chooseFiles}>Import indicators</Button>
              </>
            }
          >
            <p>
              It names indicators: whole files of them, or values you type or paste. It has a reason, an owner, a first
              and a last day, and the least confidence that counts.
            </p>
            <p>What is known to be harmless is held back from it, and you see what and why.</p>
          </EmptyState>
        </Match>
        <Match when={watch.isKnown()}>
          <Show
            when={sums()}
            fallback={<p class="history-waiting" role="status" aria-label="Counting what is watched" />}
          >
            {(sum) => (
              <AnswerLine>
                <Show when={sum().active > 0} fallback={<>No watchlist is in force today.</>}>
                  {formatCounted(sum().watched, 'value is', 'values are')} watched on{' '}
                  {formatCounted(sum().active, 'list')}
                  <Show when={sum().heldBack > 0}>
                    ; {formatCount(sum().heldBack)} {sum().heldBack === 1 ? 'is' : 'are'} held back
                  </Show>
                  <Show when={sum().lists > sum().active}>
                    ; {formatCounted(sum().lists - sum().active, 'list is', 'lists are')} not in force today
                  </Show>
                  .
                </Show>
              </AnswerLine>
            )}
          </Show>
          <Show when={figures.problem()}>
            {(problem) => <p role="alert">{problem()} The lists themselves are safe.</p>}
          </Show>
          <div class="history-actions">
            <Button kind="primary" onClick={() => goTo('watchlists', NEW)}>
              Make a watchlist
            </Button>
            <a class="button" href="#/hunts">
              Search the histories
            </a>
          </div>
          <div ref={observeWidth}>
            <DataTable
              label="Watchlists"
              noun={rows().length === 1 ? 'watchlist' : 'watchlists'}
              rows={rows()}
              columns={columns()}
              rowKey={({ list }) => list.id}
              selected={selected()}
              onSelect={setSelected}
              opened={opened()}
              onOpen={({ list }) => goTo('watchlists', list.id)}
              bulkActions={<Button onClick={() => void removeChosen()}>Remove</Button>}
              empty={null}
            />
          </div>
        </Match>
      </Switch>
      <BenignTable />
      <WarninglistTable />
    </Screen>
  );
}
