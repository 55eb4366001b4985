import X from 'lucide-solid/icons/x';
import { createSignal, For, Show } from 'solid-js';
import { formatCount, formatCounted, formatDate } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { listPasted, type PastedKind, readPastedValues } from '../../domain/indicators/read-pasted-values';
import type { Watchlist } from '../../domain/indicators/watchlist';
import { useHistories } from '../histories/history-scope';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { IconButton } from '../pieces/IconButton';
import { ValuesInput } from './ValuesInput';

const STEP = 50;

/** Values that stand on the list itself, each with when and what for; more can be added as they come. */
export function OwnValues(props: { readonly list: Watchlist }) {
  const { watch } = useHistories();
  const [text, setText] = createSignal('');
  const [kind, setKind] = createSignal<PastedKind>('auto');
  const [limit, setLimit] = createSignal(STEP);
  const values = () => props.list.values;

  async function add(): Promise<void> {
    const pasted = listPasted(readPastedValues(text(), kind()));
    if (pasted.length === 0) return;
    const label = `Add ${formatCounted(pasted.length, 'value')} to watchlist ${props.list.name}`;
    if (await watch.addValues(label, props.list.id, pasted)) setText('');
  }

  return (
    <Fold summary="Values of its own" kind="head" state={formatCount(values().length)}>
      <ValuesInput label="Add values" text={text()} onChange={setText} kind={kind()} onKind={setKind} rows={3} />
      <div class="history-actions">
        <Button disabled={text().trim() === ''} onClick={() => void add()}>
          Add
        </Button>
      </div>
      <ul class="own-values">
        <For each={values().slice(0, limit())}>
          {(value) => (
            <li>
              <span>
                <span class="history-value">{value.value}</span>{' '}
                <span class="history-quiet">
                  {typeWord(value.type)}, since {formatDate(value.addedAt)}
                  <Show when={value.note !== ''}>: {value.note}</Show>
                </span>
              </span>
              <IconButton
                label={`Take ${value.value} off the list`}
                icon={X}
                onClick={() =>
                  void watch.removeValues(`Take ${value.value} off watchlist ${props.list.name}`, props.list.id, [
                    value,
                  ])
                }
              />
            </li>
          )}
        </For>
      </ul>
      <Show when={values().length > limit()}>
        <Button kind="quiet" onClick={() => setLimit((before) => before + STEP)}>
          {formatCount(values().length - limit())} more
        </Button>
      </Show>
    </Fold>
  );
}
