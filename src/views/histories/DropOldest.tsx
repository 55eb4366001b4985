import { createSignal, Show } from 'solid-js';
import { formatBytes, formatCounted } from '../../domain/format';
import type { History } from '../../domain/history/history';
import { AskFirst } from '../pieces/AskFirst';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { SelectInput } from '../pieces/SelectInput';
import { useHistories } from './history-scope';

const SHARES = [
  { value: 0.1, label: 'a tenth' },
  { value: 0.25, label: 'a quarter' },
  { value: 0.5, label: 'half' },
  { value: 0.75, label: 'three quarters' },
];

/** Whole segments from the oldest on, by choice and never by themselves. */
export function DropOldest(props: { readonly history: History }) {
  const { history } = useHistories();
  const [share, setShare] = createSignal(0.25);
  const [said, setSaid] = createSignal('');
  const [going, setGoing] = createSignal<{ readonly rows: number; readonly bytes: number } | null>(null);
  const bytes = () => Math.ceil(props.history.bytes * share());

  async function count(): Promise<void> {
    setGoing(null);
    setGoing(await history.countOldest(props.history.id, bytes()));
  }

  async function drop(): Promise<void> {
    const rows = await history.dropOldest(props.history.id, bytes());
    if (rows !== null) setSaid(`${formatCounted(rows, 'record')} dropped.`);
  }

  return (
    <Fold summary="Make room: drop the oldest records" kind="head">
      <Show
        when={props.history.segments > 1}
        fallback={<p class="history-quiet">It is one segment: it can only be removed as a whole.</p>}
      >
        <Field
          label="Drop about"
          hint={`Frees at least ${formatBytes(bytes())}: whole segments of it. Records are dropped in the order in which they were imported.`}
        >
          {(id) => <SelectInput id={id} value={share()} options={SHARES} onChange={setShare} />}
        </Field>
        <div class="history-actions">
          <Show when={share()} keyed>
            <AskFirst
              label="Drop them…"
              question={
                <Show when={going()} fallback="Counting what would go…">
                  {(counted) => (
                    <>
                      The oldest {formatCounted(counted().rows, 'record')} ({formatBytes(counted().bytes)}) go for good,{' '}
                      {formatCounted(props.history.rows - counted().rows, 'record')} stay; that cannot be undone. What
                      searches found in them is kept.
                    </>
                  )}
                </Show>
              }
              confirm={`Drop ${formatCounted(going()?.rows ?? 0, 'record')}`}
              isUncertain={going() === null}
              onAsk={() => void count()}
              onConfirm={drop}
            />
          </Show>
        </div>
      </Show>
      <p role="status">{said()}</p>
    </Fold>
  );
}
