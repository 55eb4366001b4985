import { createMemo, createSignal } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AskFirst } from '../pieces/AskFirst';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { chooseFiles } from '../shell/ImportButton';
import { listWarninglistColumns } from './watchlist-columns';

/** Lists of well-known values; each watchlist says which of them it heeds. */
export function WarninglistTable() {
  const { history } = useHistories();
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listWarninglistColumns(), width()));

  const chosenValues = () =>
    (history.warninglists() ?? []).reduce((sum, { id, values }) => sum + (selected().has(id) ? values : 0), 0);

  async function removeChosen(): Promise<void> {
    for (const id of selected()) await history.removeWarninglist(id);
    setSelected(new Set<string>());
  }

  return (
    <section class="history-section" aria-labelledby="warninglists">
      <h2 id="warninglists">Warninglists</h2>
      <p class="history-note">
        What is well known and harmless: public resolvers, clouds, popular domains. MISP’s lists are read as they are;
        each watchlist chooses those it heeds.
      </p>
      <div ref={observeWidth}>
        <DataTable
          label="Warninglists"
          noun={history.warninglists()?.length === 1 ? 'list' : 'lists'}
          order="newest import first"
          rows={history.warninglists() ?? []}
          columns={columns()}
          rowKey={({ id }) => id}
          selected={selected()}
          onSelect={setSelected}
          bulkActions={
            <AskFirst
              label="Remove…"
              question={
                <>
                  {formatCounted(selected().size, 'list')} with {formatCounted(chosenValues(), 'value')} go; that cannot
                  be undone. They can be imported again. Watchlists that heed them hold back less from then on.
                </>
              }
              confirm={`Remove ${formatCounted(selected().size, 'list')}`}
              onConfirm={removeChosen}
            />
          }
          empty={
            <p class="history-note">
              None is imported.{' '}
              <Button kind="quiet" onClick={chooseFiles}>
                Import a warninglist
              </Button>
            </p>
          }
        />
      </div>
    </section>
  );
}
