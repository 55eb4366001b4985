import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { whatStands } from '../../domain/history/search-growth';
import { useApp } from '../../state/app-state';
import { createSightings, type ListedSearch } from '../../state/history';
import { goTo, linkTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { EmptyState } from '../pieces/EmptyState';
import { Screen } from '../pieces/Screen';
import { chooseFiles } from '../shell/ImportButton';
import { NewSearch } from './NewSearch';
import { RunningLine } from './RunningLine';
import { SearchAnswer } from './SearchAnswer';
import { listSearchColumns } from './search-columns';

/** All searches: the answer of the one that ran last, a new one, and those that are kept. */
export function SearchList() {
  const app = useApp();
  const { history, watch, nameSearch } = useHistories();
  const searches = () => history.searches() ?? [];
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const isKnown = () => history.histories() !== undefined && history.searches() !== undefined && watch.isKnown();
  const hasHistories = () => (history.histories()?.length ?? 0) > 0;
  const latest = createMemo(() =>
    searches().reduce<ListedSearch | null>(
      (last, search) => (search.run !== null && search.run.at > (last?.run?.at ?? '') ? search : last),
      null,
    ),
  );
  const sightings = createSightings(app, history, () => latest()?.id ?? null);
  const standing = createMemo(() =>
    searches().map((search) =>
      search.run === null ? search : { ...search, run: whatStands(search.run, history.histories()) },
    ),
  );
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listSearchColumns(nameSearch), width()));

  async function removeChosen(): Promise<void> {
    if (await history.removeSearches(searches().filter(({ id }) => selected().has(id)))) setSelected(new Set<string>());
  }

  return (
    <Screen title="Has it been here?">
      <Switch fallback={<p class="history-waiting" role="status" aria-label="Reading your searches" />}>
        <Match when={isKnown() && !hasHistories()}>
          <AnswerLine>That cannot be said yet: there is no history to search.</AnswerLine>
          <EmptyState
            title="First, what was recorded"
            actions={
              <Button kind="primary" onClick={chooseFiles}>
                Import a history
              </Button>
            }
          >
            <p>
              Exports of flow records and logs, of any age and size: Zeek, Suricata, NetFlow, Windows events, clouds,
              proxies, firewalls and many more. They stay on this device.
            </p>
            <p>
              Then what to look for: a file of indicators, a <a href={linkTo('watchlists', 'new')}>watchlist</a>, or
              values that you paste.
            </p>
          </EmptyState>
        </Match>
        <Match when={isKnown()}>
          <Show
            when={latest()}
            fallback={
              <AnswerLine>
                {watch.watchlists().length === 0
                  ? 'Nothing was looked for yet: paste values below, or make a watchlist.'
                  : 'Nothing was looked for yet: search below.'}
              </AnswerLine>
            }
          >
            {(search) => (
              <SearchAnswer search={search()} sightings={sightings.answer()} link={linkTo('hunts', search().id)} />
            )}
          </Show>
          <RunningLine />
          <section class="history-section" aria-labelledby="new-search">
            <h2 id="new-search">New search</h2>
            <NewSearch />
          </section>
          <p class="history-note">
            Behaviour instead of values: <a href={linkTo('hunts', 'rules')}>run your Sigma rules over the histories</a>.
          </p>
        </Match>
      </Switch>
      <Show when={searches().length > 0}>
        <section class="history-section" aria-labelledby="searches">
          <h2 id="searches">Searches</h2>
          <div ref={observeWidth}>
            <DataTable
              label="Searches"
              noun={searches().length === 1 ? 'search' : 'searches'}
              order="newest first"
              rows={standing()}
              columns={columns()}
              rowKey={({ id }) => id}
              selected={selected()}
              onSelect={setSelected}
              onOpen={({ id }) => goTo('hunts', id)}
              bulkActions={
                <Button
                  title="With the records they found; it can be undone at once"
                  onClick={() => void removeChosen()}
                >
                  Remove {formatCounted(selected().size, 'search', 'searches')}
                </Button>
              }
              empty={null}
            />
          </div>
        </section>
      </Show>
    </Screen>
  );
}
