import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { readPastedCells } from '../../../domain/pasted-cells';
import { editOptions } from '../../../domain/planning/edit-plan';
import type { Price } from '../../../domain/planning/plan';
import { readPriceList } from '../../../domain/planning/read-price-list';
import { Button } from '../../pieces/Button';
import { Field } from '../../pieces/Field';
import { TextInput } from '../../pieces/TextInput';
import { describePriceRow } from './best-words';
import { usePlan } from './plan-scope';

/** A price list, pasted: what each row would do stands there before anything is changed. */
export function PastePrices(props: { readonly onClose: () => void }) {
  const { plan, save } = usePlan();
  const [text, setText] = createSignal('');
  const rows = createMemo(() => readPriceList(readPastedCells(text()), plan()).rows);
  const prices = createMemo(
    () =>
      new Map(
        rows().flatMap(({ optionId, price }) =>
          optionId === null || price === null ? [] : [[optionId, price] as const],
        ),
      ),
  );
  // Empty lines between blocks of a sheet are nobody's mistake.
  const left = () => rows().filter(({ problem }) => problem !== null && problem !== 'empty');
  const label = () => `Take ${formatCounted(prices().size, 'price')}`;

  function take(): void {
    const taken: ReadonlyMap<string, Price> = prices();
    void save(`${label()} from a pasted list`, (kept) =>
      editOptions(kept, new Set(taken.keys()), (option) => ({
        ...option,
        price: taken.get(option.id) ?? option.price,
      })),
    );
    props.onClose();
  }

  return (
    <section class="best-panel" aria-label="Prices from a spreadsheet">
      <Field
        label="Pasted cells"
        hint="A column of names, a column of prices; currency and period may have columns too. Without a period: as the option is paid now, else a year."
      >
        {(id) => <TextInput id={id} rows={5} value={text()} onChange={setText} />}
      </Field>
      <Show when={rows().length > 0}>
        <p role="status">
          {formatCounted(rows().length, 'row')}: {formatCounted(prices().size, 'price')} can be taken
          {left().length > 0 ? `, ${formatCounted(left().length, 'row')} cannot.` : '.'}
        </p>
        <ul class="best-price-rows">
          <For each={rows().filter(({ problem }) => problem !== 'empty')}>
            {(row) => (
              <li data-problem={row.problem === null ? undefined : ''}>
                <span class="best-price-row-number">Row {row.row}</span> {describePriceRow(row)}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <div class="best-panel-actions">
        <Button kind="primary" disabled={prices().size === 0} onClick={take}>
          {label()}
        </Button>
        <Button onClick={() => props.onClose()}>Discard</Button>
      </div>
    </section>
  );
}
