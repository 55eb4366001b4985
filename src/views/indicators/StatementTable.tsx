import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { summariseCollections } from '../../domain/indicators/collection-figures';
import type { IndicatorStatement } from '../../domain/indicators/statement';
import { useApp } from '../../state/app-state';
import { createStatements } from '../../state/history';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';
import { listStatementColumns } from './indicator-columns';

const STEP = 500;
/** Typing does not ask with every letter. */
const PAUSE_MS = 250;

/** Every statement of every file, found by type and text. There may be millions: they come a part at a time. */
export function StatementTable(props: {
  readonly collection: string | null;
  readonly onOpen: (statement: IndicatorStatement) => void;
}) {
  const { history, nameCollection } = useHistories();
  const [words, setWords] = createSignal('');
  const [containing, setContaining] = createSignal('');
  const [type, setType] = createSignal<IndicatorStatement['type'] | null>(null);
  const [limit, setLimit] = createSignal(STEP);
  createEffect(
    on(words, (text) => {
      const timer = setTimeout(() => setContaining(text.trim()), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  createEffect(on([containing, type, () => props.collection], () => setLimit(STEP), { defer: true }));
  const asked = () => ({
    collection: props.collection,
    containing: containing(),
    types: [type() ?? []].flat(),
    offset: 0,
    limit: limit(),
  });
  const found = createStatements(useApp(), history, asked);
  const inScope = createMemo(() =>
    (history.collections() ?? []).filter(({ id }) => props.collection === null || props.collection === id),
  );
  const types = createMemo(() => [
    { value: null, label: 'All types' },
    ...summariseCollections(inScope()).byType.map(([value, count]) => ({
      value: value as IndicatorStatement['type'] | null,
      label: `${typeWord(value)} (${formatCount(count)})`,
    })),
  ]);
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listStatementColumns(nameCollection), width()));
  // Rows are told apart by their place: several sources say the same of one value.
  const rows = createMemo(() => found.answer()?.rows ?? []);
  const rest = () => (found.answer()?.total ?? 0) - rows().length;
  return (
    <section class="history-section" aria-labelledby="statements" aria-busy={found.isAsking()}>
      <h2 id="statements">
        Statements{' '}
        <Show when={props.collection}>{(id) => <span class="history-quiet">of {nameCollection(id())}</span>}</Show>
      </h2>
      <div class="history-filters">
        <TextInput
          label="Find in statements"
          type="search"
          placeholder="Part of a value or comment"
          value={words()}
          onChange={setWords}
        />
        <SelectInput label="Type" value={type()} options={types()} onChange={setType} />
      </div>
      <Show when={found.problem()}>{(problem) => <p role="alert">{problem()}</p>}</Show>
      <Show
        when={found.answer()}
        fallback={<p class="history-waiting" role="status" aria-label="Reading the statements" />}
      >
        {(answer) => (
          <div ref={observeWidth}>
            <DataTable
              label="Statements"
              noun={rest() > 0 ? `of ${formatCount(answer().total)} statements` : 'statements'}
              order="as imported"
              rows={rows()}
              columns={columns()}
              rowKey={({ collection, place, type: kind, value }) => `${collection} ${place} ${kind} ${value}`}
              onOpen={props.onOpen}
              empty={<p class="history-note">No statement has this type and text.</p>}
            />
            <Show when={rest() > 0}>
              <Button kind="quiet" onClick={() => setLimit((before) => before + STEP * 4)}>
                Show {formatCount(Math.min(rest(), STEP * 4))} more
              </Button>
            </Show>
          </div>
        )}
      </Show>
    </section>
  );
}
