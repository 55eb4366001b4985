import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { formatCount } from '../../domain/format';
import type { Sighting } from '../../domain/history/sighting';
import { useApp } from '../../state/app-state';
import { createMatches } from '../../state/history';
import { useHistories } from '../histories/history-scope';
import { RecordFold } from '../histories/RecordFold';
import { Button } from '../pieces/Button';
import { FetchLines } from './FetchLines';

const STEP = 20;

/** Records of a sighting, whole. */
export function SightingRecords(props: { readonly search: string; readonly sighting: Sighting }) {
  const { history } = useHistories();
  const [limit, setLimit] = createSignal(STEP);
  // Lines that were fetched stand in the same records: they are asked for anew.
  const [turn, setTurn] = createSignal(0);
  const matches = createMatches(useApp(), history, () => ({
    search: props.search,
    sighting: { type: props.sighting.type, value: props.sighting.value },
    offset: 0,
    limit: limit(),
    turn: turn(),
  }));
  // By place: a record that got its line is a new object, and what is open of it stays open.
  const byPlace = createMemo(
    () =>
      new Map(
        matches
          .answer()
          ?.rows.map((record) => [`${record.history} ${record.member} ${record.offset}`, record] as const),
      ),
  );
  return (
    <section aria-labelledby="sighting-records" aria-busy={matches.isAsking()}>
      <h3 id="sighting-records">
        Records{' '}
        <Show when={matches.answer()}>
          {(answer) => (
            <span class="history-quiet">
              {formatCount(answer().rows.length)} of {formatCount(answer().total)} kept
            </span>
          )}
        </Show>
      </h3>
      <Switch
        fallback={
          <p class="history-quiet" role="status">
            Reading the records…
          </p>
        }
      >
        <Match when={matches.problem()}>{(problem) => <p role="alert">{problem()}</p>}</Match>
        <Match when={matches.answer()}>
          {(answer) => (
            <>
              <For each={[...byPlace().keys()]}>
                {(place) => <Show when={byPlace().get(place)}>{(record) => <RecordFold record={record()} />}</Show>}
              </For>
              <Show when={answer().total > answer().rows.length}>
                <Button kind="quiet" onClick={() => setLimit((before) => before + STEP)}>
                  {formatCount(Math.min(STEP, answer().total - answer().rows.length))} more
                </Button>
              </Show>
              <Show when={turn() > 0 || answer().rows.some(({ source }) => source === null)}>
                <FetchLines search={props.search} onFetched={() => setTurn((before) => before + 1)} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </section>
  );
}
