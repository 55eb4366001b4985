import { createMemo, createSignal } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { listBenignColumns } from './watchlist-columns';

/** Values that somebody here knows to be harmless. */
export function BenignTable() {
  const { watch } = useHistories();
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listBenignColumns(), width()));

  async function unmark(): Promise<void> {
    const going = watch.benignValues().filter(({ id }) => selected().has(id));
    const [first] = going;
    const label = `Watch ${going.length === 1 ? (first?.value ?? '') : formatCounted(going.length, 'value')} again`;
    if (await watch.unmarkBenign(label, going)) setSelected(new Set<string>());
  }

  return (
    <section class="history-section" aria-labelledby="benign-values">
      <h2 id="benign-values">Marked benign here</h2>
      <p class="history-note">
        Held back from every watchlist. A value is marked where it is looked at: among indicators, or in a sighting.
      </p>
      <div ref={observeWidth}>
        <DataTable
          label="Benign values"
          noun={watch.benignValues().length === 1 ? 'value' : 'values'}
          rows={watch.benignValues()}
          columns={columns()}
          rowKey={({ id }) => id}
          selected={selected()}
          onSelect={setSelected}
          bulkActions={<Button onClick={() => void unmark()}>Watch again</Button>}
          empty={<p class="history-note">No value is marked.</p>}
        />
      </div>
    </section>
  );
}
