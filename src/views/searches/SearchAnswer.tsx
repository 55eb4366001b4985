import { createMemo, Match, Show, Switch } from 'solid-js';
import { formatCount } from '../../domain/format';
import { summariseSightings } from '../../domain/history/search-figures';
import { whatStands } from '../../domain/history/search-growth';
import { describeMostRelevant, writeSearchAnswer } from '../../domain/history/search-words';
import type { Sighting } from '../../domain/history/sighting';
import type { ListedSearch } from '../../state/history';
import { useHistories } from '../histories/history-scope';
import { AnswerLine } from '../pieces/AnswerLine';

/** What a search found, in a sentence, and what of it matters most. */
export function SearchAnswer(props: {
  readonly search: ListedSearch;
  /** `undefined` until they are read. */
  readonly sightings: readonly Sighting[] | undefined;
  /** To the search, where it is not the one in sight. */
  readonly link?: string;
}) {
  const { history, nameSearch } = useHistories();
  return (
    <Switch fallback={<p class="search-answer-waiting" role="status" aria-label="Reading what was found" />}>
      <Match when={props.search.run === null}>
        <AnswerLine>It has not run yet.</AnswerLine>
      </Match>
      <Match when={props.sightings !== undefined && props.search.run}>
        {(run) => {
          const figures = createMemo(() =>
            summariseSightings(whatStands(run(), history.histories()), props.sightings ?? []),
          );
          return (
            <>
              <AnswerLine>
                <Show when={props.link}>
                  {(link) => (
                    <>
                      <a href={link()}>{nameSearch(props.search.id)}</a>:{' '}
                    </>
                  )}
                </Show>
                {writeSearchAnswer(figures(), run().complete)}
              </AnswerLine>
              <Show when={describeMostRelevant(figures())}>
                {(words) => (
                  <p class="search-first">
                    Most relevant: <strong>{words()}</strong>
                    <Show when={figures().byRelevance.high > 1}>
                      ; {formatCount(figures().byRelevance.high)} sightings are of high relevance
                    </Show>
                    .
                  </p>
                )}
              </Show>
              <Show when={run().kept < run().matched}>
                <p class="history-note history-warning">
                  {formatCount(run().kept)} of the {formatCount(run().matched)} records that matched are kept whole; the
                  others are counted.
                </p>
              </Show>
            </>
          );
        }}
      </Match>
    </Switch>
  );
}
