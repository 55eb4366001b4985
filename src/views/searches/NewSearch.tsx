import { createMemo, createSignal, Show } from 'solid-js';
import { formatCounted, formatDuration } from '../../domain/format';
import { describeZone, endOfDay, startOfDay } from '../../domain/history/moments';
import { estimateSearch } from '../../domain/history/search-figures';
import { listSearched } from '../../domain/history/search-growth';
import type { SearchRequest } from '../../domain/history/sighting';
import { listPasted, type PastedKind, readPastedValues } from '../../domain/indicators/read-pasted-values';
import { useApp } from '../../state/app-state';
import { createWatchlistFigures } from '../../state/history';
import { searchUnderWay, startSearch } from '../../state/history-search';
import { goTo, linkTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { ChoiceSet } from '../inventory/ChoiceSet';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import { Field } from '../pieces/Field';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { TextInput } from '../pieces/TextInput';
import { ValuesInput } from '../watchlists/ValuesInput';
import { STATE_WORDS } from '../watchlists/watchlist-words';
import { nameSearch } from './search-words';

const WHERE = [
  { value: true, label: 'All histories' },
  { value: false, label: 'Some of them' },
];

/** What to look for, and where. Every search that is run is kept, and can be run again. */
export function NewSearch() {
  const app = useApp();
  const { history, watch, nameList, nameOf } = useHistories();
  const figures = createWatchlistFigures(app, history);
  const figuresOf = (id: string) => figures.answer()?.find((each) => each.id === id);
  const isInForce = (id: string) => (figuresOf(id)?.state ?? 'active') === 'active';
  const [chosenLists, setLists] = createSignal<readonly string[] | null>(null);
  // Those in force, until somebody chooses.
  const lists = createMemo(() => chosenLists() ?? watch.watchlists().flatMap(({ id }) => (isInForce(id) ? id : [])));
  const [text, setText] = createSignal('');
  const [kind, setKind] = createSignal<PastedKind>('auto');
  const pasted = createMemo(() => listPasted(readPastedValues(text(), kind())));
  const [isEverywhere, setEverywhere] = createSignal(true);
  const [chosenHistories, setHistories] = createSignal<readonly string[]>([]);
  const [firstDay, setFirstDay] = createSignal('');
  const [lastDay, setLastDay] = createSignal('');
  const [hostsOfUrls, setHostsOfUrls] = createSignal(true);
  const [name, setName] = createSignal('');
  const zone = describeZone(-new Date().getTimezoneOffset());

  const request = createMemo(
    (): SearchRequest => ({
      watchlists: lists(),
      values: pasted(),
      histories: isEverywhere() ? null : chosenHistories(),
      from: startOfDay(firstDay()),
      to: endOfDay(lastDay()),
      hostsOfUrls: hostsOfUrls(),
    }),
  );
  const searched = createMemo(() => listSearched(request(), history.histories() ?? []));
  const records = () => searched().reduce((sum, { rows }) => sum + rows, 0);
  const estimate = () => estimateSearch(history.searches() ?? [], records());
  const watched = () => lists().reduce((sum, id) => sum + (figuresOf(id)?.watched ?? 0), pasted().length);
  const obstacle = () => {
    if (lists().length + pasted().length === 0) return 'Choose a watchlist, or paste values.';
    if (searched().length === 0) return 'Choose a history.';
    const { from, to } = request();
    if (from !== null && to !== null && to < from) return 'The last day is before the first.';
    return searchUnderWay() !== null ? 'Another search is running.' : null;
  };

  function run(event: SubmitEvent): void {
    event.preventDefault();
    if (obstacle() !== null) return;
    const id = crypto.randomUUID();
    const names = new Map(watch.watchlists().map((list) => [list.id, list.name]));
    void startSearch(app.workspace.name(), {
      id,
      name: name().trim() || nameSearch(request(), names),
      request: request(),
      createdAt: new Date().toISOString(),
      lookedAt: null,
    });
    goTo('hunts', id);
  }

  return (
    <form class="history-form" onSubmit={run} aria-label="New search">
      <div class="history-columns">
        <div>
          <ChoiceSet
            label="What: watchlists"
            hint={watch.watchlists().length === 0 ? 'There is none yet.' : 'Those in force are chosen.'}
            options={watch.watchlists().map(({ id }) => {
              const known = figuresOf(id);
              return {
                value: id,
                label: nameList(id),
                hint:
                  known === undefined
                    ? ''
                    : known.state === 'active'
                      ? formatCounted(known.watched, 'value')
                      : `${formatCounted(known.watched, 'value')}; ${STATE_WORDS[known.state].toLowerCase()}`,
              };
            })}
            chosen={lists()}
            onChange={setLists}
          />
          <Show when={watch.watchlists().length === 0}>
            <p>
              <a href={linkTo('watchlists', 'new')}>Make a watchlist</a>, or paste values.
            </p>
          </Show>
          <ValuesInput label="What: values" text={text()} onChange={setText} kind={kind()} onKind={setKind} rows={4} />
          <CheckInput
            label="Also the hosts of URLs"
            hint="In logs that know no paths, such as DNS, TLS and flows. Weaker, and marked so."
            checked={hostsOfUrls()}
            onChange={setHostsOfUrls}
          />
        </div>
        <div>
          <SegmentedControl label="Where" value={isEverywhere()} options={WHERE} onChange={setEverywhere} />
          <Show when={!isEverywhere()}>
            <ChoiceSet
              label="Histories"
              options={(history.histories() ?? []).map(({ id, site, rows }) => ({
                value: id,
                label: nameOf(id),
                hint: [site, formatCounted(rows, 'record')].filter((part) => part !== '').join(', '),
              }))}
              chosen={chosenHistories()}
              onChange={setHistories}
            />
          </Show>
          <div class="history-dates">
            <Field label="From">
              {(id) => <TextInput id={id} type="date" value={firstDay()} onChange={setFirstDay} />}
            </Field>
            <Field label="To, that day included">
              {(id) => <TextInput id={id} type="date" value={lastDay()} onChange={setLastDay} />}
            </Field>
          </div>
          <p class="history-quiet">
            Days as this device counts them, {zone}. Records without a time are searched where both are open.
          </p>
          <Field label="Name" hint="Empty: named after what is looked for.">
            {(id) => <TextInput id={id} value={name()} onChange={setName} maxLength={120} />}
          </Field>
        </div>
      </div>
      <div class="history-actions">
        <Button kind="primary" type="submit" disabled={obstacle() !== null} describedBy="search-estimate">
          Search
        </Button>
        <span id="search-estimate" class="history-quiet" role="status">
          <Show when={obstacle()} fallback={<>{formatCounted(watched(), 'value')} over </>}>
            {(words) => <>{words()} </>}
          </Show>
          <Show when={obstacle() === null}>
            {formatCounted(records(), 'record')} in {formatCounted(searched().length, 'history', 'histories')}
            <Show when={estimate()} fallback="; how long it takes is not known before the first search.">
              {(ms) => <>; by earlier searches it takes {formatDuration(ms())}.</>}
            </Show>
          </Show>
        </span>
      </div>
    </form>
  );
}
