import { createMemo, Match, Switch } from 'solid-js';
import { summariseSightings } from '../../domain/history/search-figures';
import { searchOfImport } from '../../domain/history/search-of-import';
import { describeMostRelevant, writeSearchAnswer } from '../../domain/history/search-words';
import { useApp } from '../../state/app-state';
import { createHistoryState, createSightings } from '../../state/history';
import { linkTo } from '../../state/route';

/** What was seen of the watchlists on the way in: the receipt of a history answers at once whether it was here. */
export function ReceiptHistory(props: { readonly id: string }) {
  const app = useApp();
  const history = createHistoryState(app);
  const searchId = () => searchOfImport(props.id);
  const run = () => history.searches()?.find(({ id }) => id === searchId())?.run ?? null;
  const sightings = createSightings(app, history, () => (run() === null ? null : searchId()));
  return (
    <Switch>
      <Match when={sightings.answer() !== undefined && run()}>
        {(known) => {
          const figures = createMemo(() => summariseSightings(known(), sightings.answer() ?? []));
          return (
            <p class="import-panel-remark" role="status">
              <strong>{writeSearchAnswer(figures(), known().complete)}</strong>{' '}
              {describeMostRelevant(figures()) === null ? '' : `Most relevant: ${describeMostRelevant(figures())}. `}
              <a href={linkTo('hunts', searchId())}>
                {figures().seen === 0 ? 'What was looked for' : 'See the sightings'}
              </a>
            </p>
          );
        }}
      </Match>
      <Match when={history.searches() !== undefined && run() === null}>
        <p class="import-panel-hint">
          On the way in nothing that is watched was seen, or no watchlist was in force.{' '}
          <a href={linkTo('hunts')}>Search it now</a>
        </p>
      </Match>
    </Switch>
  );
}
